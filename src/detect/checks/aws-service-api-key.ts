/** Reads long-term API keys of AWS services: four letters, then base64 of `USER-at-ACCOUNT:SECRET`. */

import { type CheckFactory, REJECT } from '../check.ts';
import { decodeBase64 } from './decode-base64.ts';
import { excuseExample } from './known-example.ts';
import { unescapeBase64 } from './unescape-base64.ts';

const KEY = /^[A-Z]{4}([A-Za-z0-9+/]+={0,2})$/;

/** IAM adds `+1` to the name of a user's second credential. */
const OWNER = /^([\w+=,.@-]{1,64})-at-(\d{12}):[\x21-\x7e]{20,}$/;

/**
 * `aws-service-api-key`: details `iamUser` and `awsAccountId`. Format observed for Amazon Bedrock (`ABSK`), whose keys
 * the IAM User Guide calls service-specific credentials, as it does those of CloudWatch Logs.
 */
export const awsServiceApiKey: CheckFactory =
  () =>
  ({ secret }) => {
    const key = unescapeBase64(secret);
    const excuse = excuseExample(key);
    if (excuse !== undefined) return excuse;
    const bytes = decodeBase64(KEY.exec(key)?.[1] ?? '');
    const [, iamUser, awsAccountId] = OWNER.exec(bytes === undefined ? '' : String.fromCharCode(...bytes)) ?? [];
    if (iamUser === undefined || awsAccountId === undefined) return REJECT;
    return { kind: 'accept', details: { awsAccountId, iamUser } };
  };
