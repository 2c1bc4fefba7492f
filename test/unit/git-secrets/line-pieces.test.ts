/** Contents that come in parts, cut between their lines. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPieceCutter, isBinary } from '#git-secrets/line-pieces.ts';

describe('createPieceCutter', () => {
  it('gives all bytes once, in whole lines, with the lines before them', () => {
    const parts = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '\n'), maxLength: 6 }), { minLength: 1 });
    fc.assert(
      fc.property(parts, (texts) => {
        const cutter = createPieceCutter();
        let before = '';
        texts.forEach((text, index) => {
          const last = index === texts.length - 1;
          const { bytes, linesBefore } = cutter.push(Buffer.from(text), last);
          expect(linesBefore).toBe(before.split('\n').length - 1);
          expect(last || bytes.length === 0 || bytes.at(-1) === 10).toBe(true);
          before += bytes.toString();
        });
        expect(before).toBe(texts.join(''));
      }),
    );
  });

  it('keeps nothing of memory that is used again', () => {
    const cutter = createPieceCutter();
    const memory = Buffer.from('x\nab');
    cutter.push(memory, false);
    memory.fill(0);
    expect(cutter.push(Buffer.from('c\n'), true).bytes.toString()).toBe('abc\n');
  });
});

describe('isBinary', () => {
  it.each([
    [7999, true],
    [8000, false],
  ])('a NUL behind %i bytes: %s', (offset, expected) => {
    expect(isBinary(Buffer.concat([Buffer.alloc(offset, 'a'), Buffer.from([0])]))).toBe(expected);
  });
});
