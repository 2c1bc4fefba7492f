/** Secret access keys alone, under every name and in every idiom in which they are written. */

import { describe, expect, it } from 'vitest';
import { NAMED_SHAPES } from '../support/aws-named-shapes.ts';
import { secretKey } from '../support/keys.ts';
import { loadPack, reportedIn } from '../support/rules.ts';

const AWS = loadPack('aws');
const SEEDS = Array.from({ length: 12 }, (_, seed) => `idiom ${seed}`);

describe('a secret alone', () => {
  it.each(NAMED_SHAPES)('$name', ({ text }) => {
    const missed = SEEDS.filter((seed) => {
      const secret = secretKey(seed);
      return !reportedIn(AWS, text(secret)).some((line) => line.endsWith(` ${secret}`));
    });
    expect(missed).toEqual([]);
  });
});
