/** Comments that people write from memory: what they are told, and what is left alone. */

import { describe, expect, it } from 'vitest';
import { FIRST_POSITION } from '#model/position.ts';
import { createCommentFinder } from '#suppress/find-comments.ts';
import { misspeltAllow } from '#suppress/misspelt.ts';
import { createLineIndex } from '#text/line-index.ts';
import { HERE, COMMENTED_RULE as RULE } from '../../support/comments.ts';

/** `LINE: WHAT IS WRONG` of the comments around the secret; rules that are known begin with `aws-`. */
function adviceFor(text: string): string | undefined {
  const from = text.indexOf('[');
  const comments = createCommentFinder(text, createLineIndex(text, FIRST_POSITION))(from, text.indexOf(']', from) + 1);
  const found = misspeltAllow(comments, { rule: RULE, isKnown: (name) => name.startsWith('aws-') });
  return found && `${found.line}: ${found.failure}`;
}

describe('a comment that was meant to allow', () => {
  const onLine = `1: this comment is not understood: write "keysieve:allow ${RULE} because ..."`;
  const above = `1: this comment is not understood: write "keysieve:allow-next-line ${RULE} because ..."`;

  it.each([
    'KEYSIEVE:ALLOW',
    'Keysieve:allow',
    'keysieve: allow',
    'keysieve :allow',
    'keysieve allow',
    'keysieve-allow',
    'keysieve:ignore',
    'keysieve:disable-line',
    'keysieve:allowed',
    'keysieve:allow_this',
  ])('and is written %s is told on its line', (mark) => {
    expect(adviceFor(`${HERE} # ${mark} ${RULE} because documented`)).toBe(onLine);
  });

  it.each(['KEYSIEVE:ALLOW-NEXT-LINE', 'keysieve:allow-nextline', 'keysieve:allow-next', 'keysieve: ignore'])(
    'and is written %s is told above its line',
    (mark) => expect(adviceFor(`# ${mark} ${RULE} because documented\n${HERE}`)).toBe(above),
  );

  it.each([
    ['keysieve:allow', `${HERE} # keysieve:allow aws-acess, gcp-key because documented`, 1],
    ['keysieve:allow-next-line', `x\n# keysieve:allow-next-line jwt-x because documented\n${HERE}`, 2],
    ['keysieve:allow-start', `# keysieve:allow-start jwt-x because y\n${HERE}\n# keysieve:allow-end`, 1],
  ])('and names what is no rule is told: %s', (mark, text, line) => {
    expect(adviceFor(text)).toBe(`${line}: "${mark}" names what is no rule of this scan; the finding is of ${RULE}`);
  });

  it('and stands on the line before is told how that is written', () => {
    expect(adviceFor(`# keysieve:allow aws-* because documented\n${HERE}`)).toBe(
      `1: "keysieve:allow" is about its own line: write "keysieve:allow-next-line ${RULE} because ..."`,
    );
  });
});

describe('nothing is said of', () => {
  it.each([
    ['another rule that there is', `${HERE} # keysieve:allow aws-other because documented`],
    ['the line before, about that line', `x # keysieve:allow ${RULE} because documented\n${HERE}`],
    ['a misspelt one about the line before', `x # keysieve:ignore ${RULE} because documented\n${HERE}`],
    ['a misspelt one for the next line', `${HERE} # keysieve:allow-nextline ${RULE} because documented`],
    ['a line farther away', `# keysieve: allow ${RULE}\nx\n${HERE}`],
    ['the end of a block', `${HERE} # keysieve:allow-end jwt-x`],
    ['the program in a path', `${HERE} # see docs/keysieve-ignore`],
    ['the program in prose', `${HERE} # keysieve looks, and allows nothing`],
    ['comments of other tools', `${HERE} # gitleaks: allow`],
  ])('%s', (_, text) => expect(adviceFor(text)).toBeUndefined());
});

it('does not repeat what a comment holds', () => {
  const text = `${HERE} # keysieve: allow hunter2, keysieve:allow hunter3`;
  expect(adviceFor(text)).not.toContain('hunter');
});
