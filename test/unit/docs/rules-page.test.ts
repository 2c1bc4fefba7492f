/** docs/rules.md is what the pattern files say now. */

import { expect, it } from 'vitest';
import { loadBuiltInRules, rulesPage } from '../../../scripts/rules-page.ts';
import { ROOT, readDocument } from './documents.ts';

const RULES = loadBuiltInRules(ROOT);

it('is current: run `npm run docs:rules` where it is not', () => {
  expect(readDocument('docs/rules.md').text).toBe(rulesPage(RULES));
});

it('names every rule and every id that findings carry', () => {
  const page = rulesPage(RULES);
  const ids = RULES.flatMap(({ id, reportAs }) => [id, reportAs]);
  expect(ids.length).toBeGreaterThan(0);
  expect(ids.filter((id) => !page.includes(`\`${id}\``))).toEqual([]);
});
