/** Every built-in rule: its samples, as `keysieve rules check` tries them, and its regex on texts that were made to be slow for it. */

import { describe, expect, it } from 'vitest';
import { runWithin } from '#detect/budget.ts';
import type { RegexData } from '#model/rule.ts';
import { failedSamples } from '#scan/check-samples.ts';
import { attackTexts } from '../support/attack-texts.ts';
import { loadPack, patternNames } from '../support/rules.ts';

const PACKS = patternNames().map((name) => ({ name, file: loadPack(name).file }));
const RULES = PACKS.flatMap(({ file }) => file.rules);
const ALLOWLISTS = PACKS.flatMap(({ file }) => file.allowlists);

it.each(PACKS)('samples of $name', ({ file }) => {
  expect(file.samples.length).toBeGreaterThan(0);
  expect(failedSamples(file.samples, RULES, ALLOWLISTS)).toEqual([]);
});

const LENGTH = 4000;
const TEXTS = 4;
/** Far more than any of them needs, also on a busy machine. */
const LIMIT_MS = 8000;

function regexOf(regex: RegexData | undefined): readonly RegexData[] {
  return regex === undefined ? [] : [regex];
}

describe('texts made to be slow', () => {
  it.each(PACKS)('are soon read by the rules of $name', ({ file }) => {
    for (const { source, flags } of file.rules.flatMap(({ regex }) => regexOf(regex))) {
      for (const text of attackTexts({ source, flags }, TEXTS, LENGTH)) {
        const run = (): unknown => runWithin(LIMIT_MS, () => [...text.matchAll(new RegExp(source, `${flags}g`))]);
        expect(run).not.toThrow();
      }
    }
  });
});
