/** Search plans in words: what is said of a plan is true of it, and every reason for a whole text has a remedy. */

import { describe, expect, it } from 'vitest';
import type { Rule } from '#model/rule.ts';
import { describeSafety, describeSearch, mendWhole, reachOf, wholeTextNotice } from '#rules/describe-plan.ts';
import { parseRuleFile } from '#rules/parse-rules.ts';
import { ruleOf } from '../../support/rule-data.ts';

/** A user's rule with this regex. */
function written(regex: string, fields = ''): Rule {
  const text = `[[rules]]\nid = "acme-x"\nregex = '''${regex}'''\n${fields}\n`;
  const [rule] = parseRuleFile(text, { file: 'keysieve.toml', role: 'configuration' }).rules;
  if (rule === undefined) throw new Error('the file has no rule');
  return rule;
}

function words(rule: Rule): string {
  return describeSearch(rule).join(' ');
}

describe('describeSearch', () => {
  it('says how far around an anchor of every match is looked', () => {
    expect(words(written('\\bAC_[0-9]{10}\\b'))).toBe(
      'Looked for around "AC_" (case matters), which every match holds: up to 1 character in front of where it begins and 14 behind that are looked at. A match is at most 13 characters long.',
    );
  });

  it('says of an anchor that stands nearby that it does', () => {
    const rule = written('[0-9]{10}', 'keywords = ["acme"]\nreach = 50');
    expect(words(rule)).toBe(
      'Looked for around "acme" (in any case), which stands near every match: up to 50 characters in front of where it begins and 60 behind that are looked at. A match is at most 10 characters long.',
    );
  });

  it('says which keywords have to be there besides', () => {
    expect(words(written('AC_[0-9]{10}', 'keywords = ["deploy", "ship"]'))).toMatch(
      / Only contents that hold "deploy" or "ship" anywhere are looked at at all\.$/,
    );
  });

  it('says of a rule on paths that it is one', () => {
    const { regex: _, ...rule } = ruleOf('p', '', { path: { source: '\\.pem$', flags: '' } });
    expect(words(rule)).toBe('Decided by the path alone; contents are not looked at.');
  });

  it.each([
    ['matches without an end', 'acme\\s*=', '', '{0,40}'],
    ['lookarounds without an end', 'acme=(?<=x.*)y', 'JS', '{0,40}'],
    ['no literal', '[0-9]{10}', '', 'reach = 80'],
    ['matches that are too long', 'acme[0-9]{30000}', 'JS', 'smaller bounds'],
    ['keywords that are no anchors', '[0-9]{10}', 'keywords = ["ä"]\nreach = 5', '2 or more ASCII'],
  ])('says what to do about %s', (_, regex, fields, remedy) => {
    const rule = fields === 'JS' ? lookaround(regex) : written(regex, fields);
    if (rule.search.kind !== 'whole') throw new Error(`the plan is ${rule.search.kind}`);
    expect(mendWhole(rule.search.why)).toContain(remedy);
    expect(words(rule)).toContain(`whole texts, which is slower: ${rule.search.why}. ${mendWhole(rule.search.why)}`);
  });
});

/** Lookarounds are in our own files alone. */
function lookaround(regex: string): Rule {
  const text = `[[rules]]\nid = "x"\ntitle = "x"\ndescription = "x"\nadvice = "x"\nseverity = "low"\nregex = '''${regex}'''\nreferences = ["x"]\nexamples = ["x"]\ncounterExamples = ["y"]\n`;
  const [rule] = parseRuleFile(text, { file: 'x.toml', role: 'patterns', builtIn: true }).rules;
  if (rule === undefined) throw new Error('the file has no rule');
  return rule;
}

it('takes the widest of several anchors', () => {
  const anchor = { literal: 'ab', caseSensitive: true, before: 3, after: 9 };
  const plan = { anchors: [anchor, { ...anchor, before: 7, after: 4 }], length: 20, lookBehind: 1, lookAhead: 2 };
  expect(reachOf({ kind: 'inside', ...plan })).toEqual({ inFront: 8, behind: 22 });
  expect(reachOf({ kind: 'near', ...plan })).toEqual({ inFront: 8, behind: 31 });
});

it.each([
  [{ kind: 'proved', steps: 1234 }, 'at most 1,234 steps'],
  [{ kind: 'unproved', why: 'it may take long: "(a+)+"' }, 'under a time limit'],
] as const)('describes the safety %j', (safety, said) => {
  const text = describeSafety(ruleOf('r', 'a', { safety }));
  expect(text).toContain(said);
  if (safety.kind === 'unproved') expect(text).toContain(safety.why);
});

describe('wholeTextNotice', () => {
  const inside = ruleOf('fast', 'ab', {
    search: { kind: 'inside', anchors: [], length: 2, lookBehind: 0, lookAhead: 0 },
  });
  const { regex: _, ...onPaths } = ruleOf('path', 'a');

  it('is silent where there is none', () => expect(wholeTextNotice([inside, onPaths])).toBeUndefined());

  it('names each with the reason', () => {
    expect(wholeTextNotice([inside, ruleOf('one', 'a'), onPaths, ruleOf('two', 'b')])).toBe(
      '2 rules run on whole texts, which is slower: one (test), two (test); see keysieve rules explain one',
    );
  });
});
