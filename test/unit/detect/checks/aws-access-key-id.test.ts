import { describe, expect, it } from 'vitest';
import { checkAwsAccessKeyId } from '#detect/checks/aws-access-key-id.ts';
import { EXAMPLE_KEY_IDS } from '../../../support/aws-examples.ts';
import { candidateIn } from '../../../support/candidates.ts';
import { accessKeyId, temporaryKeyId } from '../../../support/keys.ts';

/** A key ID of a prefix and body that no file holds as one word. */
function keyId(prefix: 'AK' | 'AS', body: string): string {
  return `${prefix}IA${body}`;
}

function verdictOf(id: string) {
  return checkAwsAccessKeyId(candidateIn(id, id));
}

describe('checkAwsAccessKeyId', () => {
  it('accepts a long-term ID with its account', () => {
    expect(verdictOf(accessKeyId())).toEqual({ kind: 'accept', details: { awsAccountId: '123456789012' } });
  });

  it('calls a temporary one low', () => {
    const details = { awsAccountId: '123456789012' };
    expect(verdictOf(temporaryKeyId())).toEqual({ kind: 'accept', severity: 'low', details });
  });

  it.each([
    ['the layout before 2019', keyId('AK', 'JRD5KQ2WZ7VXN4QA')],
    ['a number above all accounts', keyId('AK', '7777ZXQ5WN2RVK4D')],
  ])('accepts %s without an account', (_, id) => {
    expect(verdictOf(id)).toEqual({ kind: 'accept', details: {} });
  });

  it('knows all of ten thousand random ones', () => {
    const ids = Array.from({ length: 10_000 }, (_, i) => accessKeyId(`random ${i}`));
    expect(ids.filter((id) => verdictOf(id).kind !== 'accept')).toEqual([]);
  });

  it('marks bait', () => {
    const id = keyId('AK', 'SP2TPHJSQH3FJRUX');
    const details = { awsAccountId: '171436882533', canary: 'thinkst' };
    expect(verdictOf(id)).toEqual({ kind: 'accept', severity: 'low', details });
  });

  it.each([
    ['digits that base32 lacks', keyId('AK', 'RZPUZD1KA9BCXW08')],
    ['little entropy', keyId('AK', 'QAQAQAQAQARARARA')],
    ['the name of a region', keyId('AS', 'PACIFICSOUTHEAST')],
    ['another length', keyId('AK', 'RZPUZDIKAXWVTS')],
  ])('rejects %s', (_, id) => {
    expect(verdictOf(id)).toEqual({ kind: 'reject' });
  });

  it.each([
    ['a run of one character', keyId('AK', 'XXXXXXXXXXXXXXXX')],
    ['digits that ascend', keyId('AK', '1234567890ABCDEF')],
  ])('excuses %s', (_, id) => {
    expect(verdictOf(id)).toMatchObject({ kind: 'excuse', reason: expect.stringMatching(/^placeholder: /) });
  });

  it.each(EXAMPLE_KEY_IDS)('excuses documented example %#', (id) => {
    expect(verdictOf(id)).toMatchObject({ kind: 'excuse', reason: expect.stringMatching(/^documented example: /) });
  });
});
