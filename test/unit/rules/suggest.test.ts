/** Suggestions for misspelt names. */

import { expect, it } from 'vitest';
import { suggestion } from '#rules/suggest.ts';

it.each([
  ['sevrity', ', did you mean "severity"?'],
  ['Severity', ', did you mean "severity"?'],
  ['regexs', ', did you mean "regex"?'],
  ['ids', ', did you mean "id"?'],
  ['entirely', ''],
  ['', ''],
])('for "%s" says "%s"', (word, expected) => {
  expect(suggestion(word, ['severity', 'regex', 'regexes', 'id'])).toBe(expected);
});
