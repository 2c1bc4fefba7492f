/** The table of checks that pattern files name in `validate`. */

import type { Check } from '../check.ts';
import { checkAwsAccessKeyId } from './aws-access-key-id.ts';
import { checkAwsEvidenceNearby } from './aws-evidence-nearby.ts';
import { checkAwsSecretAccessKey } from './aws-secret-access-key.ts';
import { checkAwsSessionToken } from './aws-session-token.ts';
import { checkAwsUnnamedSecret } from './aws-unnamed-secret.ts';
import { checkAwsWeakName } from './aws-weak-name.ts';

/** Name to check. Names are part of the pattern-file format: add freely, rename never. */
export const CHECKS: Readonly<Record<string, Check>> = {
  'aws-access-key-id': checkAwsAccessKeyId,
  'aws-evidence-nearby': checkAwsEvidenceNearby,
  'aws-secret-access-key': checkAwsSecretAccessKey,
  'aws-session-token': checkAwsSessionToken,
  'aws-unnamed-secret': checkAwsUnnamedSecret,
  'aws-weak-name': checkAwsWeakName,
};
