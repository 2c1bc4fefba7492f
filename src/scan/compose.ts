/** Gathers located matches into leaks: one for each (rule, path, secret), members of pairs under their lead. */

import { pathKey } from '#model/path-name.ts';
import type { CompiledRules } from '#rules/compile.ts';
import type { Located } from '#sources/source.ts';
import type { Excused } from './excuse.ts';
import type { Lead, PairedMatch } from './pair.ts';

/** A place of a match. */
export type Place = Located<PairedMatch>;

/** A place and what excuses it, if anything does. */
export interface JudgedPlace {
  readonly place: Place;
  readonly excused: Excused | undefined;
}

/** All places of one (rule, path, secret). */
export interface Leak {
  /** Never empty. */
  readonly places: readonly Place[];
  /** Open places of other matches that are part of this leak. */
  readonly members: readonly Place[];
  /** What excuses it; undefined for a finding. */
  readonly excused: Excused | undefined;
}

/**
 * A leak is open when any of its places is. A member whose lead is open is part of that leak and none of its own; a
 * member whose lead is excused, or was there before, stands for itself: what excuses a key ID does not excuse its secret.
 */
export function composeLeaks(judged: readonly JudgedPlace[], compiled: CompiledRules): readonly Leak[] {
  const open = judged.flatMap(({ place, excused }) => (excused === undefined ? [place] : []));
  const openKeys = new Set(open.map(placeKey));
  const members = new Map<string, Place[]>();
  for (const place of open) {
    const lead = leadKey(place);
    if (lead !== undefined && openKeys.has(lead)) append(members, lead, place);
  }
  const isMember = (place: Place): boolean => {
    const lead = leadKey(place);
    return lead !== undefined && openKeys.has(lead);
  };
  return [...groups(judged, compiled)].flatMap((group): Leak[] => {
    const places = group.flatMap(({ place, excused }) => (excused === undefined ? [place] : []));
    if (places.some(isMember)) return [];
    if (places.length === 0)
      return [{ places: group.map(({ place }) => place), members: [], excused: group[0]?.excused }];
    return [{ places, members: places.flatMap((place) => members.get(placeKey(place)) ?? []), excused: undefined }];
  });
}

/** Equal for matches of the same bytes at the same path. */
export function contentKey({ path, provenance }: Place): string {
  return `${'object' in provenance ? provenance.object : ''} ${pathKey(path)}`;
}

function placeKey(place: Place): string {
  return keyIn(place, place.match);
}

function leadKey(place: Place): string | undefined {
  return place.match.lead && keyIn(place, place.match.lead);
}

function keyIn(place: Place, { rule, offset }: Pick<Lead, 'rule' | 'offset'>): string {
  return `${rule} ${offset} ${contentKey(place)}`;
}

function groups(judged: readonly JudgedPlace[], compiled: CompiledRules): Iterable<readonly JudgedPlace[]> {
  const found = new Map<string, JudgedPlace[]>();
  for (const one of judged) {
    const { match, path } = one.place;
    append(found, [compiled.reportedId(match.rule), pathKey(path), match.secret].join('\0'), one);
  }
  return found.values();
}

function append<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}
