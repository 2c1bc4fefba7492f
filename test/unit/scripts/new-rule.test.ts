/** The beginning of a rule: refused as it is, and a rule once it is filled in. */

import { describe, expect, it } from 'vitest';
import { parseRuleFile } from '#rules/parse-rules.ts';
import { readArguments, ruleText } from '../../../scripts/new-rule.ts';

const PATTERNS = { file: 'patterns/acme.toml', role: 'patterns', builtIn: true } as const;
const TEXT = ruleText({ vendor: 'acme', kind: 'api-key', prefix: 'acme_' });

describe('a new rule', () => {
  it('is refused until it is filled in', () => {
    expect(() => parseRuleFile(TEXT, PATTERNS)).toThrow(/evidence/);
  });

  it('is a rule once it is', () => {
    const filled = TEXT.replace('[FILL-IN]', '[A-Za-z0-9]')
      .replaceAll('{FILL-IN:', '{alnum:')
      .replace('evidence = "FILL-IN"', 'evidence = "documented"')
      .replace(/FILL-IN: the vendor's page/, 'https://acme.dev/docs');
    const [rule] = parseRuleFile(filled, PATTERNS).rules;
    expect(rule).toMatchObject({ id: 'acme-api-key', keywords: ['acme_'], title: 'Acme api key' });
  });

  it.each([
    [[], /usage/],
    [['acme'], /usage/],
    [['Acme', 'key'], /small letters/],
    [['acme', 'key', 'a b'], /prefix/],
  ])('%j is refused', (args, message) => expect(() => readArguments(args)).toThrow(message));
});
