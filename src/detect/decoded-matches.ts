/** Matches in what a content holds encoded, put where the encoded text stands. */

import { Buffer } from 'node:buffer';
import type { Match } from '#model/match.ts';
import type { Decoded } from './containers/for-each-decoded.ts';
import type { Content } from './content.ts';
import { detached } from './excerpt.ts';

/**
 * Gives matches in `text`, which is that of `decoded`, the positions and the excerpt of the encoded text; nothing where
 * the secret stands in the lead, which was not encoded. Matches come in order of their offsets.
 */
export function createPlacer(
  text: string,
  decoded: Decoded,
  { view, lines: linesOf, excerpts }: Content,
): (match: Match) => readonly Match[] {
  const lines = linesOf();
  const bytesBefore = createByteCounter(text);
  return (match) => {
    const from = bytesBefore(match.offset);
    const to = from + Buffer.byteLength(match.secret);
    if (to <= decoded.leadLength || to <= from) return [];
    const span = decoded.span(from, to);
    const [offset, end] = [view.unitsBefore(span.from), view.unitsBefore(span.to)];
    const placed = { offset, start: lines.position(offset), end: lines.position(end) };
    const encoded = detached(view.text().slice(offset, end));
    const excerpt = excerpts()(offset, end);
    return [{ ...match, ...placed, excerpt, decodings: decoded.decodings, encoded }];
  };
}

/** Bytes of UTF-8 in front of a code unit; asked in rising order, it goes on from the last. */
function createByteCounter(text: string): (unit: number) => number {
  let [known, bytes] = [0, 0];
  return (unit) => {
    if (unit < known) [known, bytes] = [0, 0];
    bytes += Buffer.byteLength(text.slice(known, unit));
    known = unit;
    return bytes;
  };
}

/**
 * Those of `decoded` that tell something that is not known: no match of the same kind stands at the same place. Both in
 * order of their offsets; what is known does not overlap within a kind.
 */
export function newsAmong(
  decoded: readonly Match[],
  known: readonly Match[],
  kindOf: (match: Match) => string,
): readonly Match[] {
  if (decoded.length === 0) return decoded;
  const knownOf = groupBy(known, kindOf);
  const ends = new Map<string, number>();
  return decoded.filter((match) => {
    const kind = kindOf(match);
    if (match.offset < (ends.get(kind) ?? 0) || overlapsAny(match, knownOf.get(kind) ?? [])) return false;
    ends.set(kind, endOf(match));
    return true;
  });
}

function groupBy(matches: readonly Match[], kindOf: (match: Match) => string): ReadonlyMap<string, readonly Match[]> {
  const groups = new Map<string, Match[]>();
  for (const match of matches) {
    const group = groups.get(kindOf(match));
    if (group === undefined) groups.set(kindOf(match), [match]);
    else group.push(match);
  }
  return groups;
}

/** Looks at the first of `others` that ends behind the beginning of `match`. */
function overlapsAny(match: Match, others: readonly Match[]): boolean {
  let [low, high] = [0, others.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = others[middle];
    if (other !== undefined && endOf(other) <= match.offset) low = middle + 1;
    else high = middle;
  }
  const next = others[low];
  return next !== undefined && next.offset < endOf(match);
}

function endOf({ offset, secret, encoded }: Match): number {
  return offset + (encoded ?? secret).length;
}
