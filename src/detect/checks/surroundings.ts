/** The text around a candidate, in lines and always bounded, since a file may be one line of megabytes. */

import type { Candidate } from '../check.ts';

/** What stands around a candidate on its own and on neighbouring lines. */
export interface Surroundings {
  /** From the start of the first line looked at to the candidate. */
  readonly before: string;
  /** From the candidate to the end of the last line looked at. */
  readonly after: string;
}

/** How far to look. */
export interface Reach {
  /** Whole lines above and below the candidate's own; 0 means its own only. */
  readonly lines: number;
  /** UTF-16 code units on either side, whichever ends first. */
  readonly characters: number;
}

/** Reads at most `reach.characters` on either side. A line ends at `\n`; a `\r` before it stays. */
export function surroundings(candidate: Candidate, reach: Reach): Surroundings {
  const before = candidate.before(reach.characters).split('\n');
  const after = candidate.after(reach.characters).split('\n');
  return {
    before: before.slice(-(reach.lines + 1)).join('\n'),
    after: after.slice(0, reach.lines + 1).join('\n'),
  };
}

const NAME = /([A-Za-z][\w.-]{0,60})(?:\\{0,3}["'`\])]){0,3}\s{0,40}(?:=>|:=|[:=])\s{0,40}(?:\\{0,3}["'`]){0,3}$/;

/** The name that the candidate is assigned to on its own line (`etag` in `"etag": "..."`); empty where there is none. */
export function assignedName(candidate: Candidate): string {
  const { before } = surroundings(candidate, { lines: 0, characters: 150 });
  return NAME.exec(before)?.[1] ?? '';
}
