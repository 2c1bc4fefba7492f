/**
 * Runs the built command where it may hang: it is killed outright when its time is over, and its output goes to files,
 * so that no child that it leaves behind can keep a test waiting.
 */

import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanEnvironment, KEYSIEVE, type Run, type RunOptions } from './keysieve.ts';
import { temporaryDirectory } from './repo.ts';

const DEFAULT_LIMIT_MS = 20_000;

/** `keysieve ARGS...`; `signal` is `SIGKILL` and `status` null when it did not end in time. */
export function boundedKeysieve(args: readonly string[], options: RunOptions): Run {
  const folder = temporaryDirectory('keysieve-output-');
  const files = ['stdout', 'stderr'].map((name) => join(folder, name));
  const [out = 1, err = 2] = files.map((file) => openSync(file, 'w'));
  const run = spawnSync(process.execPath, [KEYSIEVE, ...args], {
    cwd: options.cwd,
    env: cleanEnvironment(options.env),
    input: options.input ?? '',
    stdio: ['pipe', out, err],
    timeout: options.timeoutMs ?? DEFAULT_LIMIT_MS,
    killSignal: 'SIGKILL',
  });
  for (const descriptor of [out, err]) closeSync(descriptor);
  const [stdout = '', stderr = ''] = files.map((file) => readFileSync(file, 'utf8'));
  return { status: run.status, signal: run.signal, stdout, stderr };
}
