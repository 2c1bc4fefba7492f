/**
 * Runs the built command in a thread that is kept from run to run. To start a process takes five times as long as nearly
 * all that a test asks for; it is the same file, evaluated anew for each run, and only its `process` is a stand-in.
 */

import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';

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

const PROGRAM = fileURLToPath(new URL('./command-thread.mjs', import.meta.url));

interface Thread {
  readonly worker: Worker;
  readonly port: MessagePort;
  /** 1 when a result is there. */
  readonly turn: Int32Array;
}

let thread: Thread | undefined;

/** Waits for the end, as `spawnSync` does; throws when the limit is over. `launcher` stands beside the command. */
export function runInThread(launcher: string, { limitMs, ...run }: CommandRun): CommandResult {
  thread ??= startThread(join(dirname(launcher), 'command.cjs'));
  const { worker, port, turn } = thread;
  Atomics.store(turn, 0, 0);
  worker.postMessage(run);
  Atomics.wait(turn, 0, 0, limitMs);
  const answer = receiveMessageOnPort(port);
  if (answer !== undefined) return answer.message as CommandResult;
  thread = undefined;
  void worker.terminate();
  throw new Error(`keysieve ${run.args.join(' ')} did not end within ${limitMs} ms`);
}

function startThread(file: string): Thread {
  const turn = new Int32Array(new SharedArrayBuffer(4));
  const { port1, port2 } = new MessageChannel();
  const worker = new Worker(PROGRAM, { workerData: { file, port: port2, turn }, transferList: [port2], execArgv: [] });
  // Neither keeps a process of vitest alive.
  worker.unref();
  port1.unref();
  return { worker, port: port1, turn };
}
