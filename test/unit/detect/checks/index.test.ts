import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHECKS } from '#detect/checks/index.ts';
import { candidateIn } from '../../../support/candidates.ts';

describe('CHECKS', () => {
  it.each(Object.entries(CHECKS))('%s never throws, whatever the text', (_, check) => {
    const texts = fc.string({ unit: 'binary', maxLength: 200 });
    fc.assert(
      fc.property(texts, texts, texts, (before, secret, after) => {
        const candidate = { ...candidateIn(secret, secret), text: before + secret + after };
        const verdict = check({ ...candidate, start: before.length, end: before.length + secret.length });
        expect(['accept', 'reject', 'excuse']).toContain(verdict.kind);
      }),
    );
  });
});
