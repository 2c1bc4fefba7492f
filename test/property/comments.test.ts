/** Comments around a place against a slow reading of the same text, line by line and from its beginning. */

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { COMMENTED_RULE as RULE, verdictOn } from '../support/comments.ts';

const LINES = [
  'x',
  '',
  `# keysieve:allow ${RULE} because line`,
  `# keysieve:allow-next-line ${RULE} because next`,
  '# keysieve:allow jwt because other',
  `# keysieve:allow-start ${RULE} because block`,
  '# keysieve:allow-start jwt because other',
  '# keysieve:allow-end',
  `# keysieve:allow-end ${RULE}`,
  '// secretlint-disable -- lint',
  '// secretlint-enable',
] as const;

/** A secret stands on the line `at`, with what is there behind it; all lines end in `\n`. */
const text = fc.record({
  lines: fc.array(fc.constantFrom(...LINES), { minLength: 1, maxLength: 14 }),
  place: fc.nat(),
  end: fc.constantFrom('\n', '\r\n'),
});

/** What is open above the line `at`: by the last of its names, as a stack of those that are not closed yet. */
function openBlocks(
  lines: readonly string[],
  at: number,
): { readonly ours: readonly number[]; readonly lint: boolean } {
  let ours: readonly number[] = [];
  let lint = false;
  const nameOf = (line: string): string => /allow-\w+ ?(\S*)/.exec(line)?.[1] ?? '';
  lines.slice(0, at).forEach((line, index) => {
    if (line.includes('allow-start')) ours = [...ours, index];
    if (line.includes('allow-end')) {
      const closed = ours.findLast((start) => nameOf(line) === '' || nameOf(lines[start] ?? '') === nameOf(line));
      ours = ours.filter((start) => start !== closed);
    }
    if (line.includes('secretlint-disable')) lint = true;
    if (line.includes('secretlint-enable')) lint = false;
  });
  return { ours, lint };
}

function expected(lines: readonly string[], at: number): string | undefined {
  const [here = '', before = ''] = [lines[at], lines[at - 1]];
  if (here.includes(`allow ${RULE}`)) return 'line';
  if (before.includes(`next-line ${RULE}`)) return 'next';
  const { ours, lint } = openBlocks(lines, at);
  const mine = ours.filter((start) => lines[start]?.includes(`start ${RULE}`));
  // A block is closed where the stack at the end of the text does not hold it any more.
  const atEnd = openBlocks(lines, lines.length).ours;
  if (mine.some((start) => !atEnd.includes(start))) return 'block';
  if (mine.length > 0) return 'failed';
  return lint ? 'lint' : undefined;
}

it('agrees with reading from the beginning', () => {
  fc.assert(
    fc.property(text, ({ lines, place, end }) => {
      const at = place % lines.length;
      const written = lines.map((line, index) => (index === at ? `[secret] ${line}` : line)).join(end);
      expect(verdictOn(written)?.replace(/^failed: .*/, 'failed')).toBe(expected(lines, at));
    }),
    { numRuns: 3000 },
  );
});
