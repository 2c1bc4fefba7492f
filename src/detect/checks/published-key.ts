/** Knows private keys that are published to be used by everybody, by a piece of their public half. */

import type { Verdict } from '../check.ts';

/** Base64 of a modulus, in halves so that no file holds what looks like a value. */
const PUBLISHED: readonly (readonly [string, string, string])[] = [
  ['6NF8iallvQVp', '22WDkTkyrtvp', "Vagrant's insecure key (hashicorp/vagrant, keys/README.md)"],
];

/** An excuse for the body of a published key; undefined for every other. */
export function excusePublishedKey(body: string): Verdict | undefined {
  const source = PUBLISHED.find(([first, second]) => body.includes(`${first}${second}`))?.[2];
  return source === undefined ? undefined : { kind: 'excuse', reason: `documented example: ${source}` };
}
