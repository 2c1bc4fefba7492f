/** Programs, started by a small process that is kept for it: most of what tests wait for is the start of programs. */

import { type SpawnSyncOptions, type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type KeptProcess, keepProcess } from './kept-process.ts';

export type ProgramOptions = Pick<SpawnSyncOptions, 'cwd' | 'env' | 'input' | 'timeout' | 'killSignal'>;

type Result = Pick<SpawnSyncReturns<string>, 'status' | 'signal' | 'stdout' | 'stderr' | 'error'>;

const PROGRAM = fileURLToPath(new URL('./run-program.mjs', import.meta.url));
const SETTINGS = { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 } as const;

/** Longer than any program may run that has a limit of its own. */
const LIMIT_MS = 600_000;

/** Above it, to hand the input on takes longer than to start the program here. */
const LONG_INPUT = 4 * 1024 * 1024;

let kept: KeptProcess | undefined;

/** What `spawnSync` returns for it, in UTF-8. */
export function runProgram(file: string, args: readonly string[], options: ProgramOptions): Result {
  if (lengthOf(options.input) > LONG_INPUT) return spawnSync(file, args, { ...options, ...SETTINGS });
  kept ??= keepProcess(PROGRAM);
  return kept.ask({ file, args, options: { ...options, ...SETTINGS } }, LIMIT_MS) as Result;
}

function lengthOf(input: ProgramOptions['input']): number {
  return typeof input === 'string' ? input.length : (input?.byteLength ?? 0);
}
