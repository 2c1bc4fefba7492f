/** What reads like a leak and is none is not reported, by the rules of all vendors together. */

import { describe, expect, it } from 'vitest';
import { SEVERITIES, type Severity } from '#model/severity.ts';
import { LOOK_ALIKES, NOT_EVEN_LOW } from '../support/look-alikes.ts';
import { loadPack, matchesIn, patternNames } from '../support/rules.ts';

const [first = '', ...others] = patternNames();
const ALL = loadPack(first, ...others);

const ABOVE_LOW = SEVERITIES.filter((severity) => severity !== 'low' && severity !== 'info');

function reported(text: string, among: readonly Severity[]): readonly string[] {
  return matchesIn(ALL, `${text}\n`)
    .filter(({ severity, excuse }) => excuse === undefined && among.includes(severity))
    .map(({ rule, secret }) => `${rule}: ${secret}`);
}

describe('look-alikes', () => {
  it.each(LOOK_ALIKES)('$what: $text', ({ text }) => expect(reported(text, ABOVE_LOW)).toEqual([]));
  it.each(NOT_EVEN_LOW)('$what, not even low: $text', ({ text }) => expect(reported(text, SEVERITIES)).toEqual([]));
});
