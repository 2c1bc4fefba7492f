/** Both mark scanners against the plain one: the same marks in the same order, in any bytes, at any place. */

import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createMarkScanner, createTwinMarkScanner } from '#detect/marks.ts';
import { instantiateScanner } from '#detect/scanner-module.ts';
import { listMarks, plainMarks } from '../support/plain-marks.ts';

const twin = createTwinMarkScanner();
const vectors = [64, 128, 0x1000].map((blockBytes) =>
  createMarkScanner({ after: -1, instantiate: instantiateScanner, blockBytes }),
);

function agree(bytes: Uint8Array): void {
  const expected = plainMarks(bytes);
  for (const scanner of [twin, ...vectors]) expect(listMarks(scanner.find(bytes))).toEqual(expected);
}

/** Runs about as long as they must be, and what ends them. */
const pieces = fc
  .array(
    fc.oneof(
      fc.integer({ min: 1, max: 90 }).map((length) => 'aZ0_'.repeat(23).slice(0, length)),
      fc.constantFrom('%', '&', '\\', ' ', '=', '%4', '%41', '\\u', '&#', '\xe9', '\0'),
    ),
    { maxLength: 30 },
  )
  .map((list) => Buffer.from(list.join(''), 'latin1'));

it('agree on runs and signs', () => {
  fc.assert(fc.property(pieces, agree), { numRuns: 500 });
});

it('agree on any bytes', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), agree), { numRuns: 300 });
});

it('agree on all pairs of bytes', () => {
  const pairs = Array.from({ length: 0x10000 }, (_, pair) => [pair >> 8, pair & 0xff]).flat();
  agree(Uint8Array.from(pairs));
});

it('agree at every alignment of a view', () => {
  fc.assert(
    fc.property(pieces, (bytes) => {
      for (let from = 0; from < Math.min(bytes.length, 64); from++) {
        agree(bytes.subarray(from));
        agree(bytes.subarray(0, from));
      }
    }),
    { numRuns: 10 },
  );
});

it('agree on real files', () => {
  for (const name of ['../../package-lock.json', '../../src/detect/detect.ts', '../../ARCHITECTURE.md']) {
    agree(readFileSync(new URL(name, import.meta.url)));
  }
  agree(readFileSync(process.execPath).subarray(0, 500_000));
});
