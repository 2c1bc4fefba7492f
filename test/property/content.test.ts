/** Long content in pieces: what is found in any of them stands where it stands in the whole text. */

import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FIRST_POSITION } from '#model/position.ts';
import { createCutter, OVERLAP_BYTES } from '#sources/content.ts';
import { decodeText } from '#text/decode.ts';
import { createLineIndex } from '#text/line-index.ts';

/** Where a piece may begin to differ from the whole: tokens are shorter than the overlap and stand apart. */
const TOKEN = /<\d{1,6}>/g;

/** Every token as `line:column token`. */
function tokensIn(bytes: Uint8Array, start = FIRST_POSITION): string[] {
  const { text } = decodeText(bytes);
  const index = createLineIndex(text, start);
  return [...text.matchAll(TOKEN)].map((match) => {
    const { line, column } = index.position(match.index);
    return `${line}:${column} ${match[0]}`;
  });
}

/** What the encoding is told by: the first part is longer than this in every source. */
const LEAST_FIRST = 4096;

/** Cuts at `lengths` in turn, over and over; the last part is what is left. */
function tokensInPieces(bytes: Buffer, lengths: readonly number[]): string[] {
  const cutter = createCutter({ kind: 'stdin', path: { text: 'x' } });
  const found: string[] = [];
  for (let at = 0, turn = 0; ; turn++) {
    const end = at + Math.max(lengths[turn % lengths.length] ?? 1, turn === 0 ? LEAST_FIRST : 1);
    const last = end >= bytes.length;
    // A copy: the bytes of a part are the caller's, who may use the memory again.
    const part = Buffer.from(bytes.subarray(at, end));
    const chunk = cutter.push(part, last);
    found.push(...tokensIn(chunk.bytes, chunk.start));
    part.fill(0x2a);
    if (last) return found;
    at = end;
  }
}

/** What stands between tokens; `unit` is repeated so that a few choices make a long text. */
const FILLS = ['a', 'é', '漢', '😀', 'ab\u{1F600}c', '\r\n', '\n', '\n\n\n', 'x\r\n', '\ufeff', ' ', '\r', '\0'];

interface Stretch {
  readonly unit: string;
  readonly count: number;
}

const stretch = (units: readonly string[]): fc.Arbitrary<Stretch> =>
  fc.record({ unit: fc.constantFrom(...units), count: fc.nat(2500) });

function textOf(stretches: readonly Stretch[]): string {
  return stretches
    .map(({ unit, count }, at) => `<${at}>${`${unit}<${count}>`.repeat(3)}${unit.repeat(count)}`)
    .join('');
}

const lengths = fc.array(fc.oneof(fc.integer({ min: 4, max: 40 }), fc.integer({ min: 1000, max: 150_000 })), {
  minLength: 1,
  maxLength: 4,
});

/** Parts of thousands of bytes on the average, so that a case takes milliseconds. */
const longEnough = (list: readonly number[]): boolean =>
  list.reduce((sum, length) => sum + length) >= 8000 * list.length;

function compare(bytes: Buffer, cuts: readonly number[]): void {
  const whole = tokensIn(bytes);
  const pieces = new Set(tokensInPieces(bytes, cuts));
  expect([...pieces].sort()).toEqual([...new Set(whole)].sort());
}

const ENCODINGS: readonly (readonly [string, (text: string) => Buffer])[] = [
  ['UTF-8', (text) => Buffer.from(text)],
  ['UTF-8 with a mark', (text) => Buffer.from(`\ufeff${text}`)],
  ['UTF-16LE with a mark', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['UTF-16BE with a mark', (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
];

it.each(ENCODINGS)('%s', (_, encode) => {
  fc.assert(
    fc.property(
      fc.array(stretch(FILLS), { minLength: 15, maxLength: 60 }),
      lengths.filter(longEnough),
      (stretches, cuts) => compare(encode(textOf(stretches)), cuts),
    ),
    { numRuns: 60, endOnFailure: true },
  );
});

// In every piece some byte is no UTF-8, as in real files of that encoding: else a piece is taken for UTF-8.
it('Latin-1', () => {
  const units = ['a', '\xe9\xa9', '\xe2\x82', '\xbf', '\n', '\r\n'];
  fc.assert(
    fc.property(
      fc.array(stretch(units), { minLength: 15, maxLength: 60 }),
      fc.array(fc.integer({ min: OVERLAP_BYTES, max: 150_000 }), { minLength: 1, maxLength: 3 }),
      (stretches, cuts) => {
        const marked = `\xff ${textOf(stretches).replaceAll('<', '\xe9 <')}`;
        compare(Buffer.from(marked, 'latin1'), cuts);
      },
    ),
    { numRuns: 60, endOnFailure: true },
  );
});

it('a single line of several overlaps, cut in the middle of every kind of character', () => {
  const line = Array.from({ length: 30_000 }, (_, at) => `<${at}>é漢😀`).join('');
  for (const length of [65_536, 65_537, 65_538, 65_539, 100_001]) compare(Buffer.from(line), [length]);
});
