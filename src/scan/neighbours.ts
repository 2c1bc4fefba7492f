/** Finds the matches that stand near another one on its line, however many a content has. */

import type { Match } from '#model/match.ts';
import { contentKey, type Place } from './compose.ts';
import { LOOKED_AT } from './render-secret.ts';

/** Matches that reach into what is looked at around the place's match on its first line, itself among them. */
export type FindNeighbours = (place: Place) => readonly Match[];

/** Columns to one block of a line: few, since a long line may hold thousands of matches. */
const BLOCK_COLUMNS = 512;

/** Indexes matches by content, line and block of columns; one that goes over several lines, by all of its lines. */
export function createNeighbourIndex(places: readonly Place[]): FindNeighbours {
  const index = new Map<string, Match[]>();
  for (const place of places) {
    for (const key of keysOf(place, place.match.start.column, place.match.end.column)) {
      const known = index.get(key);
      if (known === undefined) index.set(key, [place.match]);
      else known.push(place.match);
    }
  }
  return (place) => {
    const { start, end, excerpt } = place.match;
    const line = `${start.line} ${contentKey(place)}`;
    const last = end.line === start.line ? end.column : excerpt.column + excerpt.text.length;
    const blocks = blocksOf(start.column - LOOKED_AT, last + LOOKED_AT).map((block) => `${block}:${line}`);
    return [...new Set([`*:${line}`, ...blocks].flatMap((key) => index.get(key) ?? []))];
  };
}

function* keysOf(place: Place, from: number, to: number): Generator<string> {
  const { start, end } = place.match;
  const content = contentKey(place);
  if (start.line === end.line) for (const block of blocksOf(from, to)) yield `${block}:${start.line} ${content}`;
  else for (let line = start.line; line <= end.line; line++) yield `*:${line} ${content}`;
}

function blocksOf(from: number, to: number): number[] {
  const first = Math.floor(Math.max(0, from) / BLOCK_COLUMNS);
  const last = Math.floor(to / BLOCK_COLUMNS);
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}
