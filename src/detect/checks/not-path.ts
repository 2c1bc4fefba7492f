/** Turns away paths and URLs. Base64 has slashes too, so slashes alone decide nothing. */

import { acceptIf, type CheckFactory } from '../check.ts';
import { wordScore } from './word-run.ts';

/** Signs that base64 does not have: `./a`, `~/a`, `C:\a`, `https://`. */
const ROOT = /^(?:\.{1,2}[\\/]|~[\\/]|[A-Za-z]:[\\/]|[A-Za-z][A-Za-z0-9+.-]{1,15}:\/\/)/;

/** `a/b.json`: a dot, which base64 does not have either, in the last part. */
const FILE = /[\\/][\w-]{1,64}(?:\.[\w-]{1,16}){1,3}$/;

/** `src/main/java`: letters of one case; of random base64 of 16 characters one in a million has no other. */
const LOWER_CASE = /^[\\/]?(?:[a-z][a-z_-]{0,64}[\\/]){1,64}[a-z_-]{0,64}$/;

/** Every other path is told by its words. */
const LEAST_IN_WORDS = 0.6;
const LEAST_FREQUENT = 0.4;

/** `not-path`. A URL counts as one with whatever it holds: its query too. */
export const notPath: CheckFactory =
  () =>
  ({ secret }) =>
    acceptIf(![ROOT, FILE, LOWER_CASE].some((form) => form.test(secret)) && !hasNamedParts(secret));

function hasNamedParts(value: string): boolean {
  const parts = value.split(/[\\/]/).filter((part) => part !== '');
  if (parts.length < 2) return false;
  const { characters, pairs, frequent } = wordScore(value);
  const length = parts.join('').length;
  return pairs > 0 && characters >= length * LEAST_IN_WORDS && frequent >= pairs * LEAST_FREQUENT;
}
