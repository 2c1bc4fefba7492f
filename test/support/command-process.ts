/**
 * Runs the built command in a process that is kept from run to run. To start one takes five times as long as nearly all
 * that a test asks for; it is the same file, evaluated anew for each run, and only its `process` is a stand-in.
 */

import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type KeptProcess, keepProcess } from './kept-process.ts';

/** What is run, all of it said: nothing is taken from the process. */
export interface CommandRun {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly input: string | Uint8Array;
  readonly limitMs: number;
}

/** How it ended. */
export interface CommandResult {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

const PROGRAM = fileURLToPath(new URL('./command-process.mjs', import.meta.url));

let kept: KeptProcess | undefined;

/** Waits for the end, as `spawnSync` does; throws when the limit is over. `launcher` stands beside the command. */
export function runInKeptProcess(launcher: string, { limitMs, ...run }: CommandRun): CommandResult {
  kept ??= keepProcess(PROGRAM, [join(dirname(launcher), 'command.cjs')]);
  try {
    return kept.ask(run, limitMs) as CommandResult;
  } catch (cause) {
    throw new Error(`keysieve ${run.args.join(' ')} did not end`, { cause });
  }
}
