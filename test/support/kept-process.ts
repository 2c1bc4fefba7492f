/**
 * A process that is kept from request to request and answers each while the caller waits. To start a program from the
 * process of vitest copies the page tables of all its memory: some 25 ms each time, beside 3 ms from a small process.
 */

import { fileURLToPath } from 'node:url';
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';

export interface KeptProcess {
  /** What the process answers; throws when the limit is over, and the process is gone then. */
  ask(request: object, limitMs: number): unknown;
}

/** Answers can only be waited for while another thread receives them. */
const RELAY = fileURLToPath(new URL('./relay-thread.mjs', import.meta.url));

interface Relay {
  readonly worker: Worker;
  readonly port: MessagePort;
  /** At 0: 1 when an answer is there. At 1: the process, 0 until it is known. */
  readonly state: Int32Array;
}

/** Runs `program`, a module that gets requests by `process.on('message')` and answers each with one `process.send`. */
export function keepProcess(program: string, args: readonly string[] = []): KeptProcess {
  let relay: Relay | undefined;
  return {
    ask(request, limitMs) {
      relay ??= startRelay(program, args);
      const { worker, port, state } = relay;
      Atomics.store(state, 0, 0);
      worker.postMessage(request);
      Atomics.wait(state, 0, 0, limitMs);
      const answer = receiveMessageOnPort(port);
      if (answer !== undefined) return answer.message;
      relay = undefined;
      if (state[1] !== undefined && state[1] > 0) process.kill(state[1], 'SIGKILL');
      void worker.terminate();
      throw new Error(`no answer within ${limitMs} ms`);
    },
  };
}

function startRelay(program: string, args: readonly string[]): Relay {
  const state = new Int32Array(new SharedArrayBuffer(8));
  const { port1, port2 } = new MessageChannel();
  const workerData = { program, args, port: port2, state };
  const worker = new Worker(RELAY, { workerData, transferList: [port2], execArgv: [] });
  // Neither keeps a process of vitest alive.
  worker.unref();
  port1.unref();
  return { worker, port: port1, state };
}
