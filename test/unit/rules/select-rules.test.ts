/** Choosing rules by id, tag and glob. */

import { describe, expect, it } from 'vitest';
import type { Rule } from '#model/rule.ts';
import { parseRuleFile } from '#rules/parse-rules.ts';
import { matchesGlob, selectRules, unknownSelectors, type Wishes } from '#rules/select-rules.ts';

const TEXT = `[[rules]]
id = "aws-key"
regex = 'a'
tags = ["cloud"]
[[rules]]
id = "aws-secret-entry"
reportAs = "aws-secret"
regex = 'b'
[[rules]]
id = "wide"
regex = 'c'
optIn = true
`;
const RULES: readonly Rule[] = parseRuleFile(TEXT, { file: 'rules.toml', role: 'patterns' }).rules;

describe('matchesGlob', () => {
  it.each([
    ['a', 'a', true],
    ['a', 'ab', false],
    ['*', '', true],
    ['aws-*', 'aws-key', true],
    ['aws-*', 'xaws-key', false],
    ['*-key', 'aws-key', true],
    ['a*a', 'a', false],
    ['a*a', 'aa', true],
    ['a*b*c', 'axxbyyc', true],
    ['a*b*c', 'axxcyyb', false],
    ['a*bc*c', 'abc', false],
    ['**', 'x', true],
    ['a.c', 'abc', false],
  ])('%s on %s is %s', (glob, text, expected) => {
    expect(matchesGlob(glob, text)).toBe(expected);
  });
});

describe('selectRules', () => {
  const wish = (enable: string[], disable: string[]): Wishes => ({ enable, disable });

  it.each([
    ['nothing', [], ['aws-key', 'aws-secret-entry']],
    ['an id', [wish([], ['aws-key'])], ['aws-secret-entry']],
    ['the id that findings carry', [wish([], ['aws-secret'])], ['aws-key']],
    ['a tag', [wish([], ['cloud'])], ['aws-secret-entry']],
    ['a glob', [wish([], ['aws-*'])], []],
    ['an opt-in rule', [wish(['wide'], [])], ['aws-key', 'aws-secret-entry', 'wide']],
    ['both lists', [wish(['wide'], ['wide'])], ['aws-key', 'aws-secret-entry']],
    ['a later wish', [wish([], ['aws-*']), wish(['aws-key'], [])], ['aws-key']],
    ['a later refusal', [wish(['wide'], []), wish([], ['*'])], []],
  ])('with %s', (_, layers, ids) => {
    expect(selectRules(RULES, layers).map((rule) => rule.id)).toEqual(ids);
  });
});

it('unknownSelectors are those that name no rule', () => {
  expect(unknownSelectors(['aws-*', 'nope', 'cloud', 'gcp-*', 'aws-secret'], RULES)).toEqual(['nope', 'gcp-*']);
});
