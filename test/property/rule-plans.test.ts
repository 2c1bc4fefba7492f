/** Search plans of the built-in rules on their examples, and of patterns such as teams write on texts made from them. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RegexData } from '#model/rule.ts';
import type { SearchPlan } from '#model/search-plan.ts';
import { planSearch } from '#rules/plan-search.ts';
import { translateRe2 } from '#rules/re2.ts';
import { expandTemplate } from '#rules/templates.ts';
import { planBreaches } from '../support/plan-breaches.ts';
import { numbersFrom, sampleOf } from '../support/regex-samples.ts';
import { loadPack } from '../support/rules.ts';
import { BOUNDED_PATTERNS, WHOLE_PATTERNS } from '../support/token-patterns.ts';

const SEEDS = [1, 2, 3];

function planOf(regex: RegexData, keywords: readonly string[]): SearchPlan {
  return planSearch(regex, { keywords, caseSensitiveKeywords: false, reach: undefined });
}

describe.each(BOUNDED_PATTERNS.map(([pattern, ...keywords]) => ({ pattern, keywords })))(
  '$pattern',
  ({ pattern, keywords }) => {
    const regex = translateRe2(pattern);
    const plan = planOf(regex, keywords);

    it('has a plan with anchors, which holds on every text', () => {
      expect(plan.kind).toMatch(/^(inside|near)$/);
      const surroundings = fc.array(fc.constantFrom('acme', 'key', '_', ' ', '=', '\n', '"', 'x', '0'), {
        maxLength: 6,
      });
      fc.assert(
        fc.property(surroundings, surroundings, fc.integer(), (before, after, seed) => {
          const random = numbersFrom(seed);
          const text = `${before.join('')}${sampleOf(regex, random)}${after.join('')}${sampleOf(regex, random)}`;
          expect(planBreaches(regex, plan, text)).toEqual([]);
        }),
        { numRuns: 5 },
      );
    });

    it('matches what is made from it, so that something was tried', () => {
      const random = numbersFrom(1);
      const texts = Array.from({ length: 100 }, () => `\n${sampleOf(regex, random)}\n`);
      expect(texts.filter((text) => new RegExp(regex.source, regex.flags).test(text)).length).toBeGreaterThan(0);
    });
  },
);

it.each(WHOLE_PATTERNS)('%s has to be searched for in whole texts', (pattern) => {
  expect(planOf(translateRe2(pattern), ['acme']).kind).toBe('whole');
});

const AWS = loadPack('aws');
/** A rule that requires a partner matches without one as well, where nothing proves its anchors. */
const SAMPLES = AWS.file.rules.flatMap(({ id, regex, search, requires }) => {
  const { examples = [], counterExamples = [] } = AWS.file.samples.find(({ rule }) => rule === id) ?? {};
  const samples = requires.length > 0 ? examples : [...examples, ...counterExamples];
  return samples.map(({ text }) => ({ id, regex, search, text }));
});

it.each(SAMPLES)('the plan of $id holds on $text', ({ regex, search, text }) => {
  expect(search.kind).not.toBe('whole');
  if (regex === undefined) throw new Error('a rule without a regex has no plan');
  for (const seed of SEEDS) expect(planBreaches(regex, search, expandTemplate(text, seed))).toEqual([]);
});
