/** The program: binds `run` to the process. The only file that touches `process`. */

import { UsageError } from '#model/errors.ts';
import { EXIT_FAILURE } from './exit-code.ts';
import { run } from './run.ts';
import { sayFailure } from './say.ts';
import type { Streams } from './streams.ts';

/** Cleared by nothing: after an error that nobody caught no result can be trusted. */
let crashed = false;

// Node ends with 0 when there is nothing left to wait for, even if `run` has not come to its end, and with 1, which
// means findings, after an error that nobody caught. Neither may be taken for a result.
process.exitCode = EXIT_FAILURE;
process.on('uncaughtException', (error) => {
  crashed = true;
  process.exitCode = sayFailure(process, error, '');
});

const streams: Streams = {
  // Opened when it is read: standard input of a hook may be closed, or held open by somebody else.
  get stdin() {
    return process.stdin;
  },
  get stdinIsTty() {
    return process.stdin.isTTY === true;
  },
  stdout: process.stdout,
  stderr: process.stderr,
  stdoutIsTty: process.stdout.isTTY === true,
  stderrIsTty: process.stderr.isTTY === true,
  columns: process.stdout.columns,
  env: process.env,
  userId: process.geteuid?.(),
  get cwd() {
    return currentDirectory();
  },
  onInterrupt,
};

void run(wordsOf(process.argv), streams).then((status) => {
  if (!crashed) process.exitCode = status;
});

/** `git secrets` runs a program of that name, which may be a link to this one. */
function wordsOf([, program = '', ...words]: readonly string[]): readonly string[] {
  return /(?:^|[/\\])git-secrets(?:\.[a-z]+)?$/.test(program) ? ['git-secrets', ...words] : words;
}

function currentDirectory(): string {
  try {
    return process.cwd();
  } catch (cause) {
    throw new UsageError('the current directory does not exist any more: change to one that does', { cause });
  }
}

/** The first signal asks for an orderly end. The second finds no listener any more and ends the process at once. */
function onInterrupt(callback: () => void): void {
  const once = (): void => {
    process.off('SIGINT', once);
    process.off('SIGTERM', once);
    callback();
  };
  process.on('SIGINT', once);
  process.on('SIGTERM', once);
}
