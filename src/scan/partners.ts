/** Finds the partners that a rule `requires`: the nearest match of each, or none. */

import type { Match } from '#model/match.ts';
import type { Requirement } from '#model/rule.ts';
import type { CompiledRules } from '#rules/compile.ts';
import { columnGap, firstFrom, gap, lineDistance } from './distance.ts';

/** On either side of a match so many others are looked at for a partner: costs must stay bounded. */
const MOST_LOOKED_AT = 1000;

/**
 * The partners of a match, one for each thing that its rule requires, the nearest first (fewer lines, then fewer
 * characters, then as the rule names them); undefined when one of them is missing.
 */
export type FindPartners = (match: Match) => readonly Match[] | undefined;

/** `matches` are those of one chunk, in order of their offsets. */
export function createFindPartners(matches: readonly Match[], compiled: CompiledRules): FindPartners {
  const lists = new Map<string, readonly Match[]>();
  const candidates = (wanted: string, withExcused: boolean): readonly Match[] => {
    const key = `${withExcused} ${wanted}`;
    const known =
      lists.get(key) ?? matches.filter((one) => isOf(one, wanted, compiled) && (withExcused || isLive(one)));
    lists.set(key, known);
    return known;
  };
  return (match) => {
    const found: Match[] = [];
    for (const requirement of compiled.byId(match.rule)?.rule.requires ?? []) {
      // A documented example is a partner for another example only: beside a real value it proves nothing.
      const nearest = nearestOf(match, candidates(requirement.rule, !isLive(match)), requirement);
      if (nearest === undefined) return undefined;
      found.push(nearest);
    }
    return found.sort((a, b) => compareDistance(match, a, b));
  };
}

function isLive({ excuse }: Match): boolean {
  return excuse === undefined;
}

function isOf(match: Match, wanted: string, compiled: CompiledRules): boolean {
  return match.rule === wanted || compiled.reportedId(match.rule) === wanted;
}

/** Of two as near as each other the one that stands before the match. */
function nearestOf(match: Match, candidates: readonly Match[], requirement: Requirement): Match | undefined {
  const at = firstFrom(candidates, match.offset);
  const before = candidates.slice(Math.max(0, at - MOST_LOOKED_AT), at).reverse();
  const behind = candidates.slice(at, at + MOST_LOOKED_AT);
  const fits = (other: Match): boolean => other !== match && isWithin(match, other, requirement);
  const [a, b] = [before.find(fits), behind.find(fits)];
  if (a === undefined || b === undefined) return a ?? b;
  return compareDistance(match, a, b) <= 0 ? a : b;
}

function isWithin(match: Match, other: Match, requirement: Requirement): boolean {
  const { withinLines, withinCharacters = Infinity, withinColumns = Infinity } = requirement;
  return (
    lineDistance(match, other) <= withinLines &&
    gap(match, other) <= withinCharacters &&
    columnGap(match, other) <= withinColumns
  );
}

function compareDistance(match: Match, a: Match, b: Match): number {
  const lines = Math.max(0, lineDistance(match, a)) - Math.max(0, lineDistance(match, b));
  return lines || gap(match, a) - gap(match, b);
}
