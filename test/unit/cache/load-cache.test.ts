import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatCache, parseCache } from '#cache/cache-format.ts';
import type { CacheOptions } from '#cache/load-cache.ts';
import { openObjectCache } from '#cache/object-cache.ts';
import { askAll, COMPLETE, cacheOptions, quiet, writeCache } from './files.ts';

const NAMES = ['a', 'b', 'c'];
const WINDOWS = process.platform === 'win32';

function soundCache(): CacheOptions {
  const options = cacheOptions();
  writeCache(
    options,
    NAMES,
    NAMES.map((name) => quiet(name)),
  );
  return options;
}

/** A content that no scan would write, with a checksum that fits. */
function forged(bytes: Buffer, change: (records: Buffer) => Buffer, hashBytes = 20): Buffer {
  const content = parseCache(bytes);
  if (typeof content === 'string') throw new Error(content);
  return Buffer.concat(formatCache({ ...content, hashBytes, records: change(content.records) }));
}

const flip = (bytes: Buffer, at: number): Buffer => Buffer.from(bytes.with(at, (bytes[at] ?? 0) ^ 1));
const swapFirst = (records: Buffer): Buffer =>
  Buffer.concat([records.subarray(21, 42), records.subarray(0, 21), records.subarray(42)]);

describe('a cache that is not sound', () => {
  it.each<readonly [string, RegExp, (bytes: Buffer) => Buffer]>([
    ['is cut off', /damaged or cut off/, (bytes) => bytes.subarray(0, bytes.length - 1)],
    ['is cut off in its head', /is cut off/, (bytes) => bytes.subarray(0, 40)],
    ['has a flipped bit', /its own checksum/, (bytes) => flip(bytes, 100)],
    ['has a flipped bit in its checksum', /its own checksum/, (bytes) => flip(bytes, bytes.length - 1)],
    ['says it is open', /its own checksum/, (bytes) => flip(bytes, 49)],
    ['has something behind it', /its own checksum/, (bytes) => Buffer.concat([bytes, Buffer.of(0)])],
    ['is of another version', /another version/, (bytes) => flip(bytes, 15)],
    ['holds half a record', /no cache holds/, (bytes) => forged(bytes, (records) => records.subarray(0, -1))],
    ['has its ids in disorder', /no cache holds/, (bytes) => forged(bytes, swapFirst)],
    ['has an id twice', /no cache holds/, (bytes) => forged(bytes, (r) => Buffer.concat([r.subarray(0, 21), r]))],
    ['has an unknown kind', /no cache holds/, (bytes) => forged(bytes, (records) => Buffer.from(records.with(20, 5)))],
    ['has ids of no length', /no cache holds/, (bytes) => forged(bytes, (records) => records, 0)],
  ])('because it %s is noticed, and written anew', (_, notice, change) => {
    const options = soundCache();
    writeFileSync(options.path, change(readFileSync(options.path)));
    const cache = openObjectCache(options);
    expect(askAll(cache, NAMES)).toEqual([]);
    expect(cache.notices().join()).toMatch(notice);
    cache.remember(quiet('a'));
    cache.save(COMPLETE);
    const next = openObjectCache(options);
    expect(askAll(next, NAMES)).toEqual(['a']);
    expect(next.notices()).toEqual([]);
  });

  it.each<readonly [string, RegExp, Partial<CacheOptions>]>([
    ['other rules', /other rules or settings, or by another version/, { digest: Buffer.alloc(32) }],
    ['ids of another kind', /ids of another kind/, { hashBytes: 32 }],
  ])('because it is for %s is noticed', (_, notice, changes) => {
    const cache = openObjectCache({ ...soundCache(), ...changes });
    expect(cache.inOrder()(Buffer.alloc(32), 0)).toBe(false);
    expect(cache.notices().join()).toMatch(notice);
  });
});

describe.skipIf(WINDOWS)('what is no cache', () => {
  it.each<readonly [string, RegExp, (path: string) => void, Partial<CacheOptions>]>([
    ['a file of something else', /is a file of something else/, (path) => writeFileSync(path, 'my notes'), {}],
    ['a folder', /is not a regular file/, (path) => replaceBy(path, mkdirSync), {}],
    ['a pipe', /is not a regular file/, (path) => replaceBy(path, (name) => void spawnSync('mkfifo', [name])), {}],
    ['a link to one', /is a symbolic link/, (path) => replaceBy(path, (name) => symlinkSync(`${name}.old`, name)), {}],
    ['open to everybody', /can be written by everybody/, (path) => chmodSync(path, 0o666), {}],
    ['of another user', /belongs to another user/, () => {}, { userId: -1 }],
    ['too large', /too large/, (path) => truncateSync(path, 1024 ** 3 + 1), {}],
    ['to be refused', /is tracked/, () => {}, { refusal: 'is tracked' }],
  ])('because it is %s is left alone', (_, notice, change, changes) => {
    const options = { ...soundCache(), ...changes };
    change(options.path);
    const before = lstatSync(options.path);
    const cache = openObjectCache(options);
    expect(askAll(cache, NAMES)).toEqual([]);
    expect(cache.notices().join()).toMatch(notice);
    cache.remember(quiet('a'));
    cache.save(COMPLETE);
    expect(lstatSync(options.path)).toMatchObject({ ino: before.ino, size: before.size, mtimeMs: before.mtimeMs });
  });

  it('an empty file is taken for a new one', () => {
    const options = cacheOptions();
    writeFileSync(options.path, '');
    writeCache(options, NAMES, [quiet('a')]);
    expect(askAll(openObjectCache(options), NAMES)).toEqual(['a']);
  });
});

function replaceBy(path: string, make: (path: string) => void): void {
  renameSync(path, `${path}.old`);
  make(path);
}
