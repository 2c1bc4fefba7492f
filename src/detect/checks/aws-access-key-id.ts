/** Checks AWS access key IDs: their alphabet, their spread, and whose account they belong to. */

import { shannonEntropy } from '#text/entropy.ts';
import { type Check, REJECT } from '../check.ts';
import { accountOfKeyId, canaryOperator } from './aws-account.ts';
import { expiryAround } from './expiry-nearby.ts';
import { excuseExampleOrPlaceholder } from './known-example.ts';

/**
 * Bits a character. Of random key IDs five in a million are below it, and what people make up by repetition all is; at
 * 3.0 it would be two in ten thousand, which is too much to lose.
 */
const LEAST_ENTROPY = 2.75;

/** Words that make an upper-case name of a region or market look like a temporary key ID, such as ASIA + PACIFIC. */
const REGION_WORDS = /^ASIA(?:PACIFIC|NORTH|SOUTH|EAST|WEST|CENTRAL)[A-Z]|(?:NORTH|SOUTH)(?:EAST|WEST)/;

/**
 * Accepts with `details.awsAccountId` where the ID holds one, and `details.canary` for bait. Temporary IDs (`ASIA`) are
 * of no use without secret and token and expire, so one alone is `low`, with `details.expires` where the object around says
 * so; bait is `low` because it was meant to be found.
 */
export const checkAwsAccessKeyId: Check = (candidate) => {
  const { secret } = candidate;
  const excuse = excuseExampleOrPlaceholder(secret);
  if (excuse !== undefined) return excuse;
  if (!/^A[KS]IA[A-Z2-7]{16}$/.test(secret) || shannonEntropy(secret) < LEAST_ENTROPY) return REJECT;
  if (REGION_WORDS.test(secret)) return REJECT;
  const account = accountOfKeyId(secret);
  const canary = account === undefined ? undefined : canaryOperator(account);
  const isTemporary = secret.startsWith('ASIA');
  const expires = isTemporary ? expiryAround(candidate) : undefined;
  return {
    kind: 'accept',
    ...(isTemporary || canary !== undefined ? { severity: 'low' as const } : {}),
    details: { ...(account && { awsAccountId: account }), ...(canary && { canary }), ...(expires && { expires }) },
  };
};
