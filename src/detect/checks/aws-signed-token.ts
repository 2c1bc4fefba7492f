/**
 * Reads tokens that are a presigned URL in base64: short-term API keys of Amazon Bedrock, tokens of EKS clusters and of
 * IAM for Kafka. AWS' own libraries make them so (aws-bedrock-token-generator, aws-iam-authenticator, aws-msk-iam-sasl-signer).
 */

import { type CheckFactory, REJECT } from '../check.ts';
import { judgeSignedUrl } from './aws-signed-url.ts';
import { decodeBase64 } from './decode-base64.ts';
import { unescapeBase64 } from './unescape-base64.ts';

const PREFIX = /^(?:bedrock-api-key-|k8s-aws-v1\.)/;

/** `aws-signed-token`: the same details as `aws-signed-url`. */
export const awsSignedToken: CheckFactory =
  () =>
  ({ secret }) => {
    const bytes = decodeBase64(unescapeBase64(secret).replace(PREFIX, ''));
    return bytes === undefined ? REJECT : judgeSignedUrl(String.fromCharCode(...bytes));
  };
