/** Tells passwords that people and programs chose from what stands in their place. */

import { ACCEPT, type CheckFactory, REJECT } from '../check.ts';
import { isMadeUp } from '../values/made-up.ts';
import { isReference } from '../values/reference.ts';
import { excuseExample } from './known-example.ts';

/** Nobody guards anything with less. */
const LEAST_LENGTH = 4;

/** A word of a sentence with a sign of it, the name of an option with what its value would follow. */
const PROSE = /^(?:\([a-z]{2,}|[a-z]{3,}[,)]|[A-Za-z]{3,}(?:=|\\{1,4}n))$/;

/** Whether a value may be somebody's password, a weak one too. */
export function isPassword(value: string): boolean {
  if (value.length < LEAST_LENGTH || PROSE.test(value)) return false;
  return !isReference(value) && !isMadeUp(value);
}

/** `password`. Weak passwords are accepted; references and what documentation writes for a password are not; published examples are excused. */
export const password: CheckFactory =
  () =>
  ({ secret }) =>
    isPassword(secret) ? (excuseExample(secret) ?? ACCEPT) : REJECT;
