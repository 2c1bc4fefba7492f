/** Lines that match, against `grep -E -w` of this machine in the C locale: what git-secrets runs on named files. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LinePattern } from '#git-secrets/compile-pattern.ts';
import { createLineMatcher } from '#git-secrets/line-matcher.ts';
import { compileForFiles } from '#git-secrets/read-settings.ts';
import { RulesError } from '#model/errors.ts';
import { patterns, texts } from '../support/ere-patterns.ts';
import { openGrep, whyNoGrep } from '../support/grep.ts';
import { temporaryDirectory } from '../support/repo.ts';

const why = whyNoGrep();
if (why !== undefined) console.warn(`lines are not compared with grep: ${why}`);

/** Undefined for a pattern that is refused: which ones is compared elsewhere. */
function compile(pattern: string): readonly LinePattern[] | undefined {
  try {
    return compileForFiles([{ name: 'the pattern', text: pattern }]);
  } catch (error) {
    if (error instanceof RulesError) return undefined;
    throw error;
  }
}

/** Numbers from 1 of the lines that match. */
function linesOf(compiled: readonly LinePattern[], text: string): readonly number[] {
  let found: readonly number[] = [];
  const matcher = createLineMatcher(compiled);
  matcher.submit(Buffer.from(text, 'latin1'), (outcome) => {
    if ('hits' in outcome) found = outcome.hits.map(({ number }) => number);
  });
  matcher.flush();
  return found;
}

/** Whether it can match the empty text. Behind a longer match that is no word grep does not try that. */
function mayBeEmpty(compiled: readonly LinePattern[]): boolean {
  return compiled.some(({ leastLength }) => leastLength === 0);
}

/** A letter, or a literal that is worth looking for in its place. */
const spelling = fc.constantFrom('c', 'secret');

describe.skipIf(why !== undefined)('lines', () => {
  it('are those that grep -E -w finds', () => {
    const folder = temporaryDirectory();
    const several = fc.array(patterns, { minLength: 40, maxLength: 40 });
    fc.assert(
      fc.property(texts, several, spelling, (letters, sources, word) => {
        const text = letters.replaceAll('c', word);
        const grep = openGrep(text, folder);
        for (const pattern of sources.map((source) => source.replaceAll('c', word))) {
          const answer = grep(pattern, { word: true });
          const compiled = compile(pattern);
          const theirs = 'refused' in answer ? undefined : answer.lines();
          if (compiled === undefined || theirs === undefined) continue;
          const ours = linesOf(compiled, text);
          const comparable = mayBeEmpty(compiled) ? ours.filter((line) => theirs.includes(line)) : ours;
          expect([pattern, comparable]).toEqual([pattern, theirs]);
        }
      }),
      { numRuns: 5, endOnFailure: true },
    );
  }, 30_000);
});
