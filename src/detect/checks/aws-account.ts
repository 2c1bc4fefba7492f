/** Reads the AWS account out of the body of a key ID, and knows the accounts that plant keys as bait. No network. */

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const PREFIX_LENGTH = 4;
/** The first eight characters of a body are a marker bit and the upper 39 bits of the account; the ninth has the last. */
const UPPER_LENGTH = 8;
const MARKER = 16 * 32 ** 7;
const LARGEST_ACCOUNT = 999_999_999_999;

/**
 * The 12-digit account of a key ID (`AKIA`, `ASIA` and the other unique IDs of IAM: four letters, then 16 or more
 * characters of base32). undefined where none can be read: a body that is not base32, one of the layout before 2019
 * (its first character is `A` to `P`) and numbers that no account has, which only made-up keys hold.
 *
 * Format observed, not documented: awsteele.com "AWS Access Key ID formats" (2020) and Tal Be'ery "A short note on AWS
 * Key ID". The arithmetic stays below 2^53, which 48-bit masks would not survive.
 */
export function accountOfKeyId(keyId: string): string | undefined {
  const body = keyId.slice(PREFIX_LENGTH, PREFIX_LENGTH + 16);
  if (!/^[A-Z2-7]{16}$/.test(body)) return undefined;
  let upper = 0;
  for (const character of body.slice(0, UPPER_LENGTH)) upper = upper * 32 + BASE32.indexOf(character);
  if (upper < MARKER) return undefined;
  const last = BASE32.indexOf(body.charAt(UPPER_LENGTH)) >= 16 ? 1 : 0;
  const account = (upper - MARKER) * 2 + last;
  return account > LARGEST_ACCOUNT ? undefined : String(account).padStart(12, '0');
}

/** Accounts of canarytokens.org (Thinkst), which plants keys that raise an alarm when they are used. */
const THINKST = [
  '052310077262 171436882533 534261010715 595918472158 717712589309 819147034852 992382622183 730335385048',
  '266735846894 893192397702',
];

/** Accounts that were seen to do the same and are nobody's that we could name. */
const OTHERS = [
  '044858866125 251535659677 344043088457 351906852752 390477818340 426127672474 427150556519 439872796651',
  '445142720921 465867158099 637958123769 693412236332 732624840810 735421457923 959235150393 982842642351',
];

const CANARY_OPERATORS: ReadonlyMap<string, string> = new Map([
  ...accounts(THINKST).map((account): [string, string] => [account, 'thinkst']),
  ...accounts(OTHERS).map((account): [string, string] => [account, 'other']),
]);

function accounts(lines: readonly string[]): string[] {
  return lines.flatMap((line) => line.split(' '));
}

/**
 * Who runs the bait account: `thinkst`, `other`, or undefined. The list is as of 2025 and can never be whole, since
 * most bait stands in its owners' accounts.
 */
export function canaryOperator(account: string): string | undefined {
  return CANARY_OPERATORS.get(account);
}
