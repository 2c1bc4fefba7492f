/** Breaks text into lines for a terminal. */

import { displayWidth } from './terminal.ts';

/** Lines of at most `columns` columns, broken at blanks; a longer word has a line of its own. Expects escaped text. */
export function wrapText(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line === '' || displayWidth(longer) <= columns) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}
