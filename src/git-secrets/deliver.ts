/** Says what a search came to, in git-secrets' words, and gives the exit status. */

import { Buffer } from 'node:buffer';
import type { Readable, Writable } from 'node:stream';
import { escapeForTerminal } from '#text/terminal.ts';
import type { SearchResult } from './search.ts';

/** Of the process what this command needs. */
export interface Surroundings {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable;
  readonly stderrIsTty: boolean;
  readonly env: NodeJS.ProcessEnv;
  /** Absolute. */
  readonly cwd: string;
}

export const EXIT_OK = 0;
/** A prohibited pattern matched, or a command could not do what it should. */
export const EXIT_MATCHED = 1;
/** Something was not searched. Outranks a match, as with grep. */
export const EXIT_INCOMPLETE = 2;

const REFUSAL = `
[ERROR] Matched one or more prohibited patterns

Possible mitigations:
- Mark false positives as allowed using: git config --add secrets.allowed ...
- Mark false positives as allowed by adding regular expressions to .gitallowed at repository's root directory
- List your configured patterns: git config --get-all secrets.patterns
- List your configured allowed patterns: git config --get-all secrets.allowed
- List your configured allowed patterns in .gitallowed at repository's root directory
- Use --no-verify if this is a one-time false positive
`;

/** Lines and refusal go to standard error, as with git-secrets: byte by byte, and escaped only for a terminal. */
export function deliver({ lines, problems }: SearchResult, { stderr, stderrIsTty }: Surroundings): number {
  for (const problem of problems) sayTo(stderr, problem);
  if (lines.length > 0) {
    for (const batch of batches(lines)) stderr.write(stderrIsTty ? forTerminal(batch) : Buffer.from(batch, 'latin1'));
    stderr.write(REFUSAL);
  }
  if (problems.length > 0) return EXIT_INCOMPLETE;
  return lines.length > 0 ? EXIT_MATCHED : EXIT_OK;
}

/** `keysieve: MESSAGE`, escaped. */
export function sayTo(stderr: Writable, message: string): void {
  stderr.write(`keysieve: ${escapeForTerminal(message)}\n`);
}

const BATCH_LINES = 1000;

function* batches(lines: readonly string[]): Generator<string> {
  for (let from = 0; from < lines.length; from += BATCH_LINES) {
    yield `${lines.slice(from, from + BATCH_LINES).join('\n')}\n`;
  }
}

/** A tab does no harm, and lines are full of them. */
function forTerminal(latin1: string): string {
  const text = Buffer.from(latin1, 'latin1').toString('utf8');
  return text.replace(/[^\n\t]+/g, (stretch) => escapeForTerminal(stretch));
}
