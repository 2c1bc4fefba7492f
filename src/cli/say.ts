/** What goes to standard error: messages about the run, escaped for terminals. Never the report. */

import { KeysieveError, UsageError } from '#model/errors.ts';
import type { Problem, Report } from '#model/report.ts';
import { formatNumberOf } from '#report/quantities.ts';
import { escapeForTerminal } from '#text/terminal.ts';
import { EXIT_FAILURE, EXIT_INTERRUPTED, type ExitStatus } from './exit-code.ts';
import type { Streams } from './streams.ts';

/** More are in the report; a terminal's memory should also hold what came before them. */
const MOST_PROBLEMS = 20;

const ISSUES = 'please report this, with the lines above, as a bug of keysieve';

/** `keysieve: MESSAGE`; further lines of a message are indented. */
export function say(streams: Pick<Streams, 'stderr'>, message: string): void {
  streams.stderr.write(`keysieve: ${escapeLines(message).join('\n    ')}\n`);
}

/** Says what was thrown, and gives the exit status for it. `hint` is for wrong usage. */
export function sayFailure(streams: Pick<Streams, 'stderr'>, error: unknown, hint: string): ExitStatus {
  if (error instanceof KeysieveError) {
    say(streams, error.message);
    if (error instanceof UsageError) streams.stderr.write(`${hint}\n`);
    return error.code === 'INTERRUPTED' ? EXIT_INTERRUPTED : EXIT_FAILURE;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  streams.stderr.write(`${escapeLines(stack).join('\n')}\n`);
  say(streams, ISSUES);
  return EXIT_FAILURE;
}

/** What made the scan incomplete. */
export function sayProblems(streams: Pick<Streams, 'stderr'>, { problems }: Report): void {
  for (const problem of problems.slice(0, MOST_PROBLEMS)) say(streams, problemText(problem));
  const left = problems.length - MOST_PROBLEMS;
  if (left > 0) say(streams, `and ${formatNumberOf(left, 'more problem')}; the report has them all`);
}

/** Whether `sayProblems` leaves none of them to the report. */
export function saysAllProblems({ problems }: Report): boolean {
  return problems.length <= MOST_PROBLEMS;
}

function problemText({ message, path }: Problem): string {
  return path === undefined ? message : `${escapeForTerminal(path.text)}: ${message}`;
}

/** Escapes each line by itself, so that the line breaks of our own messages stay. */
function escapeLines(text: string): readonly string[] {
  return text
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => escapeForTerminal(line));
}
