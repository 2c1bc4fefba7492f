/** What must never reach a terminal raw: the one list that tests of hostile names and messages share. */

import type { Run } from './keysieve.ts';

// C0 controls but newline and tab, DEL, C1 controls, and the marks that reorder or hide text.
const HARMFUL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

/** Hostile pieces of names and messages, by what they try. None holds a slash, a newline or a NUL. */
export const ESCAPES: Readonly<Record<string, string>> = {
  'an ESC sequence that clears the screen': 'x\u001b[2Jx',
  'a carriage return that overwrites the line': 'xxx\rclean',
  'an OSC 8 hyperlink': '\u001b]8;;http:evil.example\u0007x\u001b]8;;\u0007',
  'a C1 control': 'x\u009b2Jx',
  'a right-to-left override': 'x\u202eini.x',
  'a bidirectional isolate': 'x\u2066x\u2069',
  'a backspace and a bell': 'x\b\b\u0007x',
};

/** The first harmful character of what a run printed with what stands around it; empty when all is well. */
export function harmfulOutput(run: Run): string {
  for (const text of [run.stdout, run.stderr]) {
    const at = text.search(HARMFUL);
    if (at >= 0) return JSON.stringify(text.slice(Math.max(0, at - 40), at + 40));
  }
  return '';
}
