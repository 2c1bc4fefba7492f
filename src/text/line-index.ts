/** From offsets to lines and columns, counting every line once however many positions are asked for. */

import type { Position } from '#model/position.ts';

/** Offsets are UTF-16 code units from 0. Lines end at `\n` alone, as git and editors count them. */
export interface LineIndex {
  /** Position of `offset`; `start` of the text is counted in. */
  position(offset: number): Position;
  /** The line that holds `offset`, without its end (`\n` or `\r\n`), and where it starts. */
  line(offset: number): { readonly text: string; readonly from: number };
}

/** `start` is the position of the text's first character, for a piece of a longer content. */
export function createLineIndex(text: string, start: Position): LineIndex {
  const starts = [0];
  let counted = 0;

  const countUpTo = (offset: number): void => {
    while (counted <= offset) {
      const end = text.indexOf('\n', counted);
      if (end === -1) {
        counted = Number.POSITIVE_INFINITY;
        return;
      }
      counted = end + 1;
      starts.push(counted);
    }
  };

  /** Index in `starts` of the line that holds `offset`. */
  const lineAt = (offset: number): number => {
    countUpTo(offset);
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };

  /** Takes the end from what `lineAt` counted: to look for it again would be slow where a long line has many matches. */
  const lineText = (line: number): string => {
    const next = starts[line + 1];
    const whole = text.slice(starts[line], next === undefined ? text.length : next - 1);
    return whole.endsWith('\r') ? whole.slice(0, -1) : whole;
  };

  return {
    position(offset) {
      const line = lineAt(offset);
      const column = offset - (starts[line] ?? 0) + 1;
      return { line: start.line + line, column: line === 0 ? column + start.column - 1 : column };
    },
    line(offset) {
      const line = lineAt(offset);
      return { text: lineText(line), from: starts[line] ?? 0 };
    },
  };
}
