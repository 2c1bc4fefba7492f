/** Gives each member of a leak its lead: as the first with the first, the second with the second, and never crosswise. */

import { type Match, writtenSecret } from '#model/match.ts';
import type { Member } from '#model/rule.ts';
import type { CompiledRules } from '#rules/compile.ts';
import { firstFrom, gap, lineDistance } from './distance.ts';
import { matchInOrder } from './match-in-order.ts';

/** Which kinds of credential make one leak: `lead` is reported and names what it finds of `member` as related. */
export interface Composition {
  /** Ids that findings carry. */
  readonly lead: string;
  readonly member: Member;
}

/** Farther apart than this, in code units, nothing is looked for: lines may be long, and costs must stay bounded. */
const FAR = 10_000;

/**
 * The compositions whose leads are among the matches, as their rules order them; those whose lead is a member of others
 * come before these.
 */
export function compositionsOf(matches: readonly Match[], compiled: CompiledRules): readonly Composition[] {
  const rules = [...new Set(matches.map(({ rule }) => rule))].flatMap((id) => compiled.byId(id)?.rule ?? []);
  const found = rules.flatMap(({ reportAs, members }) => members.map((member) => ({ lead: reportAs, member })));
  const distinct = [...new Map(found.map((one) => [`${one.lead} ${one.member.rule}`, one])).values()];
  return distinct.toSorted((a, b) => depthOf(a.lead, distinct) - depthOf(b.lead, distinct));
}

/** How many kinds of leaks lie inside of one another; `above` keeps rules that name each other from going round. */
function depthOf(lead: string, all: readonly Composition[], above: readonly string[] = []): number {
  if (above.includes(lead)) return 0;
  const members = all.filter((one) => one.lead === lead);
  return 1 + Math.max(-1, ...members.map(({ member }) => depthOf(member.rule, all, [...above, lead])));
}

/** Leads with their members. Members that are sure come first; a guess takes a lead that none of them wants. */
export function pairsOf(
  matches: readonly Match[],
  { lead, member }: Composition,
  compiled: CompiledRules,
): readonly (readonly [Match, Match])[] {
  const idOf = (match: Match): string => compiled.reportedId(match.rule);
  const isGuess = (match: Match): boolean => (compiled.byId(match.rule)?.rule.requires.length ?? 0) > 0;
  const live = matches.filter((match) => match.excuse === undefined);
  const leads = live.filter((match) => idOf(match) === lead);
  const members = live.filter((match) => idOf(match) === member.rule);
  const sure = pairsInOrder(
    leads,
    members.filter((match) => !isGuess(match)),
    member,
  );
  const taken = new Set(sure.map(([match]) => match));
  return [
    ...sure,
    ...pairsInOrder(
      leads.filter((match) => !taken.has(match)),
      members.filter(isGuess),
      member,
    ),
  ];
}

/** Whether a match stands within the text of another one. */
export function isInside(match: Match, around: Match): boolean {
  const end = match.offset + writtenSecret(match).length;
  return match.offset >= around.offset && end <= around.offset + writtenSecret(around).length;
}

/** The first with the first and so on, whether the members stand before, behind or below their leads. */
function pairsInOrder(
  leads: readonly Match[],
  members: readonly Match[],
  reach: Member,
): readonly (readonly [Match, Match])[] {
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

/** The matches near one; `matches` are in order of their offsets, so that only the neighbourhood is looked at. */
function near(match: Match, matches: readonly Match[], { withinLines, withinCharacters }: Member): readonly Match[] {
  const found: Match[] = [];
  for (let at = firstFrom(matches, match.offset - FAR); at < matches.length; at++) {
    const other = matches[at];
    if (other === undefined || other.offset > match.offset + writtenSecret(match).length + FAR) break;
    const lines = lineDistance(match, other);
    if (lines <= 0 ? gap(match, other) <= withinCharacters : lines <= withinLines) found.push(other);
  }
  return found;
}

/** A member ahead of its lead counts as twice as far, and as farther on a tie. */
function costOf(lead: Match, member: Match): number {
  return member.offset > lead.offset ? 2 * gap(lead, member) : 4 * gap(lead, member) + 1;
}
