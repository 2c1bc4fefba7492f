import { describe, expect, it } from 'vitest';
import type { Rule } from '#model/rule.ts';
import { createPathTest } from '#scan/path-test.ts';
import { compiledOf, ruleOf } from '../../support/rule-data.ts';

const LONG_NAME = { text: `${'a'.repeat(60)}.txt` };

const testOf = (source: string, rest: Partial<Rule> = {}) =>
  createPathTest(
    compiledOf([ruleOf('r', 'x', { builtIn: false, path: { source, flags: '' }, ...rest }), ruleOf('any', 'x')]),
  );

describe('a path test', () => {
  it.each([
    ['covers what the pattern finds', '\\.env$', 'r', 'a/.env', true],
    ['covers nothing else', '\\.env$', 'r', 'a/b', false],
    ['covers every path for a rule without a pattern', '\\.env$', 'any', 'a/b', true],
  ])('%s', (_, source, rule, text, expected) => {
    const test = testOf(source);
    expect(test.covers(rule, { text })).toBe(expected);
    expect(test.problems()).toEqual([]);
  });

  it('stops a pattern that does not come to its end, and lets the rule count', () => {
    const test = testOf('(a+)+$');
    expect(test.covers('r', LONG_NAME)).toBe(true);
    expect(test.covers('r', LONG_NAME)).toBe(true);
    expect(test.problems()).toMatchObject([{ code: 'DETECT', path: LONG_NAME }]);
    expect(test.problems()[0]?.message).toContain('the path pattern of rule r was stopped after 1000 ms');
  });
});
