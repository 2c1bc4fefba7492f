import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Looked, UnitResult, WorkUnit } from '#model/work-unit.ts';
import { type PoolWorker, startWorker } from '#scan/pool-worker.ts';
import type { WorkerStart } from '#scan/worker-protocol.ts';
import { temporaryDirectory } from '../../support/repo.ts';
import { readingProgram, workerProgram } from '../../support/worker-programs.ts';

const UNIT: WorkUnit = {
  kind: 'files',
  files: ['a.txt', 'b.txt', 'c.txt'].map((text) => ({ path: { text }, location: `/${text}` })),
};

const MATCH = `{ rule: 'r', secret: 's', matched: 's', offset: 0, start: { line: 1, column: 1 }, end: { line: 1, column: 2 },
  excerpt: { text: 's', column: 1, comments: [] }, severity: 'high', details: {} }`;

function start(file: string, onLooked: (place: number, looked: Readonly<Looked>) => void = () => {}): PoolWorker {
  const data: WorkerStart = {
    ruleSet: { rules: [], allowlists: [] },
    reader: { kind: 'files', maxFileSize: undefined },
    remembers: false,
    stopFlag: new SharedArrayBuffer(4),
  };
  return startWorker(file, data, onLooked, { maxOldGenerationSizeMb: 16 });
}

const messagesOf = (result: UnitResult): readonly string[] =>
  result.problems.map(({ code, message }) => `${code}: ${message}`);

/** Answers with one file, whose chunk holds one match with the fields of `changes` in place of its own. */
const answerWith = (changes: string): string =>
  readingProgram(`
  const answer = empty(message.share.place);
  const chunk = { origin: { kind: 'file', path: { text: 'a.txt' } }, start: { line: 1, column: 1 }, matches: [${MATCH}] };
  answer.result.chunks.push(chunk);
  const match = chunk.matches[0];
  ${changes};
  port.postMessage(answer);`);

describe('a worker that works', () => {
  it('answers each share, in any order, and says how far it is', async () => {
    const looked: string[] = [];
    const file = readingProgram(`
      const answer = empty(message.share.place);
      answer.result.looked.files = message.share.place;
      port.postMessage({ kind: 'looked', place: message.share.place, looked: answer.result.looked });
      setTimeout(() => port.postMessage(answer), 20 - message.share.place);`);
    const worker = start(file, (place, { files }) => looked.push(`${place}: ${files}`));
    const results = await Promise.all([3, 7].map((place) => worker.read({ place, unit: UNIT })));
    expect(results.map((result) => result.looked.files)).toEqual([3, 7]);
    expect(looked).toEqual(['3: 3', '7: 7']);
    expect(worker.close()).toEqual([]);
  });

  it('may answer with a match, whole', async () => {
    const worker = start(answerWith(''));
    expect((await worker.read({ place: 0, unit: UNIT })).chunks[0]?.matches[0]).toMatchObject({
      rule: 'r',
      secret: 's',
    });
    worker.close();
  });
});

describe('a worker that fails', () => {
  const malformed = [
    'match.secret = 7',
    'delete match.excerpt',
    'match.offset = -1',
    `match.severity = 'worst'`,
    'match.end = { line: 1 }',
    'match.details = { id: 1 }',
    `chunk.origin = { kind: 'elsewhere' }`,
    `chunk.origin = { kind: 'blob' }`,
    'chunk.matches = {}',
    'answer.result.looked.bytes = NaN',
    `answer.result.problems.push('bad')`,
    `answer.result.skips.push({ path: 'a.txt', reason: 'x' })`,
    'answer.result.references = [1]',
  ];

  it.each<readonly [string, () => string, RegExp]>([
    ['throws when it starts', () => workerProgram(`throw new TypeError('boom');`), /failed: TypeError: boom/],
    ['is not there', () => join(temporaryDirectory(), 'worker.cjs'), /failed: .*worker\.cjs/],
    ['ends when it starts', () => workerProgram('process.exit(0);'), /ended with status 0/],
    ['throws', () => readingProgram(`setTimeout(() => { throw new Error('late'); });`), /failed: late/],
    ['rejects', () => readingProgram(`throw new RangeError('async');`), /failed: RangeError: async/],
    ['ends', () => readingProgram('process.exit(7);'), /ended with status 7/],
    ['runs out of memory', () => readingProgram('for (const kept = []; ; ) kept.push([...kept]);'), /failed: .*memory/],
    ['answers nothing', () => readingProgram('port.postMessage(undefined);'), /is no result/],
    ['answers a word', () => readingProgram(`port.postMessage('read');`), /is no result/],
    [
      'answers without a result',
      () => readingProgram(`port.postMessage({ kind: 'read', place: message.share.place, result: {} });`),
      /is no result/,
    ],
    [
      'answers about another share',
      () => readingProgram('port.postMessage(empty(message.share.place + 1));'),
      /not asked/,
    ],
    ...malformed.map((change) => [`answers with ${change}`, () => answerWith(change), /is no result/] as const),
  ])(
    'because it %s fails its share, and says what was lost',
    async (_, program, why) => {
      const worker = start(program());
      const result = await worker.read({ place: 4, unit: UNIT });
      expect(result.chunks).toEqual([]);
      expect(messagesOf(result)).toEqual([
        expect.stringMatching(new RegExp(`^WORKER: a worker thread .*${why.source}.*3 files from a\\.txt to c\\.txt`)),
      ]);
      await worker.ready;
      expect(worker.isAlive()).toBe(false);
      expect(messagesOf(await worker.read({ place: 5, unit: UNIT }))).toHaveLength(1);
      expect(worker.close()).toEqual([]);
    },
    30_000,
  );

  it('loses all shares that it has', async () => {
    const worker = start(readingProgram('if (message.share.place === 1) process.exit(1);'));
    const results = await Promise.all([0, 1].map((place) => worker.read({ place, unit: UNIT })));
    expect(results.flatMap(messagesOf)).toHaveLength(2);
    worker.close();
  });

  it('is told of even if it had nothing to read', async () => {
    const worker = start(workerProgram('process.exit(1);'));
    await worker.ready;
    expect(worker.close().map(({ code, message }) => `${code}: ${message}`)).toEqual([
      expect.stringMatching(/^WORKER: .*status 1.*nothing to read/),
    ]);
  });
});

describe('a worker that does not stop', () => {
  const busy = () =>
    readingProgram(`port.postMessage({ kind: 'looked', place: 0, looked: empty(0).result.looked }); for (;;);`);

  it('is given up, and what it was reading is said', async () => {
    let onBusy = (): void => {};
    const isBusy = new Promise<void>((resolve) => {
      onBusy = resolve;
    });
    const worker = start(busy(), onBusy);
    const reading = worker.read({ place: 0, unit: UNIT });
    await isBusy;
    worker.stop();
    worker.giveUp();
    expect(messagesOf(await reading)).toEqual([expect.stringMatching(/^INTERRUPTED: .*3 files from a\.txt to c\.txt/)]);
    expect(worker.close()).toEqual([]);
  });

  it('is ended at once, and silently, when it is not up', async () => {
    const worker = start(workerProgram('for (;;);'));
    worker.stop();
    await worker.ready;
    expect(worker.isAlive()).toBe(false);
    expect(worker.close()).toEqual([]);
  });
});
