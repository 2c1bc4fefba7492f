/** Composite rules: brings together what belongs to one leak, on the final positions of one chunk. */

import type { Match } from '#model/match.ts';
import type { Severity } from '#model/severity.ts';
import type { CompiledRules } from '#rules/compile.ts';
import { matchInOrder } from './match-in-order.ts';

/** The match that leads a leak, as its members name it: enough to find it again among located matches. */
export type Lead = Pick<Match, 'rule' | 'offset' | 'start' | 'end'>;

/** A match, and the one that it belongs to where it is part of a leak that another match leads. */
export interface PairedMatch extends Match {
  readonly lead?: Lead;
}

/** Which kinds of credential make one leak: `lead` is reported, at `severity`, and names the members as related. */
interface Composition {
  readonly lead: string;
  readonly member: string;
  readonly withinLines: number;
  /** On one line (minified files) lines say nothing. */
  readonly withinCharacters: number;
  readonly severity?: Severity;
}

/** A key ID with its secret can be used by anybody; the session token completes a temporary one. */
const COMPOSITIONS: readonly Composition[] = [
  {
    lead: 'aws-access-key-id',
    member: 'aws-secret-access-key',
    withinLines: 5,
    withinCharacters: 600,
    severity: 'critical',
  },
  { lead: 'aws-access-key-id', member: 'aws-session-token', withinLines: 10, withinCharacters: 2000 },
];

/** Farther apart than this, in code units, nothing is looked for: lines may be long, and costs must stay bounded. */
const FAR = 10_000;

/**
 * Drops matches whose rule `requires` a partner that is not there, keeps one match where two rules found the same, and
 * names for each member of a leak its lead, each used once: never a cross product. Order of offsets is kept.
 */
export function pairMatches(matches: readonly Match[], compiled: CompiledRules): readonly PairedMatch[] {
  const standing = withoutDuplicates(matches, compiled).filter((match) => hasPartners(match, matches, compiled));
  const leads = new Map<Match, Match>();
  const severities = new Map<Match, Severity>();
  for (const composition of COMPOSITIONS) {
    for (const [lead, member] of pairsOf(standing, composition, compiled)) {
      leads.set(member, lead);
      if (composition.severity === undefined || lead.details['canary'] !== undefined) continue;
      severities.set(lead, composition.severity).set(member, composition.severity);
    }
  }
  return standing
    .filter((match) => leads.has(match) || !isLoneCandidate(match, compiled))
    .map((match) => ({ ...match, severity: severities.get(match) ?? match.severity, ...leadOf(leads.get(match)) }));
}

function leadOf(lead: Match | undefined): { readonly lead?: Lead } {
  if (lead === undefined) return {};
  const { rule, offset, start, end } = lead;
  return { lead: { rule, offset, start, end } };
}

/** A value that is only a credential beside its partner, and whose partners all have nearer ones. */
function isLoneCandidate(match: Match, compiled: CompiledRules): boolean {
  const rule = compiled.byId(match.rule)?.rule;
  if (rule === undefined || rule.requires.length === 0 || match.excuse !== undefined) return false;
  return COMPOSITIONS.some(
    ({ member, lead }) => member === rule.reportAs && rule.requires.some((partner) => partner.rule === lead),
  );
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
 * Whether every partner that the rule asks for stands near. A documented example is a partner for another example
 * only: beside a real value it proves nothing.
 */
function hasPartners(match: Match, matches: readonly Match[], compiled: CompiledRules): boolean {
  const requires = compiled.byId(match.rule)?.rule.requires ?? [];
  return requires.every(({ rule: wanted, withinLines, withinCharacters = FAR }) =>
    near(match, matches, { withinLines, withinCharacters: FAR, withinLine: withinCharacters }).some((other) => {
      const rule = compiled.byId(other.rule)?.rule;
      const isPartner = other !== match && (rule?.id === wanted || rule?.reportAs === wanted);
      return (
        isPartner && (other.excuse === undefined || match.excuse !== undefined) && gap(match, other) <= withinCharacters
      );
    }),
  );
}

/** How far two matches may stand apart; `withinLine` is for two on one line. */
interface Reach {
  readonly withinLines: number;
  readonly withinCharacters: number;
  readonly withinLine: number;
}

/** The matches near one; `matches` are in order of their offsets, so that only the neighbourhood is looked at. */
function near(match: Match, matches: readonly Match[], reach: Reach): readonly Match[] {
  const found: Match[] = [];
  for (let at = firstFrom(matches, match.offset - reach.withinCharacters); at < matches.length; at++) {
    const other = matches[at];
    if (other === undefined || other.offset > match.offset + match.secret.length + reach.withinCharacters) break;
    const lines = lineDistance(match, other);
    if (lines <= 0 ? gap(match, other) <= reach.withinLine : lines <= reach.withinLines) found.push(other);
  }
  return found;
}

/** Index of the first match at or after `offset`. */
function firstFrom(matches: readonly Match[], offset: number): number {
  let low = 0;
  let high = matches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((matches[middle]?.offset ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Members that are sure come first; a value that is only a guess takes a lead that none of them wants. */
function pairsOf(
  matches: readonly Match[],
  composition: Composition,
  compiled: CompiledRules,
): readonly (readonly [Match, Match])[] {
  const idOf = (match: Match): string => compiled.byId(match.rule)?.rule.reportAs ?? match.rule;
  const isGuess = (match: Match): boolean => (compiled.byId(match.rule)?.rule.requires.length ?? 0) > 0;
  const live = matches.filter((match) => match.excuse === undefined);
  const leads = live.filter((match) => idOf(match) === composition.lead);
  const members = live.filter((match) => idOf(match) === composition.member);
  const sure = pairsInOrder(
    leads,
    members.filter((match) => !isGuess(match)),
    composition,
  );
  const taken = new Set(sure.map(([lead]) => lead));
  return [
    ...sure,
    ...pairsInOrder(
      leads.filter((lead) => !taken.has(lead)),
      members.filter(isGuess),
      composition,
    ),
  ];
}

/** The first with the first and so on, whether the members stand before, behind or below their leads. */
function pairsInOrder(
  leads: readonly Match[],
  members: readonly Match[],
  { withinLines, withinCharacters }: Composition,
): readonly (readonly [Match, Match])[] {
  const reach: Reach = { withinLines, withinCharacters: FAR, withinLine: withinCharacters };
  const indexes = new Map(members.map((member, at) => [member, at]));
  const candidates = leads.flatMap((lead, at) =>
    near(lead, members, reach).map((member) => ({
      lead: at,
      member: indexes.get(member) ?? 0,
      cost: costOf(lead, member),
    })),
  );
  return matchInOrder(candidates).flatMap(({ lead, member }) => {
    const [first, second] = [leads[lead], members[member]];
    return first === undefined || second === undefined ? [] : [[first, second] as const];
  });
}

/** A member ahead of its lead counts as twice as far, and as farther on a tie. */
function costOf(lead: Match, member: Match): number {
  return member.offset > lead.offset ? 2 * gap(lead, member) : 4 * gap(lead, member) + 1;
}

function lineDistance(a: Match, b: Match): number {
  return a.offset <= b.offset ? b.start.line - a.end.line : a.start.line - b.end.line;
}

/** Code units between the end of one and the start of the other. */
function gap(a: Match, b: Match): number {
  const [first, second] = a.offset <= b.offset ? [a, b] : [b, a];
  return Math.max(0, second.offset - first.offset - first.secret.length);
}
