/** Reads passwords that IAM makes for CodeCommit and Amazon Keyspaces: base64 of 32 bytes, beside `USER-at-ACCOUNT`. */

import { shannonEntropy } from '#text/entropy.ts';
import { type CheckFactory, REJECT } from '../check.ts';
import { excuseExample } from './known-example.ts';
import { surroundings } from './surroundings.ts';
import { unescapeBase64 } from './unescape-base64.ts';

/** 32 random bytes have more; hex and words that fill the length have less. */
const LEAST_ENTROPY = 4.2;

const REACH = { lines: 4, characters: 400 } as const;
const USER = /([\w+=,.@%-]{1,70})-at-(\d{12})(?!\d)/g;

/** `aws-service-password`: details `iamUser` and `awsAccountId`, of the user name that stands nearest before it. */
export const awsServicePassword: CheckFactory = () => (candidate) => {
  const password = unescapeBase64(candidate.secret);
  const excuse = excuseExample(password);
  if (excuse !== undefined) return excuse;
  const hasForm = /^[A-Za-z0-9+/]{43}=$/.test(password) && /[a-z]/.test(password) && /[A-Z]/.test(password);
  if (!hasForm || shannonEntropy(password) < LEAST_ENTROPY) return REJECT;
  const { before, after } = surroundings(candidate, REACH);
  const [, iamUser, awsAccountId] = [...before.matchAll(USER)].at(-1) ?? [...after.matchAll(USER)].at(0) ?? [];
  if (iamUser === undefined || awsAccountId === undefined) return REJECT;
  return { kind: 'accept', details: { awsAccountId, iamUser: iamUser.replace(/%2B/gi, '+') } };
};
