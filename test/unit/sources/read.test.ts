import { appendFileSync, existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFileReader } from '#sources/paths/read.ts';
import type { ReadEvent, ReadLimits } from '#sources/source.ts';
import { temporaryDirectory } from '../../support/repo.ts';

const LIMITS: ReadLimits = { maxFileSize: undefined };

const eventsOf = (location: string, limits = LIMITS): Generator<ReadEvent> =>
  createFileReader(limits).read({ path: { text: 'a.txt' }, location });

/** Kinds of the events; of chunks also the length. */
const kindsOf = (events: Iterable<ReadEvent>): string[] =>
  [...events].map((event) => (event.kind === 'chunk' ? `chunk ${event.chunk.bytes.length}` : event.kind));

function fileOf(content: string): string {
  const file = join(temporaryDirectory(), 'a.txt');
  writeFileSync(file, content);
  return file;
}

describe('a file reader', () => {
  it.each([
    ['a file', 'abc', ['chunk 3', 'looked']],
    ['an empty file', '', ['chunk 0', 'looked']],
  ])('reads %s in one chunk', (_, content, kinds) => expect(kindsOf(eventsOf(fileOf(content)))).toEqual(kinds));

  it('reads to its end a file that grows', () => {
    const file = fileOf('abc');
    const events = eventsOf(file);
    const first = events.next();
    appendFileSync(file, 'never seen by the plan');
    expect(first.value).toMatchObject({ kind: 'chunk' });
    const chunks = [first.value, ...events].flatMap((event) => (event?.kind === 'chunk' ? [event.chunk] : []));
    expect(chunks.length).toBeLessThan(4);
  });

  it('counts what was there of a file that shrinks', () => {
    const file = fileOf('x'.repeat(100));
    truncateSync(file, 10);
    expect(kindsOf(eventsOf(file))).toEqual(['chunk 10', 'looked']);
  });

  it.runIf(existsSync('/proc/self/maps'))('reads a file that tells no size in few pieces', () => {
    const events = [...eventsOf('/proc/self/maps')];
    const looked = events.find((event) => event.kind === 'looked');
    expect(looked?.kind === 'looked' && (looked.looked.bytes ?? 0) > 0).toBe(true);
    expect(events.length).toBeLessThan(20 + readFileSync('/proc/self/maps').length / 60_000);
  });

  it('says what is not there, and what is no file', () => {
    const dir = temporaryDirectory();
    expect(kindsOf(eventsOf(join(dir, 'gone')))).toEqual(['problem']);
    expect(kindsOf(eventsOf(dir))).toEqual(['skip']);
  });

  it('leaves out what is too large, and says so', () => {
    const file = fileOf('abcd');
    expect(kindsOf(eventsOf(file, { ...LIMITS, maxFileSize: 3 }))).toEqual(['looked', 'skip']);
    expect(kindsOf(eventsOf(file, { ...LIMITS, maxFileSize: 4 }))).toEqual(['chunk 4', 'looked']);
  });
});
