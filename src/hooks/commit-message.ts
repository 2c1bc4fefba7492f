/** Reads the message that git hands to `commit-msg`, as far as it can become part of the commit. */

import type { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { type GitContext, runGit } from '#git/spawn.ts';
import { messageOf, SourceError } from '#model/errors.ts';

/** `# ------------------------ >8 ------------------------`, with anything that comments may begin with. */
const SCISSORS = /^(\S{1,16}) -{24} >8 -{24}$/gm;

/** What opens a difference as git shows it (diff.c and submodule.c; none of it is ever translated). */
const DIFFERENCE = /^(?:diff --git |diff --cc |diff --combined |Submodule )/;

/** Of these git chooses where `core.commentChar` is `auto` (builtin/commit.c). */
const AUTOMATIC = '#;@!$%^&|:';

/** Where a message is, and in which repository and environment git asks about it. */
export interface MessageFile {
  /** Absolute. */
  readonly path: string;
  readonly env: NodeJS.ProcessEnv;
  /** Undefined outside of a repository: then nothing is configured. */
  readonly git: GitContext | undefined;
}

/**
 * Every line that git may keep, comments too: with `-m` it keeps them. Git cuts at scissors of its own only, under
 * `git commit -v`, or at any where `commit.cleanup` is `scissors`, and at none without an editor, which it says by naming
 * `:` as one. Throws SourceError when the file cannot be read.
 */
export async function readCommitMessage({ path, env, git }: MessageFile): Promise<Uint8Array> {
  const bytes = readMessageFile(path);
  if (env['GIT_EDITOR'] === ':') return bytes;
  // One character a byte, so that the place is the same in both.
  const text = bytes.toString('latin1');
  const scissors = [...text.matchAll(SCISSORS)];
  if (scissors.length === 0) return bytes;
  const { comments, cutsAnywhere } = await readCleanup(git);
  const cut = scissors.find(({ 0: line, 1: comment = '', index }) => {
    return comments.includes(comment) && (cutsAnywhere || isGits(text.slice(index + line.length + 1), comment));
  });
  return cut === undefined ? bytes : bytes.subarray(0, cut.index);
}

/** Git explains its scissors in comments, in whatever language, and shows differences behind them and nothing else. */
function isGits(below: string, comment: string): boolean {
  const lines = below.split('\n');
  const at = lines.findIndex((line) => !line.startsWith(comment));
  return at > 0 && DIFFERENCE.test(lines[at] ?? '');
}

/** What git was told about comments and scissors; the last value of each counts. */
async function readCleanup(git: GitContext | undefined): Promise<{
  readonly comments: readonly string[];
  readonly cutsAnywhere: boolean;
}> {
  const args = ['config', '-z', '--get-regexp', '^(core\\.comment(char|string)|commit\\.cleanup)$'];
  const settings = git === undefined ? [] : (await runGit(git, args)).stdout.toString('latin1').split('\0');
  const last = (names: string): string | undefined =>
    settings.findLast((one) => new RegExp(`^(?:${names})\n`).test(one))?.replace(/^.*\n/, '');
  const comment = last('core\\.commentchar|core\\.commentstring') ?? '#';
  return {
    comments: comment === 'auto' ? [...AUTOMATIC] : [comment],
    cutsAnywhere: last('commit\\.cleanup') === 'scissors',
  };
}

function readMessageFile(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new SourceError(`the commit message ${path} cannot be read: ${messageOf(cause)}`, { cause });
  }
}
