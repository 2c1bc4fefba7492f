import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openObjectCache } from '#cache/object-cache.ts';
import { askAll, COMPLETE, cacheOptions, idOf, quiet, writeCache } from './files.ts';

const NAMES = ['blob', 'noisy', 'tree', 'commit', 'tag'];
const QUIET = [quiet('blob'), quiet('tree', 'tree'), quiet('commit', 'commit'), quiet('tag', 'tag')];

describe('what is taken', () => {
  it('is what was remembered, counted once however often it is listed', () => {
    const options = cacheOptions();
    writeCache(options, NAMES, QUIET);
    const cache = openObjectCache(options);
    expect(askAll(cache, NAMES)).toEqual(['blob', 'commit', 'tag', 'tree']);
    askAll(cache, NAMES);
    expect(cache.taken()).toEqual({ files: 1, commits: 1, objects: 4 });
    expect(cache.notices()).toEqual([]);
  });

  it('is nothing where there is no file yet', () => {
    const cache = openObjectCache(cacheOptions());
    expect(askAll(cache, NAMES)).toEqual([]);
    expect(cache.taken()).toEqual({ files: 0, commits: 0, objects: 0 });
    expect(cache.notices()).toEqual([]);
  });

  it.each([
    ['one of the objects is gone', 'closed', NAMES.filter((name) => name !== 'noisy')],
    ['one is gone and something was missing before', 'open', NAMES.filter((name) => name !== 'noisy')],
    ['the last scan did not see all', 'unknown', NAMES],
  ] as const)('is blobs alone where %s', (_, references, names) => {
    const options = cacheOptions();
    writeCache(options, NAMES, QUIET, { ...COMPLETE, references });
    const cache = openObjectCache(options);
    expect(askAll(cache, names)).toEqual(['blob']);
    expect(cache.isOpen()).toBe(false);
    expect(cache.taken()).toEqual({ files: 1, commits: 0, objects: 1 });
  });

  it('is all where something was missing, and says so', () => {
    const options = cacheOptions();
    writeCache(options, NAMES, QUIET, { ...COMPLETE, references: 'open' });
    const cache = openObjectCache(options);
    expect(askAll(cache, [...NAMES, 'new'])).toHaveLength(4);
    expect([cache.isOpen(), cache.hasNews()]).toEqual([true, true]);
  });

  it('is no tree that the next scan finds something in', () => {
    const options = cacheOptions();
    writeCache(options, NAMES, QUIET, { ...COMPLETE, references: 'unknown' });
    // The tree is read again, and not remembered this time.
    writeCache(options, NAMES, [quiet('commit', 'commit'), quiet('tag', 'tag')]);
    expect(askAll(openObjectCache(options), NAMES)).toEqual(['blob', 'commit', 'tag']);
  });

  it('adds up from scan to scan, and loses what is gone', () => {
    const options = cacheOptions();
    writeCache(options, ['a', 'b'], [quiet('a'), quiet('b')]);
    writeCache(options, ['b', 'c'], [quiet('c')]);
    expect(askAll(openObjectCache(options), ['a', 'b', 'c'])).toEqual(['b', 'c']);
  });

  it('is nothing where everything is to be read, and that is remembered', () => {
    const options = cacheOptions();
    writeCache(options, NAMES, QUIET);
    const cache = openObjectCache({ ...options, isReadAnew: true });
    expect(askAll(cache, NAMES)).toEqual([]);
    cache.save(COMPLETE);
    expect(askAll(openObjectCache(options), NAMES)).toEqual([]);
  });
});

describe('paths', () => {
  const COMMIT = idOf('commit').toString('hex');

  function stateAfter(names: readonly string[], facts = COMPLETE): { readonly all: boolean; readonly one: boolean } {
    const options = cacheOptions();
    writeCache(options, NAMES, QUIET, facts);
    const cache = openObjectCache(options);
    askAll(cache, names);
    return { all: cache.areAllPathsKnown(), one: cache.arePathsKnown(COMMIT) };
  }

  it('need not be looked at where nothing is new', () => {
    expect(stateAfter(NAMES)).toEqual({ all: true, one: true });
  });

  it('need not be looked at in commits that are not new', () => {
    expect(stateAfter([...NAMES, 'new'])).toEqual({ all: false, one: true });
    const cache = openObjectCache(cacheOptions());
    askAll(cache, NAMES);
    expect(cache.arePathsKnown(COMMIT)).toBe(false);
  });

  it('are looked at again where something was found in them, and where an object is gone', () => {
    expect(stateAfter(NAMES, { ...COMPLETE, arePathsKnown: false })).toEqual({ all: false, one: false });
    expect(stateAfter(NAMES.slice(1))).toEqual({ all: false, one: false });
  });
});

describe('the file', () => {
  it('is for its owner alone, and leaves nothing beside it', () => {
    const options = cacheOptions();
    writeCache(options, NAMES, QUIET);
    expect(statSync(options.path).mode & 0o777).toBe(0o600);
    expect(readdirSync(dirname(options.path))).toEqual(['cache']);
  });

  it('is the same whatever the order of what is remembered', () => {
    const [one, other] = [cacheOptions(), cacheOptions()];
    writeCache(one, NAMES, QUIET);
    writeCache(other, NAMES, QUIET.toReversed());
    expect(readFileSync(other.path)).toEqual(readFileSync(one.path));
  });

  it('is not touched where there is nothing to add', () => {
    const options = cacheOptions();
    writeCache(options, NAMES, QUIET);
    const before = statSync(options.path);
    writeCache(options, NAMES, []);
    expect(statSync(options.path)).toMatchObject({ ino: before.ino, mtimeMs: before.mtimeMs });
  });

  it.each(['no/such/folder', 'cache/below/a/file'])('that cannot be written (%s) is a notice', (name) => {
    const options = cacheOptions();
    writeFileSync(options.path, '');
    const cache = openObjectCache({ ...options, path: `${dirname(options.path)}/${name}` });
    askAll(cache, NAMES);
    cache.save(COMPLETE);
    expect(cache.notices().join()).toMatch(/^the cache FILE (?:could not be written|cannot be read)/);
  });
});
