/** The program of a worker thread: reads the shares that it is sent, one after the other, and answers with what it found. */

import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { createDetector } from '#detect/detect.ts';
import type { Looked } from '#model/work-unit.ts';
import { compileRules } from '#rules/compile.ts';
import { createReader } from '#sources/create-reader.ts';
import { runUnit } from './run-unit.ts';
import type { FromWorker, Share, ToWorker, WorkerStart } from './worker-protocol.ts';

/** How often a share says how far it is. */
const LOOKED_EVERY_MS = 100;

async function serve(port: MessagePort, { ruleSet, reader: spec, remembers, stopFlag }: WorkerStart): Promise<void> {
  const detector = createDetector(compileRules(ruleSet));
  const reader = await createReader(spec);
  const flag = new Int32Array(stopFlag);
  const stop = (): boolean => Atomics.load(flag, 0) !== 0;
  const say = (answer: FromWorker, transfer: ArrayBuffer[] = []): void => port.postMessage(answer, transfer);

  const answer = async ({ place, unit }: Share): Promise<void> => {
    const onLooked = seldom((looked) => say({ kind: 'looked', place, looked }));
    const result = await runUnit(reader, unit, detector, { onLooked, stop, remembers });
    const moved = [result.references, result.quiet].flatMap((bytes) => bytes?.buffer ?? []);
    say({ kind: 'read', place, result }, moved);
  };

  // One after the other. What fails here is no failure of a file: it ends the thread, and the main thread says so.
  let turn = Promise.resolve();
  port.on('message', (message: ToWorker) => {
    if (message.kind === 'stop') reader.stop();
    else turn = turn.then(() => answer(message.share));
  });
  say({ kind: 'ready' });
}

function seldom(tell: (looked: Readonly<Looked>) => void): (looked: Readonly<Looked>) => void {
  let last = Number.NEGATIVE_INFINITY;
  return (looked) => {
    const now = performance.now();
    if (now - last < LOOKED_EVERY_MS) return;
    last = now;
    tell(looked);
  };
}

if (parentPort === null) throw new Error('this file is started by keysieve as a worker thread and does nothing else');
void serve(parentPort, workerData as WorkerStart);
