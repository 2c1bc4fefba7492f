/** Checks blocks of private keys by what they hold. */

import { shannonEntropy } from '#text/entropy.ts';
import { type CheckFactory, REJECT, type Verdict } from '../check.ts';
import { MOST_EXTENT } from '../extent.ts';
import type { PemBlock } from '../keys/pem.ts';
import { readPem } from '../keys/pem.ts';
import type { PrivateKey } from '../keys/private-key.ts';
import { readPrivateKey } from '../keys/read-private-key.ts';
import { excusePublishedKey } from './published-key.ts';

/** Random base64 of 64 characters has 5 bits; a line of one letter, or a sentence in base64, has fewer. */
const LEAST_ENTROPY = 4.2;

/** What may stand in front of every line of a block is shorter. */
const LINE_REACH = 80;

/** So much of a key that is cut is enough to restore the rest, or to be worth a look. */
const LEAST_CUT_BODY = 256;

/**
 * `pem`: for values that begin with `-----BEGIN`. Accepts private keys with `details.keyType`; what a passphrase protects
 * is `low`, or `medium` where its protection is weak, with `details.encrypted`. A key without its END line counts when it
 * is whole or nearly so; one with an END line and a piece left out is no key.
 */
export const pem: CheckFactory = () => (candidate) => {
  const front = candidate.before(LINE_REACH);
  const block = readPem(`${front}${candidate.secret}${candidate.after(MOST_EXTENT)}`, front.length);
  const key = block === undefined ? undefined : readPrivateKey(block);
  if (block === undefined || key === undefined || !isPlausible(block, key)) return REJECT;
  return excusePublishedKey(block.body) ?? opinion(key);
};

/** Whether a block holds a key, or most of one. */
export function isPlausible({ body, isClosed }: PemBlock, { isWhole }: PrivateKey): boolean {
  if (shannonEntropy(body) < LEAST_ENTROPY) return false;
  return isWhole || (!isClosed && body.length >= LEAST_CUT_BODY);
}

const SEVERITY = { none: {}, weak: { severity: 'medium' }, strong: { severity: 'low' } } as const;

function opinion({ type, protection, isWhole }: PrivateKey): Verdict {
  return {
    kind: 'accept',
    ...SEVERITY[protection],
    details: {
      ...(type === undefined ? {} : { keyType: type }),
      ...(protection === 'none' ? {} : { encrypted: 'yes' }),
      ...(isWhole ? {} : { truncated: 'yes' }),
    },
  };
}
