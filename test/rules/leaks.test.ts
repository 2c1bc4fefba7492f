/** What developers commit is found by the rules of all vendors together, whole, and whatever its random parts are. */

import { describe, expect, it } from 'vitest';
import { expandTemplate } from '#rules/templates.ts';
import { LEAKS } from '../support/leaks.ts';
import { loadPack, matchesIn, patternNames } from '../support/rules.ts';

const [first = '', ...others] = patternNames();
const ALL = loadPack(first, ...others);
const SEEDS = [1, 2, 3];

/** The secrets between the guillemets of a leak that no rule reports, each with its seed. */
function missedIn(template: string): readonly string[] {
  return SEEDS.flatMap((seed) => {
    const marked = expandTemplate(template, seed);
    const found = new Set(matchesIn(ALL, marked.replace(/[«»]/g, '')).map(({ secret }) => secret));
    return [...marked.matchAll(/«([^»]*)»/g)].flatMap(([, secret = '']) =>
      found.has(secret) ? [] : `${seed}: ${secret}`,
    );
  });
}

describe('leaks', () => {
  it.each(LEAKS)('$name', ({ text }) => expect(missedIn(text)).toEqual([]));
});
