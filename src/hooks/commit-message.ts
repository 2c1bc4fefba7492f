/** Reads the message that git hands to `commit-msg`, as far as it can become part of the commit. */

import type { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { messageOf, SourceError } from '#model/errors.ts';

/** `# ------------------------ >8 ------------------------`, with any character that comments may begin with. */
const SCISSORS = /^\S{1,16} -{24} >8 -{24}\r?$/m;

/**
 * Every line above the scissors, comments too: with `-m` git keeps them. Without an editor, which git says by naming `:`
 * as one, it cuts nothing off either. Throws SourceError when the file cannot be read.
 */
export function readCommitMessage(path: string, env: NodeJS.ProcessEnv): Uint8Array {
  const bytes = readMessageFile(path);
  if (env['GIT_EDITOR'] === ':') return bytes;
  // One character a byte, so that the place is the same in both.
  const at = SCISSORS.exec(bytes.toString('latin1'))?.index;
  return at === undefined ? bytes : bytes.subarray(0, at);
}

function readMessageFile(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new SourceError(`the commit message ${path} cannot be read: ${messageOf(cause)}`, { cause });
  }
}
