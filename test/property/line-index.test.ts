/** Lines and columns against a text that is simply split. */

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createLineIndex } from '#text/line-index.ts';

const text = fc.string({ unit: fc.constantFrom('a', 'é', '😀', '\n', '\r', '\r\n', '\u2028', ' '), maxLength: 80 });
const start = fc.record({ line: fc.integer({ min: 1, max: 50 }), column: fc.integer({ min: 1, max: 50 }) });

it('agrees for every offset, asked in any order', () => {
  fc.assert(
    fc.property(text, start, fc.array(fc.nat(), { maxLength: 40 }), (content, first, wishes) => {
      const index = createLineIndex(content, first);
      const lines = content.split('\n');
      for (const wish of wishes) {
        const offset = wish % (content.length + 1);
        const before = content.slice(0, offset).split('\n');
        const at = before.length - 1;
        const column = (before[at] ?? '').length + 1;
        expect(index.position(offset)).toEqual({
          line: first.line + at,
          column: at === 0 ? column + first.column - 1 : column,
        });
        const from = offset - column + 1;
        expect(index.line(offset)).toEqual({ text: (lines[at] ?? '').replace(/\r$/, ''), from });
      }
    }),
    { numRuns: 1500 },
  );
});
