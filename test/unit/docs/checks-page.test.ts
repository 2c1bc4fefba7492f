/** docs/checks.md names every check and every extent, with the arguments that they take, and no other. */

import { describe, expect, it } from 'vitest';
import { CHECK_ARGUMENTS, type CheckArgument } from '#rules/check-syntax.ts';
import { EXTENT_NAMES } from '#rules/extent-names.ts';
import { readDocument, tableRows } from './documents.ts';

const ROWS = tableRows(readDocument('docs/checks.md'));
const CHECK_ROWS = ROWS.filter((cells) => cells.length === 4 && cells[0] !== 'check');
const EXTENT_ROWS = ROWS.filter((cells) => cells.length === 3 && cells[0] !== 'extent');

/** An argument in the words of the page. */
function described(argument: CheckArgument): string {
  if (argument.kind === 'none') return 'none';
  if (argument.kind === 'words') return 'words with commas between';
  if (argument.kind === 'name') {
    const names = argument.names.map((name) => `\`${name}\``).join(', ');
    return argument.optional ? `none, or ${names}` : names;
  }
  return `a ${argument.whole ? 'whole ' : ''}number from ${argument.least} to ${argument.most}`;
}

describe('docs/checks.md', () => {
  it('has every check with its argument, and no other', () => {
    const expected = Object.entries(CHECK_ARGUMENTS).map(([name, argument]) => [`\`${name}\``, described(argument)]);
    expect(CHECK_ROWS.map((cells) => cells.slice(0, 2)).sort()).toEqual(expected.sort());
  });

  it('has every extent, and no other', () => {
    expect(EXTENT_ROWS.map(([name]) => name).sort()).toEqual(EXTENT_NAMES.map((name) => `\`${name}\``).sort());
  });
});
