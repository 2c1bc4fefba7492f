/** Outlines against the regexes that they stand for: they accept wherever those match. */

import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { createOutlineTest } from '#detect/outline-test.ts';
import type { RegexData } from '#model/rule.ts';
import { builtInRuleSet } from '#rules/builtin.ts';
import { outlineOf } from '#rules/outline.ts';
import { translateRe2 } from '#rules/re2.ts';
import { numbersFrom, sampleOf } from '../support/regex-samples.ts';
import { BOUNDED_PATTERNS, WHOLE_PATTERNS } from '../support/token-patterns.ts';

const named = (name: string, regex: RegexData): [string, RegexData] => [name, regex];
const BUILT_IN = builtInRuleSet().rules.flatMap(({ id, regex }) => (regex === undefined ? [] : [named(id, regex)]));
const FOREIGN = [...BOUNDED_PATTERNS.map(([pattern]) => pattern), ...WHOLE_PATTERNS].map((pattern) =>
  named(pattern, translateRe2(pattern)),
);

/** A character of the text is lost, or the text is cut. */
function disturbed(text: string, random: () => number): string {
  const at = Math.floor(random() * text.length);
  return random() < 0.5 ? text.slice(0, at) + text.slice(at + 1) : text.slice(at);
}

describe.each<[string, RegexData]>([...BUILT_IN, ...FOREIGN])('%s', (_, regex) => {
  it('matches nowhere where its outline does not', () => {
    const outline = outlineOf(regex);
    if (outline === undefined) return;
    const [test, matcher] = [createOutlineTest(outline), new RegExp(regex.source, `${regex.flags}g`)];
    const random = numbersFrom(7);
    for (let round = 0; round < 12; round++) {
      const sample = sampleOf(regex, random);
      for (const text of [sample, disturbed(sample, random)]) {
        const bytes = Buffer.from(text, 'latin1');
        for (const { index } of bytes.toString('latin1').matchAll(matcher)) {
          expect(test(bytes, index, index, bytes.length)).toBe(true);
          expect(test(bytes, Math.max(0, index - 3), index, bytes.length)).toBe(true);
        }
      }
    }
  });
});

it.each<[string, string, string, boolean]>([
  ['too few characters', 'key=[a-z]{8}', 'key=abcdefg', false],
  ['just enough', 'key=[a-z]{8}', 'key=abcdefgh', true],
  ['another sign', 'key=[a-z]{8}', 'key:abcdefgh', false],
  ['more than a count allows, which is forgotten', 'key[a-z]{0,3}=x', 'keyabcdefgh=x', true],
  ['what a lookahead asks for', 'key=(?=["])["a]', 'key="', true],
  ['not what a lookahead asks for', 'key=(?=["])["a]', 'key=a', false],
  ['a lookahead that may match nothing', 'key=(?=["]?)["a]', 'key=a', true],
  ['not what a negative lookahead asks for, which is forgotten', 'key=(?!a)[ab]', 'key=a', true],
  ['another alternative', '(?:key|id)=(?:a|bc)', 'id=bc', true],
  ['the end of the text', 'key=a?b?', 'key=', true],
  ['a byte beyond ASCII', 'key=[a-z]', 'key=\xe9', true],
  ['nothing', 'key', '', false],
])('%s', (_, source, text, expected) => {
  const outline = outlineOf({ source, flags: '' });
  if (outline === undefined) throw new Error('it has an outline');
  const bytes = Buffer.from(text, 'latin1');
  expect(createOutlineTest(outline)(bytes, 0, 0, bytes.length)).toBe(expected);
});

it.each([
  ['back references', '(["])a\\1', ''],
  ['sets of texts', '[a&&b]', 'v'],
])('%s have none', (_, source, flags) => {
  expect(outlineOf({ source, flags })).toBeUndefined();
});

it('counts what does not fit its table as a match', () => {
  const outline = outlineOf({ source: `(?:${'[ab]'.repeat(14)}|[ab]*a${'[ab]'.repeat(13)}c)d`, flags: '' });
  if (outline === undefined) throw new Error('it has an outline');
  const test = createOutlineTest(outline);
  const random = numbersFrom(3);
  const text = Array.from({ length: 20_000 }, () => (random() < 0.5 ? 'a' : 'b')).join('');
  expect(test(Buffer.from(`${text}!`), 0, 0, 30_000)).toBe(true);
});
