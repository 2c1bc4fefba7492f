/** A scan with a cache reports what one without reports, looks at less, and believes no file that is not sound. */

import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { keysieve } from '../../support/keysieve.ts';
import { looseFile, packAll, removeLoose, rewriteFile, storeObject } from '../../support/objects.ts';
import { createRepo, git, type Repo, repoAt, sharedDirectory, temporaryDirectory } from '../../support/repo.ts';
import { findingsOf, keyLine, problemsOf, type Scan, scanHistory } from '../../support/scans.ts';
import { startScan } from '../../support/started.ts';

/** Files, folders, two keys, an archive, and a tag. */
function fill(repo: Repo): Repo {
  repo.commit({ 'a.txt': 'one\n', 'dir/b.txt': 'two\n' });
  repo.commit({ 'leak.ini': keyLine(), 'docs/example.ini': keyLine('excused') });
  repo.commit({ 'a.txt': 'one\nmore\n', 'data.zip': Buffer.from('504b0304140000000000', 'hex') });
  repo.git('tag', '-a', '-m', 'a tag', 'v1');
  return repo;
}

const SHARED = sharedDirectory();

beforeAll(() => {
  git(SHARED, ['init', '-q', '-b', 'main']);
  fill(repoAt(SHARED));
});

/** A copy of one that is made once. */
function repoWithKey(): Repo {
  const dir = temporaryDirectory();
  cpSync(SHARED, dir, { recursive: true });
  return repoAt(dir);
}

function cachePath(): string {
  return join(temporaryDirectory('keysieve-cache-'), 'cache');
}

const scanWith = (repo: Repo, cache: string, ...args: readonly string[]): Scan =>
  scanHistory(repo, '--cache', cache, ...args);

interface Cached {
  readonly files: number;
  readonly commits: number;
  readonly objects: number;
}

const NONE: Cached = { files: 0, commits: 0, objects: 0 };

function cachedOf({ report }: Scan): Cached {
  return (report.coverage as typeof report.coverage & { readonly cached?: Cached }).cached ?? NONE;
}

const noticesOf = ({ report }: Scan): string =>
  (report as typeof report & { readonly notices: readonly { readonly message: string }[] }).notices
    .map(({ message }) => message)
    .join('\n');

/** The report but for what was looked at, and that together with what was known. */
function comparable(scan: Scan): unknown {
  const { cached: _, read: __, bytes: ___, ...coverage } = scan.report.coverage as Record<string, unknown>;
  const [{ files, commits, objects }, known] = [scan.report.coverage, cachedOf(scan)];
  const sums = { files: files + known.files, commits: commits + known.commits, objects: objects + known.objects };
  return { status: scan.status, report: { ...scan.report, coverage: { ...coverage, ...sums } } };
}

/** A scan with the cache, which says nothing else than one without. */
function expectSame(repo: Repo, cache: string, ...args: readonly string[]): Scan {
  const scan = scanWith(repo, cache, ...args);
  expect(comparable(scan)).toEqual(comparable(scanHistory(repo, ...args)));
  return scan;
}

/** The same, with a notice more. */
function expectNoticed(repo: Repo, cache: string, notice: string | RegExp, ...args: readonly string[]): void {
  const scan = scanWith(repo, cache, ...args);
  expect(noticesOf(scan)).toMatch(notice);
  const silent = { ...scan, report: { ...scan.report, notices: [] } };
  expect(comparable(silent)).toEqual(comparable(scanHistory(repo, ...args)));
  expect(cachedOf(scan)).toEqual(NONE);
}

describe('a second scan', () => {
  it.each([
    ['loose objects', () => repoWithKey()],
    ['a SHA-256 repository', () => fill(createRepo('--object-format=sha256'))],
    [
      'a pack',
      () => {
        const repo = repoWithKey();
        packAll(repo);
        return repo;
      },
    ],
  ])('of %s looks again only at objects in which there was something', (_, make) => {
    const repo = make();
    const cache = cachePath();
    const first = scanWith(repo, cache);
    expect(cachedOf(first)).toEqual(NONE);
    const second = expectSame(repo, cache);
    // Two keys and an archive.
    expect(second.report.coverage).toMatchObject({ files: 3, commits: 0, objects: 3 });
    expect(cachedOf(second)).toMatchObject({ commits: 3, objects: first.report.coverage.objects - 3 });
  });

  it('looks at what is new, finds a key there, and remembers the rest', () => {
    const repo = repoWithKey();
    const cache = cachePath();
    scanWith(repo, cache);
    repo.commit({ 'dir/b.txt': 'two\nthree\n', 'new.ini': keyLine('new') });
    const scan = expectSame(repo, cache);
    expect(findingsOf(scan.report, 'new')).toHaveLength(1);
    expect(findingsOf(scan.report)).toHaveLength(1);
    // A commit, two trees, two files; and three from before.
    expect(scan.report.coverage.objects).toBe(8);
    expect(scanWith(repo, cache).report.coverage.objects).toBe(4);
  });

  it('reads of a family of deltas what is new and what that is made from', () => {
    const repo = createRepo();
    const lines = (count: number): string => Array.from({ length: count }, (_, at) => `${at} ${at * 7919}\n`).join('');
    for (let at = 0; at < 8; at++) repo.commit({ 'a.txt': lines(60 + at), 'b.txt': lines(90 - at) });
    packAll(repo);
    const cache = cachePath();
    scanWith(repo, cache);
    repo.commit({ 'a.txt': `${lines(80)}${keyLine()}` });
    repo.git('repack', '-q', '-a', '-d', '-f', '--depth=50');
    const scan = expectSame(repo, cache);
    expect(scan.report.coverage).toMatchObject({ files: 1, commits: 1, objects: 3 });
    expect(findingsOf(scan.report)).toHaveLength(1);
  });

  it('remembers what worker threads have looked at', () => {
    const repo = repoWithKey();
    const cache = cachePath();
    scanWith(repo, cache, '--jobs', '3');
    expect(expectSame(repo, cache).report.coverage.objects).toBe(3);
  });

  it('serves allowlists and path filters that changed meanwhile', () => {
    const repo = repoWithKey();
    const cache = cachePath();
    scanWith(repo, cache);
    writeFileSync(
      join(repo.dir, 'keysieve.toml'),
      `[[allowlists]]\ndescription = "examples"\npaths = ['''^docs/''']\n`,
    );
    const scan = expectSame(repo, cache, '--exclude', 'leak.ini');
    expect(scan.report.findings).toEqual([]);
    expect(scan.report.suppressed).toHaveLength(1);
    expect(cachedOf(scan).objects).toBeGreaterThan(5);
  });

  it('says in its text what it did not look at', () => {
    const repo = createRepo();
    repo.commit({ 'a.txt': 'one\n' });
    const cache = cachePath();
    scanWith(repo, cache);
    const { stdout, status } = keysieve(['scan', '--history', '--cache', cache], { cwd: repo.dir });
    expect(stdout).toContain('0 objects (0 file contents, 0 commits) · 108 B · 3 objects known from the cache');
    expect(status).toBe(0);
  });

  it('looks at everything with --verify-objects', () => {
    const repo = repoWithKey();
    const cache = cachePath();
    scanWith(repo, cache);
    const blob = repo.git('rev-parse', 'HEAD:a.txt').trim();
    rewriteFile(looseFile(repo, blob), () => readFileSync(looseFile(repo, storeObject(repo, 'blob', 'other\n'))));
    const scan = scanWith(repo, cache, '--verify-objects');
    expect(problemsOf(scan.report)).toContain(`object ${blob} is damaged`);
    expect(cachedOf(scan)).toEqual(NONE);
  });

  it('is of use in another clone', () => {
    const repo = repoWithKey();
    const cache = cachePath();
    scanWith(repo, cache);
    const dir = join(temporaryDirectory(), 'clone');
    git(repo.dir, ['clone', '-q', '--no-local', '.', dir]);
    expect(expectSame(repoAt(dir), cache).report.coverage.objects).toBe(3);
  });

  it('tells that a repository has no commits, although its objects are known', () => {
    const repo = repoWithKey();
    const cache = cachePath();
    scanWith(repo, cache);
    const other = createRepo();
    storeObject(other, 'blob', 'one\n');
    expect(expectSame(other, cache).status).toBe(2);
  });
});

describe('rules on paths alone', () => {
  const RULE = `[[rules]]\nid = "key-file"\ndescription = "a file of keys"\npath = '''\\.p12$'''\n`;
  const pathsOf = ({ report }: Scan): readonly string[] =>
    report.findings.filter(({ rule }) => rule === 'key-file').map(({ path }) => path);

  function repoWithRule(): Repo {
    const repo = repoWithKey();
    repo.write({ 'keysieve.toml': RULE });
    return repo;
  }

  it('find a path that is new, and then again', () => {
    const repo = repoWithRule();
    const cache = cachePath();
    expect(pathsOf(scanWith(repo, cache))).toEqual([]);
    // A content that is known, at a path that is not.
    repo.commit({ 'copy.p12': 'two\n' });
    for (const _ of [1, 2]) expect(pathsOf(expectSame(repo, cache))).toEqual(['copy.p12']);
  });

  it('find a path in another commit when the first that brought it is gone', () => {
    const repo = repoWithRule();
    repo.commit({ 'old.p12': 'x' });
    repo.git('checkout', '-q', '-b', 'side', 'HEAD~1');
    repo.commit({ 'old.p12': 'x', 'more.txt': 'x' });
    const cache = cachePath();
    scanWith(repo, cache);
    repo.git('branch', '-q', '-D', 'main');
    repo.git('reflog', 'expire', '--expire=all', '--all');
    repo.git('prune', '--expire=now');
    expect(pathsOf(expectSame(repo, cache))).toEqual(['old.p12']);
  });
});

describe('what is wrong', () => {
  it.each([
    ['a blob', 'HEAD:dir/b.txt'],
    ['a tree', 'HEAD:dir'],
    ['a commit', 'HEAD~1'],
  ])('%s that went missing since is told', (_, revision) => {
    const repo = repoWithKey();
    const cache = cachePath();
    scanWith(repo, cache);
    const hash = repo.git('rev-parse', revision).trim();
    removeLoose(repo, hash);
    expectSame(repo, cache);
    const scan = scanWith(repo, cache);
    expect(problemsOf(scan.report)).toContain(hash);
    expect(scan.status).toBe(2);
  });

  it('what was pruned since is no problem, and after that all is known again', () => {
    const repo = repoWithKey();
    storeObject(repo, 'blob', 'nothing leads here\n');
    const cache = cachePath();
    scanWith(repo, cache);
    repo.git('prune', '--expire=now');
    const scan = expectSame(repo, cache);
    expect(scan.report.coverage.commits).toBe(3);
    expect(cachedOf(scan)).toMatchObject({ files: 3, commits: 0 });
    expect(scanWith(repo, cache).report.coverage.objects).toBe(3);
  });

  it('damage is told again as long as it is there', () => {
    const repo = repoWithKey();
    const hash = repo.git('rev-parse', 'HEAD:a.txt').trim();
    rewriteFile(looseFile(repo, hash), () => Buffer.from('this is no zlib stream'));
    const cache = cachePath();
    scanWith(repo, cache);
    const scan = expectSame(repo, cache);
    expect(problemsOf(scan.report)).toContain(hash);
    expect(scan.status).toBe(2);
  });

  it('nothing is taken from a pack that was cut off since', () => {
    const repo = repoWithKey();
    packAll(repo);
    const cache = cachePath();
    scanWith(repo, cache);
    const folder = join(repo.dir, '.git/objects/pack');
    const pack = join(folder, readdirSync(folder).find((name) => name.endsWith('.pack')) ?? '');
    rewriteFile(pack, (bytes) => bytes.subarray(0, bytes.length - 30));
    const scan = expectSame(repo, cache);
    expect(problemsOf(scan.report)).toContain('is cut off or damaged');
    expect(cachedOf(scan)).toEqual(NONE);
  });

  it('a shallow clone is as incomplete as ever, until it is whole', () => {
    const dir = join(temporaryDirectory(), 'shallow');
    git(SHARED, ['clone', '-q', '--depth=1', `file://${SHARED}`, dir]);
    const repo = repoAt(dir);
    const cache = cachePath();
    scanWith(repo, cache);
    const scan = expectSame(repo, cache);
    expect(scan.status).toBe(2);
    expect(scan.report.coverage.objects).toBe(3);
    repo.git('fetch', '-q', '--unshallow');
    expect(expectSame(repo, cache).status).toBe(1);
    // Once more everything but the contents of files is asked what it refers to.
    expect(expectSame(repo, cache).report.coverage).toMatchObject({ commits: 3, files: 3 });
    expect(scanWith(repo, cache).report.coverage.objects).toBe(3);
  });

  it('what was missing and comes back is scanned', () => {
    const repo = repoWithKey();
    const hash = repo.git('rev-parse', 'HEAD:leak.ini').trim();
    removeLoose(repo, hash);
    const cache = cachePath();
    scanWith(repo, cache);
    expect(expectSame(repo, cache).report.coverage.objects).toBe(2);
    expect(storeObject(repo, 'blob', keyLine())).toBe(hash);
    const scan = expectSame(repo, cache);
    expect(findingsOf(scan.report)).toHaveLength(1);
    expect(scan.status).toBe(1);
  });
});

describe('a file that is not sound', () => {
  it('is noticed, and written anew', () => {
    const repo = repoWithKey();
    const cache = cachePath();
    scanWith(repo, cache);
    rewriteFile(cache, (bytes) => bytes.subarray(0, -1));
    expectNoticed(repo, cache, /damaged or cut off/);
    expect(noticesOf(scanWith(repo, cache))).toBe('');
  });

  it('for other rules is noticed, and written anew', () => {
    const repo = repoWithKey();
    const cache = cachePath();
    const args = ['--disable', 'github-*'];
    scanWith(repo, cache);
    expectNoticed(repo, cache, /was written with other rules or settings/, ...args);
    expect(cachedOf(scanWith(repo, cache, ...args)).objects).toBeGreaterThan(5);
  });

  it('and is tracked is left alone, in any spelling', () => {
    const repo = repoWithKey();
    scanWith(repo, 'own.cache');
    repo.git('add', 'own.cache');
    const before = readFileSync(join(repo.dir, 'own.cache'));
    expectNoticed(repo, 'own.cache', /is tracked by git/);
    expect(readFileSync(join(repo.dir, 'own.cache'))).toEqual(before);
  });

  it('and cannot be written is noticed, and changes no status', () => {
    const repo = repoWithKey();
    expectNoticed(repo, join(temporaryDirectory(), 'no', 'such', 'cache'), /could not be written/);
  });
});

describe('the file', () => {
  it('is whole after two scans at once', async () => {
    const repo = repoWithKey();
    const cache = cachePath();
    const args = ['--history', '--cache', cache];
    await Promise.all([startScan(args, repo.dir).finished, startScan(args, repo.dir).finished]);
    const scan = expectSame(repo, cache);
    expect(cachedOf(scan).objects).toBeGreaterThan(5);
  });
});
