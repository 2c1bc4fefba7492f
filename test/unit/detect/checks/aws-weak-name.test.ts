import { describe, expect, it } from 'vitest';
import { checkAwsWeakName } from '#detect/checks/aws-weak-name.ts';
import { candidateIn } from '../../../support/candidates.ts';
import { secretKey } from '../../../support/keys.ts';

const S = secretKey();

describe('checkAwsWeakName', () => {
  it.each([
    ['secret_key', 'accept'],
    ['secret', 'accept'],
    ['secretKey', 'accept'],
    ['s3client.secretKey', 'accept'],
    ['minio.secret-key', 'accept'],
    ['client_secret', 'reject'],
    ['clientSecret', 'reject'],
    ['CONSUMER_SECRET', 'reject'],
    ['webhook-secret', 'reject'],
    ['JWT_SECRET', 'reject'],
    ['secret_key_base', 'reject'],
    ['secret_arn', 'reject'],
    ['DJANGO_SECRET_KEY', 'reject'],
    ['secretHash', 'reject'],
  ])('%s: %s', (name, kind) => {
    expect(checkAwsWeakName(candidateIn(`"${name}": "${S}"`, S)).kind).toBe(kind);
  });

  it('judges the name that is nearest', () => {
    expect(checkAwsWeakName(candidateIn(`client_secret: x\nsecret_key: ${S}`, S)).kind).toBe('accept');
  });
});
