import { describe, expect, it } from 'vitest';
import { accountOfKeyId, canaryOperator } from '#detect/checks/aws-account.ts';
import { ACCOUNTS } from '../../../support/aws-examples.ts';
import { accessKeyId, temporaryKeyId } from '../../../support/keys.ts';

describe('accountOfKeyId', () => {
  it.each(ACCOUNTS)('vector %#', (keyId, account) => {
    expect(accountOfKeyId(keyId)).toBe(account);
  });

  it.each([accessKeyId('a'), accessKeyId('b'), temporaryKeyId('c')])(
    'reads the documentation account of %#',
    (keyId) => {
      expect(accountOfKeyId(keyId)).toBe('123456789012');
    },
  );
});

describe('canaryOperator', () => {
  it.each([
    ['171436882533', 'thinkst'],
    ['052310077262', 'thinkst'],
    ['044858866125', 'other'],
    ['123456789012', undefined],
  ])('of %s is %s', (account, operator) => {
    expect(canaryOperator(account)).toBe(operator);
  });
});
