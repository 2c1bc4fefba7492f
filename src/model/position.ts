/** Where something stands in a text: the one place that states base, unit and end of every position. */

/**
 * A place in a file as people and editors name it: `line` and `column` are 1-based, columns count UTF-16 code
 * units (SARIF's `utf16CodeUnits`). A byte-order mark is not a column.
 */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where every text begins. */
export const FIRST_POSITION: Position = { line: 1, column: 1 };

/** A stretch of a text, `start` inclusive and `end` exclusive. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** Whole lines, 1-based, `first` and `last` both inclusive. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}
