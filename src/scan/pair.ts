/** Composite rules: brings together what belongs to one leak, on the final positions of one chunk. */

import { type Match, writtenSecret } from '#model/match.ts';
import type { Rule } from '#model/rule.ts';
import type { Severity } from '#model/severity.ts';
import type { CompiledRules } from '#rules/compile.ts';
import { firstFrom } from './distance.ts';
import { type Composition, compositionsOf, isInside, pairsOf } from './members.ts';
import { createFindPartners } from './partners.ts';

/** The match that leads a leak, as its members name it: enough to find it again among located matches. */
export type Lead = Pick<Match, 'rule' | 'offset' | 'start' | 'end'>;

/** A match that another one needed. Its value is kept so that it is redacted where its own match is not reported. */
export type Partner = Pick<Match, 'rule' | 'start' | 'end' | 'secret' | 'encoded'>;

/** A match, and what it belongs to or goes with. */
export interface PairedMatch extends Match {
  /** The match that leads the leak of which this one is a part. */
  readonly lead?: Lead;
  /** What its rule requires and was found, the nearest first; they may be findings of their own. */
  readonly partners?: readonly Partner[];
}

/** What was decided about the matches of a chunk before any of them is changed. */
interface Decisions {
  readonly leads: Map<Match, Match>;
  readonly partners: Map<Match, readonly Match[]>;
  readonly severities: Map<Match, Severity>;
}

/**
 * Drops matches whose rule `requires` a partner that is not there, keeps one match where two rules found the same,
 * names for each member of a leak its lead, each used once, and for each other match its nearest partners: never a cross
 * product. Matches of rules that are not to be reported are gone, but for being partners. Order of offsets is kept.
 */
export function pairMatches(matches: readonly Match[], compiled: CompiledRules): readonly PairedMatch[] {
  const decisions: Decisions = { leads: new Map(), partners: new Map(), severities: new Map() };
  const standing = standingOf(matches, compiled, decisions);
  const compositions = compositionsOf(standing, compiled);
  for (const composition of compositions) assignMembers(standing, composition, compiled, decisions);
  const { leads, severities } = decisions;
  const reported = standing
    .filter((match) => leads.has(match) || !isLoneCandidate(match, compositions, compiled))
    .filter((match) => compiled.byId(match.rule)?.rule.skipReport !== true);
  return withoutYielding(reported, compiled).map((match) => ({
    ...match,
    severity: severities.get(match) ?? match.severity,
    ...belonging(match, decisions, compiled),
  }));
}

function standingOf(matches: readonly Match[], compiled: CompiledRules, { partners }: Decisions): readonly Match[] {
  const findPartners = createFindPartners(matches, compiled);
  return withoutDuplicates(withoutOwned(matches, compiled), compiled).filter((match) => {
    const found = findPartners(match);
    if (found !== undefined && found.length > 0) partners.set(match, found);
    return found !== undefined;
  });
}

/**
 * A member that is not reported by itself is no more than a partner of its lead. One that leads a leak of its own brings
 * that along where all of it lies inside of the new lead (a token in a signed URL), and else stays what it is.
 */
function assignMembers(
  standing: readonly Match[],
  composition: Composition,
  compiled: CompiledRules,
  { leads, partners, severities }: Decisions,
): void {
  const { severity } = composition.member;
  const followers = followersIn(leads);
  for (const [lead, member] of pairsOf(standing, composition, compiled)) {
    const led = followers.get(member) ?? [];
    if (!led.every((follower) => isInside(follower, lead))) continue;
    for (const follower of [member, ...led]) leads.set(follower, lead);
    if (compiled.byId(member.rule)?.rule.skipReport === true)
      partners.set(lead, [...(partners.get(lead) ?? []), member]);
    if (severity === undefined || lead.details['canary'] !== undefined) continue;
    severities.set(lead, severity).set(member, severity);
  }
}

function followersIn(leads: ReadonlyMap<Match, Match>): ReadonlyMap<Match, readonly Match[]> {
  const followers = new Map<Match, Match[]>();
  for (const [member, lead] of leads) followers.set(lead, [...(followers.get(lead) ?? []), member]);
  return followers;
}

/** A member has its lead and needs no partner beside it. */
function belonging(match: Match, { leads, partners }: Decisions, compiled: CompiledRules): Partial<PairedMatch> {
  const lead = leads.get(match);
  if (lead !== undefined && compiled.byId(lead.rule)?.rule.skipReport !== true) {
    const { rule, offset, start, end } = lead;
    return { lead: { rule, offset, start, end } };
  }
  const found = partners.get(match);
  return found === undefined ? {} : { partners: found.map(partnerOf) };
}

function partnerOf({ rule, start, end, secret, encoded }: Match): Partner {
  return { rule, start, end, secret, ...(encoded === undefined ? {} : { encoded }) };
}

/** A value that is only a credential beside its lead, where the lead has a nearer one. */
function isLoneCandidate(match: Match, compositions: readonly Composition[], compiled: CompiledRules): boolean {
  const rule = compiled.byId(match.rule)?.rule;
  if (rule === undefined || rule.requires.length === 0 || match.excuse !== undefined) return false;
  return compositions.some(
    ({ member, lead }) => member.rule === rule.reportAs && rule.requires.some((partner) => partner.rule === lead),
  );
}

/** A rule for a very value knows more than those that know its form. Both in order of their offsets. */
function withoutOwned(matches: readonly Match[], compiled: CompiledRules): readonly Match[] {
  const isOwn = ({ rule }: Match): boolean => compiled.byId(rule)?.rule.own !== undefined;
  const own = matches.filter(isOwn);
  if (own.length === 0) return matches;
  return matches.filter((match) => {
    const next = firstFrom(own, match.offset + 1);
    return isOwn(match) || ![own[next - 1], own[next]].some((one) => one !== undefined && isInside(match, one));
  });
}

/** Two rules for one kind of credential may find the same value; the one that needs no partner knows more. */
function withoutDuplicates(matches: readonly Match[], compiled: CompiledRules): readonly Match[] {
  const best = new Map<string, Match>();
  for (const match of matches) {
    const rule = compiled.byId(match.rule)?.rule;
    const key = `${rule?.reportAs} ${match.offset}`;
    const known = best.get(key);
    const needs = rule?.requires.length ?? 0;
    if (known === undefined || needs < (compiled.byId(known.rule)?.rule.requires.length ?? 0)) best.set(key, match);
  }
  const kept = new Set(best.values());
  return matches.filter((match) => kept.has(match));
}

/**
 * What a rule for any kind of credential found counts where no other rule says what it is, and once. What counts in some
 * paths only takes nobody's place, since it may be dropped later. Patterns of users give way to what is reported for
 * certain: what is excused takes none of their places.
 */
function withoutYielding(matches: readonly Match[], compiled: CompiledRules): readonly Match[] {
  const ruleOf = ({ rule }: Match): Rule | undefined => compiled.byId(rule)?.rule;
  if (!matches.some((match) => ruleOf(match)?.yields === true)) return matches;
  const isOurs = (match: Match): boolean => ruleOf(match)?.builtIn === true;
  const isKnown = (match: Match): boolean => ruleOf(match)?.yields !== true;
  const isEverywhere = (match: Match): boolean => ruleOf(match)?.path === undefined;
  const left = withoutCovered(
    matches,
    (match) => isKnown(match) && isEverywhere(match),
    (match) => !isKnown(match) && isOurs(match) && isEverywhere(match),
  );
  return withoutCovered(
    left,
    (match) => isKnown(match) && isEverywhere(match) && match.excuse === undefined,
    (match) => !isKnown(match) && !isOurs(match),
  );
}

/** All but those that yield and overlap with one that stands, or with one of their own that came before. */
function withoutCovered(
  matches: readonly Match[],
  stands: (match: Match) => boolean,
  yields: (match: Match) => boolean,
): readonly Match[] {
  const standing = matches.filter(stands);
  let reached = 0;
  let next = 0;
  return matches.filter((match) => {
    // Both are in order of their offsets; what ended before this match cannot overlap with any that is still to come.
    while (standing[next] !== undefined && endOf(standing[next]) <= match.offset) next++;
    if (!yields(match)) return true;
    const isCovered = match.offset < reached || (standing[next]?.offset ?? Number.POSITIVE_INFINITY) < endOf(match);
    if (!isCovered) reached = endOf(match);
    return !isCovered;
  });
}

function endOf(match: Match | undefined): number {
  return match === undefined ? 0 : match.offset + writtenSecret(match).length;
}
