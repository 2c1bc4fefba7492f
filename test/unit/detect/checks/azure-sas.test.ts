import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { azureSas } from '#detect/checks/azure-sas.ts';
import { candidateIn } from '../../../support/candidates.ts';

const SIGNATURE = `sig=${encodeURIComponent(createHash('sha256').update('sas').digest('base64'))}`;

const verdictOf = (text: string, secret = SIGNATURE) => azureSas('')(candidateIn(text, secret));

describe('azureSas', () => {
  it.each([
    [`https://a/c?sv=2022&se=2031-05-06T07%3A08%3A09Z&${SIGNATURE}`, '2031-05-06T07:08:09Z'],
    [`?sv=2022&${SIGNATURE}&se=2031-05-06T07:08:09Z"`, '2031-05-06T07:08:09Z'],
    [`?se=2031-05-06&${SIGNATURE}`, '2031-05-06T00:00:00Z'],
    [`SharedAccessSignature sr=x&${SIGNATURE}&se=1700000000&skn=y`, '2023-11-14T22:13:20Z'],
  ])('reads the expiry of %s', (text, expires) => {
    expect(verdictOf(text)).toEqual({ kind: 'accept', details: { expires } });
  });

  it.each([
    `?sv=2022&${SIGNATURE}`,
    `?se=tomorrow-or-so&${SIGNATURE}`,
    `?se=2031-99-99T00:00&${SIGNATURE}`,
    `?se=99999999999999999&${SIGNATURE}`,
    `?sse=2031-05-06T00:00:00Z&${SIGNATURE}`,
    `?se=2031-05-06T00:00:00Z" "?sv=2022&${SIGNATURE}`,
  ])('knows none in %s', (text) => expect(verdictOf(text)).toEqual({ kind: 'accept' }));

  it('excuses placeholders and turns away what is not random', () => {
    const written = (sign: string): string => `sig=${sign.repeat(43).slice(0, 43)}%3D`;
    expect(verdictOf(written('x'), written('x'))?.kind).toBe('excuse');
    expect(verdictOf(written('aZ3b'), written('aZ3b'))?.kind).toBe('reject');
  });
});
