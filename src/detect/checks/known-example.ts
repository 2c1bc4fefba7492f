/** Tells documented examples and placeholders from keys: what has the form of a credential and is known to be none. */

import type { Verdict } from '../check.ts';
import { PUBLISHED_VALUES } from './published-values.ts';

/** A random key holds seven given letters by chance once in a thousand million. */
const EXAMPLE = /example|fakey?value/i;
const KEY = /ACCESSKEY/;

/** A random secret has a run of this length once in ten million, a key ID once in a million. */
const PLACEHOLDER_RUN = 6;

/** An excuse when the value is published as an example (the word in it, or on the list); else undefined. */
export function excuseExample(value: string): Verdict | undefined {
  const source = PUBLISHED_VALUES.get(value);
  if (source !== undefined) return { kind: 'excuse', reason: `documented example: ${source}` };
  const [word] = EXAMPLE.exec(value) ?? KEY.exec(value) ?? [];
  if (word === undefined) return undefined;
  return { kind: 'excuse', reason: `documented example: it contains ${word.toUpperCase()}` };
}

/**
 * The same, and for six or more characters that are equal or ascending (`XXXXXX`, `abcdef`, `234567`). Not for
 * session tokens: real ones hold long runs of `/`.
 */
export function excuseExampleOrPlaceholder(value: string): Verdict | undefined {
  const example = excuseExample(value);
  if (example !== undefined) return example;
  const isPlaceholder = hasRun(value, 0) || hasRun(value, 1);
  return isPlaceholder
    ? { kind: 'excuse', reason: 'placeholder: six or more equal or ascending characters' }
    : undefined;
}

/** Whether character codes grow by `step` over a run of PLACEHOLDER_RUN characters. */
function hasRun(value: string, step: number): boolean {
  let length = 1;
  for (let i = 1; i < value.length; i++) {
    length = value.charCodeAt(i) - value.charCodeAt(i - 1) === step ? length + 1 : 1;
    if (length >= PLACEHOLDER_RUN) return true;
  }
  return false;
}
