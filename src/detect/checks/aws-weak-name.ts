/** For values under a name with `secret` in it: leaves out the secrets that are known to be somebody else's. */

import { ACCEPT, type Check, REJECT } from '../check.ts';
import { surroundings } from './surroundings.ts';

/** A name is followed by at most this much punctuation and type before its value. */
const REACH = { lines: 2, characters: 200 } as const;

const SECRET_NAME = /[\w.-]{0,60}secret[\w.-]{0,60}/gi;

/** What a secret belongs to when the word stands right before it (`client_secret`; `s3client.secret` is another thing). */
const FOREIGN_OWNER =
  /(?:client|consumer|web_?hook|sign(?:ing)?|session|cookie|csrf|captcha|encryption|shared)[_-]?secret/i;

/** Words of other vendors and uses, wherever they stand in the name. */
const FOREIGN_WORD = new RegExp(
  [
    'jwt|oauth|hmac|hash|digest|checksum|django|flask|rails|laravel|cognito|github|gitlab|google|azure|slack|stripe',
    'twilio|facebook|twitter|paypal|secret_?key_?base|secret_?(?:key_?)?(?:id|arn|name|version)$',
  ].join('|'),
  'i',
);

export const checkAwsWeakName: Check = (candidate) => {
  const { before } = surroundings(candidate, REACH);
  const name = [...before.matchAll(SECRET_NAME)].at(-1)?.[0] ?? '';
  return FOREIGN_OWNER.test(name) || FOREIGN_WORD.test(name) ? REJECT : ACCEPT;
};
