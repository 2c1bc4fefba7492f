/** From marks to containers: one pass over the marks, in which most of them end at a few bytes. */

import { type Marks, RUN_MARK } from '../marks/mark-list.ts';
import type { Container, ContainerKind } from './container.ts';
import { findEncoded, LEAST_BASE64 } from './encoded-run.ts';
import { ENTITY } from './entity.ts';
import type { EscapeReader } from './escape.ts';
import { escapedLineEnd, escapedLineStart } from './escaped-line.ts';
import { PERCENT } from './percent.ts';
import { STRING_ESCAPE } from './string-escape.ts';

interface EscapeKind {
  readonly kind: ContainerKind;
  readonly reader: EscapeReader;
}

/** By the kind of mark. */
const ESCAPE_KINDS: readonly (EscapeKind | undefined)[] = [
  undefined,
  { kind: 'percent', reader: PERCENT },
  { kind: 'escape', reader: STRING_ESCAPE },
  { kind: 'entity', reader: ENTITY },
];

/**
 * The containers of `bytes`, `most` of them at most, in the order in which they were marked. Those of one kind do not
 * overlap, base64 and hex being one; of different kinds they may, since escaped text may hold base64.
 */
export function findContainers(bytes: Uint8Array, { count, from, to, kinds }: Marks, most: number): Container[] {
  const found: Container[] = [];
  /** For each kind of mark where its last container ends, or the last line with too few escapes. */
  const done = new Float64Array(4);
  for (let index = 0; index < count && found.length < most; index++) {
    const mark = kinds[index] as number;
    const floor = done[mark] as number;
    const end = to[index] as number;
    if (end <= floor) continue;
    const begin = from[index] as number;
    if (mark === RUN_MARK) done[mark] = addEncoded(bytes, begin, end, floor, found);
    else done[mark] = addEscaped(bytes, begin, floor, ESCAPE_KINDS[mark] as EscapeKind, found);
  }
  return found;
}

/** Adds what a run holds, and returns where the last container ends. */
function addEncoded(bytes: Uint8Array, begin: number, end: number, floor: number, found: Container[]): number {
  let done = floor;
  for (let from = Math.max(begin, floor); end - from >= LEAST_BASE64; from = done) {
    const container = findEncoded(bytes, from, end, done);
    if (container === undefined) break;
    found.push(container);
    done = container.to;
  }
  return done;
}

/** Adds the line around the escape at `at`, and returns where it was read to. */
function addEscaped(
  bytes: Uint8Array,
  at: number,
  floor: number,
  { kind, reader }: EscapeKind,
  found: Container[],
): number {
  const end = escapedLineEnd(bytes, at, reader);
  if (end > 0) {
    const from = escapedLineStart(bytes, at, floor);
    found.push({ kind, lead: { from, to: from }, from, to: end });
  }
  return end === 0 ? floor : Math.abs(end);
}
