/** A raw hit of one rule in one chunk: plain data, so that it can cross threads. */

import type { ChunkOrigin } from './chunk.ts';
import type { Position, Range } from './position.ts';
import type { Severity } from './severity.ts';

/** A comment that is addressed to a scanner, whichever, and where it stands beside a match. */
export interface NearComment {
  /** From its keyword to the next one or the end of the line, cut to 1,024 code units. */
  readonly text: string;
  /** Its line, 1-based as in `Position`. */
  readonly line: number;
  /** Whether nothing but signs stands before it on its line. */
  readonly isAlone: boolean;
  /**
   * `line`: on the first or the last line of the match. `before`: on the line before. `around`: before or after a match
   * of several lines, the line of a delimiter passed over. `block`: a block that it opens holds the match; `open-block`:
   * one that is never closed.
   */
  readonly place: 'line' | 'before' | 'around' | 'block' | 'open-block';
}

/** Part of the lines around a match, for reports, inline allows and allowlists on lines. */
export interface Excerpt {
  /** The line on which the secret starts, cut to a bounded window around it; never more than 4,096 code units. */
  readonly text: string;
  /** Column of the first code unit of `text`; 1 unless the line was cut. */
  readonly column: number;
  /** Comments for scanners that may speak of this match, nearest kind first: line, before, around, block. */
  readonly comments: readonly NearComment[];
}

/** What a check or an allowlist of a rule said: reported, but listed as suppressed with this reason. */
export interface Excuse {
  readonly by: 'allowlist';
  readonly reason: string;
}

/** A credential that a rule found, with positions (see `Position`) and what reports need of its surroundings. */
export interface Match extends Range {
  /** Id of the rule that matched (not `reportAs`). */
  readonly rule: string;
  /** The value. It stays inside the process: findings wrap it in `Secret`. */
  readonly secret: string;
  /**
   * Decodings that were taken before the regex matched, outermost first (`base64`); absent for text as it stands.
   * Positions, `offset` and `excerpt` are then those of the encoded text.
   */
  readonly decodings?: readonly string[];
  /** The encoded text that holds the secret, to be redacted like it; present with `decodings`. */
  readonly encoded?: string;
  /** The whole match of the regex, cut to 4,096 code units, for allowlists on `match`. */
  readonly matched: string;
  /** Offset of the secret in the chunk's text, in UTF-16 code units from 0; orders and measures distances in a chunk. */
  readonly offset: number;
  readonly excerpt: Excerpt;
  /** The rule's severity unless a check changed it. */
  readonly severity: Severity;
  /** What checks found out, such as `awsAccountId`. */
  readonly details: Readonly<Record<string, string>>;
  readonly excuse?: Excuse;
}

/** Whether it says of a file that it should not be there, whatever it holds. */
export function isOfFile({ secret, matched }: Match): boolean {
  return secret === '' && matched === '';
}

/** The secret as it is written in the content: encoded where it was decoded to be found. */
export function writtenSecret({ secret, encoded }: Match): string {
  return encoded ?? secret;
}

/** All matches of one chunk, in the order of their offsets. */
export interface ChunkMatches {
  readonly origin: ChunkOrigin;
  readonly matches: readonly Match[];
  /** Position of the chunk's first character. */
  readonly start: Position;
}
