/** One worker thread as the main thread sees it. Whatever becomes of the thread, every share gets an answer. */

import { type ResourceLimits, SHARE_ENV, Worker } from 'node:worker_threads';
import { messageOf } from '#model/errors.ts';
import type { Problem } from '#model/report.ts';
import type { Looked, UnitResult, WorkUnit } from '#model/work-unit.ts';
import { parseAnswer } from './parse-answer.ts';
import type { Share, ToWorker, WorkerStart } from './worker-protocol.ts';

/** A thread that reads units in the order in which it is given them. */
export interface PoolWorker {
  /** Resolves when the thread is up, or will never be. */
  readonly ready: Promise<void>;
  /** Whether it can be given shares. */
  isAlive(): boolean;
  /** What was found. Where the thread fails, a result without matches whose problem says what was not scanned. */
  read(share: Share): Promise<UnitResult>;
  /** Asks for an early end. One that is not up yet is ended at once. */
  stop(): void;
  /** Ends it in the middle of its work. */
  giveUp(): void;
  /** Ends it when nothing is expected of it any more; the problem of one that died with nothing to read. */
  close(): readonly Problem[];
}

/** Heap of one thread, in MiB: a part of a long file is 32 MiB, and as text, with its pieces, some times as much. */
const LIMITS: ResourceLimits = { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 24 };

interface Expected {
  readonly unit: WorkUnit;
  readonly resolve: (result: UnitResult) => void;
}

/** Starts the thread; `file` is its program. `resourceLimits` are replaced in tests only. */
export function startWorker(
  file: string,
  workerData: WorkerStart,
  onLooked: (place: number, looked: Readonly<Looked>) => void,
  resourceLimits: ResourceLimits = LIMITS,
): PoolWorker {
  const expected = new Map<number, Expected>();
  const idleProblems: Problem[] = [];
  const up = createSignal();
  let alive = true;

  const end = (problemOf: (lost: WorkUnit | undefined) => Problem | undefined): void => {
    if (!alive) return;
    alive = false;
    up.give();
    for (const { unit, resolve } of expected.values()) resolve(nothingBut(problemOf(unit)));
    const problem = expected.size === 0 ? problemOf(undefined) : undefined;
    if (problem !== undefined) idleProblems.push(problem);
    expected.clear();
    void thread?.terminate();
  };
  const die = (why: string): void => end((lost) => deathOf(why, lost));

  const hear = (value: unknown): void => {
    if (!alive) return;
    const answer = parseAnswer(value);
    const share = answer === undefined || answer.kind === 'ready' ? undefined : expected.get(answer.place);
    if (answer?.kind === 'ready') up.give();
    else if (answer === undefined) die('answered something that is no result');
    else if (share === undefined) die('answered what it was not asked');
    else if (answer.kind === 'looked') onLooked(answer.place, answer.looked);
    else {
      expected.delete(answer.place);
      share.resolve(answer.result);
    }
  };

  let thread: Worker | undefined;
  try {
    thread = new Worker(file, { workerData, env: SHARE_ENV, execArgv: [], resourceLimits })
      .on('message', hear)
      .on('messageerror', () => die('answered something that cannot be read'))
      .on('error', (error) => die(`failed: ${nameOf(error)}${messageOf(error)}`))
      .on('exit', (code) => die(`ended with status ${code}`));
  } catch (error) {
    // The system may allow no more threads.
    die(`could not be started: ${messageOf(error)}`);
  }
  const say = (message: ToWorker): void => thread?.postMessage(message);

  return {
    ready: up.given,
    isAlive: () => alive,
    read: (share) =>
      new Promise((resolve) => {
        if (!alive) return resolve(nothingBut(deathOf('ended', share.unit)));
        expected.set(share.place, { unit: share.unit, resolve });
        say({ kind: 'read', share });
      }),
    stop() {
      if (!up.isGiven()) end(() => undefined);
      else if (alive) say({ kind: 'stop' });
    },
    giveUp() {
      if (expected.size > 0) end((lost) => interruptionOf(lost));
    },
    close() {
      end(() => undefined);
      return idleProblems;
    },
  };
}

interface Signal {
  readonly given: Promise<void>;
  give(): void;
  isGiven(): boolean;
}

function createSignal(): Signal {
  let resolve = (): void => {};
  let isGiven = false;
  const given = new Promise<void>((done) => {
    resolve = done;
  });
  return {
    given,
    isGiven: () => isGiven,
    give() {
      isGiven = true;
      resolve();
    },
  };
}

function nothingBut(problem: Problem | undefined): UnitResult {
  return {
    chunks: [],
    looked: { files: 0, commits: 0, objects: 0, direct: 0, bytes: 0, opaque: 0 },
    skips: [],
    problems: problem === undefined ? [] : [problem],
  };
}

function deathOf(why: string, lost: WorkUnit | undefined): Problem {
  const loss = lost === undefined ? 'it had nothing to read' : `so this was not scanned: ${nameUnit(lost)}`;
  return {
    code: 'WORKER',
    message: `a worker thread ${why}, ${loss}; if it happens again, scan with --jobs 1 and please report it`,
  };
}

function interruptionOf(lost: WorkUnit | undefined): Problem | undefined {
  if (lost === undefined) return undefined;
  const message = `a worker thread did not stop in time when the scan was interrupted, so nothing of this is reported: ${nameUnit(lost)}`;
  return { code: 'INTERRUPTED', message };
}

/** Enough to find the file that did it. */
function nameUnit(unit: WorkUnit): string {
  if (unit.kind === 'files')
    return span(
      unit.files.map(({ path }) => path.text),
      'files',
    );
  if (unit.kind === 'objects')
    return span(
      unit.objects.map(({ object }) => object),
      'objects',
    );
  if (unit.kind === 'loose') return span(unit.ids, 'objects');
  if (unit.kind === 'packed') return `${unit.slots.length} objects of ${unit.pack}`;
  if (unit.kind === 'names')
    return span(
      unit.names.map(({ name }) => name.text),
      'names of files',
    );
  return unit.kind === 'ref-names' ? 'the names of refs' : 'standard input';
}

function span(names: readonly string[], what: string): string {
  const [first = '', last = ''] = [names[0], names.at(-1)];
  return names.length === 1 ? first : `${names.length} ${what} from ${first} to ${last}`;
}

/** A RangeError says less without its name. */
function nameOf(error: unknown): string {
  return error instanceof Error && error.name !== 'Error' ? `${error.name}: ` : '';
}
