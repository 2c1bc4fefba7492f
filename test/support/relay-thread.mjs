/** The thread of `kept-process.ts`: it starts the process, and hands on what it is asked and what it answers. */

import { fork } from 'node:child_process';
import { parentPort, workerData } from 'node:worker_threads';

const { program, args, port, state } = workerData;
const child = fork(program, args, {
  execArgv: [],
  serialization: 'advanced',
  stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
});
Atomics.store(state, 1, child.pid ?? 0);

parentPort.on('message', (request) => child.send(request));
child.on('message', (answer) => {
  port.postMessage(answer);
  Atomics.store(state, 0, 1);
  Atomics.notify(state, 0);
});
