/** The committed table of the word model is the one that training gives, from the packages of the lockfile. */

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { SYMBOLS } from '#detect/words/symbols.ts';
import { TRIGRAM_BITS } from '#detect/words/trigram-bits.ts';
import { trigramModule } from '../../../scripts/train-words.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

describe('training', () => {
  it('gives the committed table', () => {
    const committed = readFileSync(`${ROOT}src/detect/words/trigram-bits.ts`, 'utf8');
    expect(trigramModule(ROOT) === committed).toBe(true);
  });

  it('gives a byte for each trigram', () => {
    expect(Buffer.from(TRIGRAM_BITS, 'base64')).toHaveLength(SYMBOLS ** 3);
  });
});
