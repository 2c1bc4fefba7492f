/** Tells passwords that people and programs chose from what stands in their place. */

import { ACCEPT, type CheckFactory, REJECT } from '../check.ts';
import { isMadeUp } from '../values/made-up.ts';
import { isReference } from '../values/reference.ts';
import { excuseExample } from './known-example.ts';

/** Nobody guards anything with less. */
const LEAST_LENGTH = 4;

/** Whether a value may be somebody's password, a weak one too. */
export function isPassword(value: string): boolean {
  return value.length >= LEAST_LENGTH && !isReference(value) && !isMadeUp(value);
}

/** `password`. Weak passwords are accepted; references and what documentation writes for a password are not; published examples are excused. */
export const password: CheckFactory =
  () =>
  ({ secret }) =>
    isPassword(secret) ? (excuseExample(secret) ?? ACCEPT) : REJECT;
