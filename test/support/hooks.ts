/** Runs git with hooks on, and with the built command on PATH as an installed package has it. */

import { writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect } from 'vitest';
import { cleanEnvironment, KEYSIEVE, keysieve, type Run } from './keysieve.ts';
import { temporaryDirectory } from './repo.ts';
import { runProgram } from './run-program.ts';

/** PATH with a command `keysieve` in front of it. */
export function pathWithKeysieve(): string {
  const folder = temporaryDirectory();
  const program = KEYSIEVE.replaceAll('\\', '/');
  writeFileSync(join(folder, 'keysieve'), `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`, { mode: 0o755 });
  return `${folder}${delimiter}${process.env['PATH']}`;
}

/** What git said on both streams together, and how it ended. */
export interface HookedRun {
  readonly status: number | null;
  readonly said: string;
}

/** `git ARGS...` with its hooks. */
export function gitWithHooks(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): HookedRun {
  const run = runProgram('git', args, {
    cwd,
    env: cleanEnvironment({ PATH: pathWithKeysieve(), ...env }),
    timeout: 60_000,
  });
  return { status: run.status, said: `${run.stdout}${run.stderr}` };
}

/** `keysieve install ARGS...`, which has to work. */
export function install(cwd: string, ...args: readonly string[]): Run {
  const run = keysieve(['install', ...args], { cwd });
  expect(run, run.stderr).toMatchObject({ status: 0 });
  return run;
}
