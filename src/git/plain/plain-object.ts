/** What is known of an object that was read without git. */

import type { Buffer } from 'node:buffer';
import type { ObjectType } from '../batch-parser.ts';

/** An object as git gives it. */
export interface PlainObject {
  readonly type: ObjectType;
  readonly bytes: Buffer;
}

/** Longer objects are left to git, which hands them on in parts. */
export const MOST_BYTES: number = 16 * 1024 * 1024;
