/**
 * Synthetic credentials of single AWS services, by the recipes of their vendor, built when the tests run. All belong to
 * the documentation account 123456789012.
 */

import { createHash } from 'node:crypto';
import { accessKeyId, secretKey, sessionToken, temporaryKeyId } from './keys.ts';

const ACCOUNT = '123456789012';

/** Random bytes, the same for the same seed. */
function bytesOf(seed: string, length: number): Buffer {
  const blocks = Array.from({ length: Math.ceil(length / 64) }, (_, i) =>
    createHash('sha512').update(`service ${seed} ${i}`).digest(),
  );
  return Buffer.concat(blocks).subarray(0, length);
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const base64url = (text: string): string => Buffer.from(text).toString('base64url');
const hex = (seed: string, bytes: number): string => bytesOf(seed, bytes).toString('hex');
const random = (seed: string, length: number): string => bytesOf(seed, length).toString('base64url').slice(0, length);
const lower = (seed: string, length: number): string =>
  [...bytesOf(seed, length)].map((byte) => '0123456789abcdefghijklmnopqrstuvwxyz'[byte % 36]).join('');

/** Console keys of Amazon Bedrock: a user that IAM made, its account, and a secret. */
export function bedrockKey(user = 'BedrockAPIKey-ab12'): string {
  return ['AB', 'SK', base64(`${user}-at-${ACCOUNT}:${bytesOf(user, 33).toString('base64')}`)].join('');
}

/** The date as Signature Version 4 writes it: `20260101T000000Z`. */
function compactDate(date: Date): string {
  return date.toISOString().replace(/[-:]|\.\d{3}/g, '');
}

/** A query signed by Version 4, for `seconds` from `date` on. */
export function signedQuery(service: string, date: Date, seconds: number, token = ''): string {
  const stamp = compactDate(date);
  const key = token === '' ? accessKeyId(service) : temporaryKeyId(service);
  return [
    'X-Amz-Algorithm=AWS4-HMAC-SHA256',
    `X-Amz-Credential=${key}%2F${stamp.slice(0, 8)}%2Fus-east-1%2F${service}%2Faws4_request`,
    `X-Amz-Date=${stamp}`,
    `X-Amz-Expires=${seconds}`,
    ...(token === '' ? [] : [`X-Amz-Security-Token=${encodeURIComponent(token)}`]),
    'X-Amz-SignedHeaders=host',
    `X-Amz-Signature=${hex(`${service} ${stamp}`, 32)}`,
  ].join('&');
}

const HOUR = 3600;

/** A presigned URL for a file in S3. */
export function presignedUrl(date: Date, token = ''): string {
  return `https://b.s3.amazonaws.com/report.pdf?${signedQuery('s3', date, HOUR, token)}`;
}

/** A presigned URL of Signature Version 2. */
export function presignedUrlV2(date: Date): string {
  const signature = encodeURIComponent(bytesOf('v2', 20).toString('base64'));
  const expires = date.getTime() / 1000;
  return `https://b.s3.amazonaws.com/k?AWSAccessKeyId=${accessKeyId('v2')}&Signature=${signature}&Expires=${expires}`;
}

/** A signed URL of CloudFront with a canned policy. */
export function cloudFrontUrl(date: Date): string {
  const query = `Expires=${date.getTime() / 1000}&Signature=${random('cloudfront', 340)}`;
  return `https://d111111abcdef8.cloudfront.net/v.mp4?${query}&Key-Pair-Id=K${'2JCJMDEHXQW5F'}`;
}

/** A password for a database, as `aws rds generate-db-auth-token` prints it. */
export function databaseToken(date: Date): string {
  return `db.rds.amazonaws.com:5432/?Action=connect&DBUser=jane&${signedQuery('rds-db', date, 900)}`;
}

export function bedrockShortKey(date: Date, token = ''): string {
  const url = `bedrock.amazonaws.com/?Action=CallWithBearerToken&${signedQuery('bedrock', date, 12 * HOUR, token)}`;
  return ['bedrock-', `api-key-${base64(`${url}&Version=1`)}`].join('');
}

export function eksToken(date: Date, token = ''): string {
  const url = `https://sts.us-east-1.amazonaws.com/?Action=GetCallerIdentity&${signedQuery('sts', date, 60, token)}`;
  return ['k8s-aws-', `v1.${base64url(url)}`].join('');
}

export function mskToken(date: Date): string {
  const url = 'https://kafka.us-east-1.amazonaws.com/?Action=kafka-cluster%3AConnect';
  return base64url(`${url}&${signedQuery('kafka-cluster', date, 900)}`);
}

/** A token of CodeArtifact that was issued at `date`. */
export function codeArtifactToken(date: Date): string {
  const header = { ver: 1, isu: date.getTime() / 1000, enc: 'A128GCM', alg: 'A128GCMKW', iv: random('iv', 16) };
  return [base64url(JSON.stringify(header)), ...[22, 16, 200, 22].map((n) => random(`jwe ${n}`, n))].join('.');
}

/** The password of a registry that expires at `date`. */
export function ecrPassword(date: Date): string {
  const [payload, datakey] = [bytesOf('payload', 240).toString('base64'), bytesOf('datakey', 120).toString('base64')];
  const expiration = date.getTime() / 1000;
  return base64(JSON.stringify({ payload, datakey, version: '2', type: 'DATA_KEY', expiration }));
}

/** User name and password for git repositories of CodeCommit. */
export const GIT_USER: string = `ann-at-${ACCOUNT}`;
export const gitPassword = (): string => bytesOf('git', 32).toString('base64');
export const gitSignature = (date: Date): string => `${compactDate(date)}${hex('git', 32)}`;

export const ssoToken = (kind: 'access' | 'refresh'): string =>
  [
    kind === 'access' ? 'aoa' : 'aor',
    `AAAAA${random(kind, 300)}:MGQCMH${random('der', 120).replace(/[-_]/g, 'a')}`,
  ].join('');
export const appSyncKey = (): string => ['da2', lower('appsync', 26)].join('-');
export const apiGatewayKey = (): string => random('gateway', 60).replace(/[-_]/g, '').slice(0, 40);
export const cognitoSecret = (): string => lower('cognito', 51);
export const mwsToken = (): string =>
  ['amzn', `mws.${hex('mws', 16).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')}`].join('.');
export const oauthSecret = (): string => ['amzn1', `oa2-cs.v1.${hex('lwa', 32)}`].join('.');
export const oauthSecretOld = (): string => hex('lwa old', 32);
export const oauthClient = (): string => `amzn1.application-oa2-client.${hex('client', 16)}`;
export const oauthToken = (kind: 'a' | 'r'): string => ['Atz', `${kind}|IwEBI${random(`lwa ${kind}`, 340)}`].join('');
export const activationCode = (): string => random('ssm', 40).replace(/[-_]/g, '').slice(0, 20);
export const streamKey = (): string =>
  ['sk', `us-west-2_${random('ivs a', 30).replace(/[-_]/g, '').slice(0, 12)}_${hex('ivs', 12)}`].join('_');
export const mapKey = (): string =>
  ['v1', `public.${base64url(`{"jti":"${hex('map', 16)}"}`)}${random('map', 90)}`].join('.');
export const signinToken = (): string => random('signin', 400);
export const consolePassword = (): string => `${random('console', 12)}!9`;
export const containerToken = (): string => random('container', 66);
export const temporarySet = (expiration: string): Readonly<Record<string, string>> => ({
  AccessKeyId: temporaryKeyId('set'),
  SecretAccessKey: secretKey('set'),
  SessionToken: sessionToken('set'),
  Expiration: expiration,
});
