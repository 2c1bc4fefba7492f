import { describe, expect, it } from 'vitest';
import { checkAwsEvidenceNearby } from '#detect/checks/aws-evidence-nearby.ts';
import { candidateIn } from '../../../support/candidates.ts';
import { accessKeyId, secretKey } from '../../../support/keys.ts';

const S = secretKey();

function verdictOf(text: string) {
  return checkAwsEvidenceNearby(candidateIn(text, S));
}

describe('checkAwsEvidenceNearby', () => {
  it.each([
    'provider "aws" {',
    'AWS_REGION=x',
    'myAwsClient',
    'https://s3.example',
    'use S3Client',
    'uploadToS3(',
    'bucket: x',
    'Amazon',
    'eu-central-1',
    'us-gov-west-1',
    'cn-northwest-1',
    'ses:',
  ])('finds %s above and below', (evidence) => {
    expect(verdictOf(`${evidence}\n\nsecret = ${S}\n`)).toEqual({ kind: 'accept' });
    expect(verdictOf(`secret = ${S}\n\n\n${evidence}`)).toEqual({ kind: 'accept' });
  });

  it.each(['laws', 'draws', 'sessions', 'eu-central', 'classes3', secretKey('aws').replace(/^.../, 'aws')])(
    'takes %# for no evidence',
    (word) => {
      expect(verdictOf(`${word}\nsecret = ${S}`)).toEqual({ kind: 'reject' });
    },
  );

  it('looks five lines far', () => {
    expect(verdictOf(`aws${'\n'.repeat(5)}${S}`).kind).toBe('accept');
    expect(verdictOf(`aws${'\n'.repeat(6)}${S}`).kind).toBe('reject');
    expect(verdictOf(`aws${' '.repeat(700)}${S}`).kind).toBe('reject');
  });

  it('looks farther for a key ID, which says more', () => {
    const high = { kind: 'accept', severity: 'high' };
    expect(verdictOf(`${accessKeyId()}${'\n'.repeat(60)}${S}`)).toEqual(high);
    expect(verdictOf(`${accessKeyId()}${'\n'.repeat(101)}${S}`)).toEqual({ kind: 'reject' });
  });
});
