/** The checksum of tokens of GitHub and npm, for rules that report a token with a wrong one as less. */

import { ACCEPT, type CheckFactory } from '../check.ts';
import { crc32Base62 } from './crc32-base62.ts';

/**
 * `graded-crc32-base62:6`: as `crc32-base62`, but a value with a wrong sum is accepted as `info`, with `details.checksum`.
 * Such a value opens nothing: it was made up, or altered. It is still said, since only its vendor knows for certain.
 */
export const gradedCrc32Base62: CheckFactory = (argument) => {
  const isSummed = crc32Base62(argument);
  return (candidate) =>
    isSummed(candidate).kind === 'accept'
      ? ACCEPT
      : { kind: 'accept', severity: 'info', details: { checksum: 'wrong' } };
};
