import { expect, it } from 'vitest';
import { createDetector } from '#detect/detect.ts';
import { QUIET_KINDS } from '#model/work-unit.ts';
import { builtInRuleSet } from '#rules/builtin.ts';
import { compileRules } from '#rules/compile.ts';
import { runUnit } from '#scan/run-unit.ts';
import type { ReadEvent, Reader } from '#sources/source.ts';
import { keyLine } from '../../support/scans.ts';

const DETECTOR = createDetector(compileRules(builtInRuleSet()));
const ID = { a: 'a'.repeat(40), b: 'b'.repeat(40), c: 'c'.repeat(40) };
const END: ReadEvent = { kind: 'looked', looked: { objects: 1 } };
const SKIP: ReadEvent = { kind: 'skip', skip: { path: { text: 'x' }, reason: 'an archive' } };
const PROBLEM: ReadEvent = { kind: 'problem', problem: { code: 'GIT', message: 'damaged' } };

function piece(object: string, text = 'nothing\n', kind: 'blob' | 'commit' = 'blob'): ReadEvent {
  return { kind: 'chunk', chunk: { bytes: Buffer.from(text), origin: { kind, object } } };
}

/** What is remembered of a unit with these events, as `type id`; undefined where nothing is noted. */
async function remembered(events: readonly ReadEvent[], stop = () => false): Promise<readonly string[] | undefined> {
  const reader: Reader = {
    async *read() {
      yield events;
    },
  };
  const watch = { onLooked: () => {}, stop, remembers: true };
  const { quiet } = await runUnit(reader, { kind: 'objects', objects: [] }, DETECTOR, watch);
  if (quiet === undefined) return undefined;
  const types = new Map(Object.entries(QUIET_KINDS).map(([type, kind]) => [kind as number, type]));
  return Array.from({ length: quiet.length / 21 }, (_, at) => {
    const record = Buffer.from(quiet.subarray(at * 21, at * 21 + 21));
    return `${types.get(record[20] ?? 0)} ${record.toString('hex', 0, 1)}`;
  });
}

it.each<readonly [string, readonly ReadEvent[], readonly string[] | undefined]>([
  ['objects without findings', [piece(ID.a), END, piece(ID.b, 'x\n', 'commit'), END], ['blob aa', 'commit bb']],
  ['no object with a finding', [piece(ID.a, keyLine()), END, piece(ID.b), END], ['blob bb']],
  [
    'no object with a finding in one of its pieces',
    [piece(ID.a, keyLine()), piece(ID.a), END, piece(ID.b), END],
    ['blob bb'],
  ],
  ['no object of which something is said', [SKIP, piece(ID.a), END, piece(ID.b), END], ['blob bb']],
  ['no object that was too large', [SKIP, { kind: 'looked', looked: { objects: 0 } }, piece(ID.b), END], ['blob bb']],
  ['no object that was not read to its end', [piece(ID.a), END, piece(ID.b)], ['blob aa']],
  ['nothing of a unit with a problem', [piece(ID.a), END, PROBLEM, piece(ID.b), END], undefined],
])('remembers %s', async (_, events, expected) => {
  expect(await remembered(events)).toEqual(expected);
});

it('remembers what was looked at before an interruption', async () => {
  let asked = 0;
  // Asked once before everything, then after each chunk.
  const events = [piece(ID.a), END, piece(ID.b), END, piece(ID.c), END];
  expect(await remembered(events, () => ++asked > 2)).toEqual(['blob aa']);
});
