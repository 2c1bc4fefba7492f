/** Compares objects with their ids, which are hashes of their type, size and content. */

import { createHash, type Hash } from 'node:crypto';
import type { ObjectPart } from './batch-parser.ts';
import type { ObjectFormat } from './repository.ts';

/** Takes the parts of one object after the other; with the last one it says what is wrong, if anything is. */
export type ObjectVerifier = (part: ObjectPart) => string | undefined;

/** A verifier for ids of `format`. The reason is a sentence without a full stop. */
export function createObjectVerifier(format: ObjectFormat): ObjectVerifier {
  let hash: Hash | undefined;
  return ({ object, type, size, bytes, first, last }) => {
    if (first) hash = createHash(format).update(`${type} ${size}\0`);
    hash?.update(bytes);
    if (!last) return undefined;
    const id = hash?.digest('hex');
    return id === object ? undefined : `it is not what its id says: its content has the id ${id}`;
  };
}
