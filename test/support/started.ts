/** Starts the built command without waiting for it, so that it can be interrupted. */

import { spawn } from 'node:child_process';
import { cleanEnvironment, KEYSIEVE, type Run } from './keysieve.ts';

/** A run that has ended; `endedAt` is that of `performance.now()`. */
export interface Ended extends Run {
  readonly endedAt: number;
}

/** A command that runs. */
export interface Started {
  readonly finished: Promise<Ended>;
  /** Resolves when standard error has said it; rejects when the command ends before. */
  said(words: RegExp): Promise<void>;
  /** As a terminal does it: every process of the group gets the signal. */
  interruptGroup(): void;
  /** As `kill` does it: keysieve alone gets it. */
  interrupt(): void;
  send(text: string): Promise<void>;
}

/** `keysieve scan --format json ARGS...` in a process group of its own. */
export function startScan(args: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}): Started {
  const options = { cwd, env: cleanEnvironment(env), detached: true };
  const child = spawn(process.execPath, [KEYSIEVE, 'scan', '--format', 'json', ...args], options);
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
    });
  }
  child.stdin.on('error', () => {});
  const finished = new Promise<Ended>((resolve) => {
    child.on('exit', (status, signal) => {
      const endedAt = performance.now();
      // What stands in the pipes comes in meanwhile; a process that was left behind may hold them open for ever.
      setTimeout(() => resolve({ status, signal, endedAt, ...output }), 200);
    });
  });
  const said = (words: RegExp) =>
    new Promise<void>((resolve, reject) => {
      child.stderr.on('data', () => words.test(output.stderr) && resolve());
      void finished.then(() => reject(new Error(`it never said ${words}:\n${output.stdout}\n${output.stderr}`)));
    });
  const send = (text: string) => new Promise<void>((resolve) => child.stdin.write(text, () => resolve()));
  const interruptGroup = () => process.kill(-(child.pid ?? process.pid), 'SIGINT');
  return { finished, said, interruptGroup, interrupt: () => child.kill('SIGINT'), send };
}
