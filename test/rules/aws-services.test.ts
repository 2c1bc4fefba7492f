/** Keys, passwords and tokens of single AWS services: the pack's own samples, what is told of them, and what is one leak. */

import { describe, expect, it } from 'vitest';
import type { Match } from '#model/match.ts';
import { withExpiry } from '#scan/expiry.ts';
import type { PairedMatch } from '#scan/pair.ts';
import {
  bedrockKey,
  codeArtifactToken,
  ecrPassword,
  GIT_USER,
  gitPassword,
  presignedUrl,
} from '../support/aws-service-keys.ts';
import { FUTURE, SERVICE_SHAPES } from '../support/aws-service-shapes.ts';
import { accessKeyId, secretKey } from '../support/keys.ts';
import { describeSamples, loadPack, matchesIn } from '../support/rules.ts';

const NOW = Date.parse('2026-11-01T00:00:00Z');
const AWS = loadPack('aws', 'aws-services');

describeSamples(loadPack('aws-services'));

/** What a scan would list: matches that lead, as `ID SEVERITY`. */
function leaks(text: string): readonly string[] {
  return leadsIn(text).map(({ rule, severity }) => `${AWS.compiled.byId(rule)?.rule.reportAs} ${severity}`);
}

function leadsIn(text: string): readonly Match[] {
  const matches = matchesIn(AWS, text).filter(({ rule, excuse }) => !excuse && !AWS.compiled.byId(rule)?.rule.optIn);
  return matches.filter((match: PairedMatch) => match.lead === undefined).map((match) => withExpiry(match, NOW));
}

describe('idioms', () => {
  it.each(SERVICE_SHAPES)('%s: %s is one leak of severity %s', (_, rule, severity, text) => {
    expect(leaks(text)).toEqual([`${rule} ${severity}`]);
  });
});

describe('what is told', () => {
  it.each([
    ['Bedrock key', bedrockKey(), { awsAccountId: '123456789012', iamUser: 'BedrockAPIKey-ab12' }],
    ['second key', bedrockKey('ann+1'), { awsAccountId: '123456789012', iamUser: 'ann+1' }],
    ['password', `${GIT_USER} ${gitPassword()}`, { awsAccountId: '123456789012', iamUser: 'ann' }],
    ['CodeArtifact', codeArtifactToken(FUTURE), { expires: '2099-01-01T12:00:00Z' }],
    ['ECR', ecrPassword(FUTURE), { expires: '2099-01-01T00:00:00Z' }],
    [
      'presigned URL',
      presignedUrl(FUTURE),
      { awsAccountId: '123456789012', service: 's3', region: 'us-east-1', expires: '2099-01-01T01:00:00Z' },
    ],
  ])('of a %s', (_, text, details) => {
    expect(leadsIn(text).map((match) => match.details)).toEqual([details]);
  });
});

describe('a key ID in a signed URL', () => {
  it('still makes a critical leak with a secret beside it, which the URL is no part of', () => {
    const url = presignedUrl(new Date('2024-01-01'));
    const id = accessKeyId('s3');
    expect(leaks(`${url}\naws_access_key_id=${id}\naws_secret_access_key=${secretKey()}\n`)).toEqual([
      'aws-presigned-url info',
      'aws-access-key-id critical',
    ]);
    expect(leaks(`${url}\naws_secret_access_key=${secretKey()}\n`).toSorted()).toEqual([
      'aws-access-key-id critical',
      'aws-presigned-url info',
    ]);
  });
});
