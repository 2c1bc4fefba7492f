import { describe, expect, it } from 'vitest';
import { isWordRun } from '#detect/checks/word-run.ts';
import { secretKey } from '../../../support/keys.ts';

describe('isWordRun', () => {
  it.each([
    'callFunctionCheckIfDataAlreadyExistsInDb',
    'AwsSecretAccessKeyFromTheParameterStoreX',
    'getSecretKeyFromParameterStoreForRegion1',
    'HTTPServerConnectionPoolManagerFactory12',
    'IAMUserAccessKeyRotationLambdaFunctionV2',
    'com/AmazonCloudWatch/latest/logs/listing1',
    'node/modules/aws/sdk/clients/S3Client/ab',
    'src/main/java/com/acme/S3UploadFileTest1',
    'opt/app/build/V2/lib/x86/Release/libAbcd',
    'x86/linux/node/v20/lib/internal/util/Io1',
  ])('%s', (text) => {
    expect(isWordRun(text)).toBe(true);
  });

  it('takes none of ten thousand random secrets for words', () => {
    const secrets = Array.from({ length: 10_000 }, (_, i) => secretKey(`words ${i}`));
    expect(secrets.filter(isWordRun)).toEqual([]);
  });
});
