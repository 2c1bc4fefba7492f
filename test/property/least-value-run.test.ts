/** The proved runs of value characters against texts that regexes match, made from their syntax trees. */

import { describe, expect, it } from 'vitest';
import type { RegexData } from '#model/rule.ts';
import { leastValueRun } from '#rules/least-value-run.ts';
import { translateRe2 } from '#rules/re2.ts';
import { numbersFrom, sampleOf } from '../support/regex-samples.ts';
import { BOUNDED_PATTERNS, WHOLE_PATTERNS } from '../support/token-patterns.ts';

/** By its definition, with a regex of its own. */
function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/[A-Za-z0-9+/%\\_-]+/g) ?? []).map((run) => run.length));
}

it.each<[string, number]>([
  ['[a-f0-9]{32}', 32],
  ['[a-f0-9]{31}', 24],
  ['[a-z]{15}', 0],
  ['key=[a-z]{20}', 16],
  ['acme_[A-Z0-9]{12}', 16],
  ['acme\\.[A-Z0-9]{15}', 0],
  ['(?:ab|c){20}', 16],
  ['(?:ab|c.){20}', 0],
  ['(?:[a-z]{8}-){4}', 32],
  ['(?:[a-z]{8}\\.){4}', 0],
  ['(?:[a-z]{8}\\.[a-z]{8}){2}', 16],
  ['[a-z]{16,}', 16],
  ['x?[a-z]{16}', 16],
  ['[a-z]{10}x?[a-z]{10}', 16],
  ['[a-z]{10}\\.?[a-z]{10}', 0],
  ['[a-z]{10}(?:_x)?[a-z]{10}', 16],
  ['([a-z]{20})\\1', 16],
  ['a(?=[a-z]{24})', 24],
  ['a(?![a-z]{24})', 0],
  ['[a-z]{10}(?=x)[a-z]{10}', 16],
  ['[a-z]{20}|[0-9]{40}', 16],
  ['[^ ]{40}', 0],
  ['\\w{24}', 24],
  ['.{40}', 0],
  ['(?:(?:[A-Za-z0-9+/]|\\\\{1,3}(?:/|u002[BbFf])|%(?:25)?2[BbFf]){40})', 40],
])('%s holds %i', (source, expected) => {
  expect(leastValueRun({ source, flags: '' })).toBe(expected);
});

it('takes letters that have a twin beyond ASCII for no value', () => {
  expect(leastValueRun({ source: '[a-z]{40}', flags: 'i' })).toBe(40);
  expect(leastValueRun({ source: '[a-z]{40}', flags: 'iu' })).toBe(0);
});

/** What the regex matches in a text made from it; nothing where lookarounds were not met. */
function matchOf(regex: RegexData, seed: number): RegExpExecArray | null {
  return new RegExp(regex.source, regex.flags).exec(sampleOf(regex, numbersFrom(seed)));
}

describe('every match holds the run', () => {
  it.each([...BOUNDED_PATTERNS.map(([pattern]) => pattern), ...WHOLE_PATTERNS])('of %s', (pattern) => {
    const regex = translateRe2(pattern);
    for (let seed = 0; seed < 20; seed++) {
      const match = matchOf(regex, seed);
      if (match !== null) expect(longestRun(match.input)).toBeGreaterThanOrEqual(leastValueRun(regex));
    }
  });
});
