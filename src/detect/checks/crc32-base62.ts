/** The checksum that tokens of GitHub and npm end with. */

import { acceptIf, type CheckFactory } from '../check.ts';
import { crc32 } from './crc32.ts';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** What is summed: the letters and digits that the value ends with, so that a prefix such as `ghp_` is left out. */
const BODY = /[0-9A-Za-z]+$/;

/**
 * `crc32-base62:6`: the last so many characters are the CRC-32 of the letters and digits before them, in base62 with
 * leading zeros. github.blog, "Behind GitHub's new authentication token formats" (2021) and "Announcing npm's new access
 * token format" (2021) say so much; that the prefix takes no part and which digits come first is as the tokens show it.
 */
export const crc32Base62: CheckFactory = (argument) => {
  const length = Number(argument);
  return ({ secret }) => {
    const body = BODY.exec(secret)?.[0] ?? '';
    const random = body.slice(0, -length);
    return acceptIf(random !== '' && toBase62(crc32(random)).padStart(length, '0') === body.slice(-length));
  };
};

function toBase62(number: number): string {
  let digits = '';
  for (let rest = number; rest > 0; rest = Math.floor(rest / 62)) digits = DIGITS.charAt(rest % 62) + digits;
  return digits;
}
