/** Staged changes read without git, in many states of a repository, against `git diff-index`. */

import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { indexChanges } from '#git/index-changes.ts';
import { plainChanges } from '#git/plain/plain-changes.ts';
import { pathKey } from '#model/path-name.ts';
import { foundRepository, plainRepository } from '../../../support/found-repository.ts';
import { looseFile, removeLoose, storeCommit, storeObject } from '../../../support/objects.ts';
import { createRepo, git, type Repo, repoAt, temporaryDirectory } from '../../../support/repo.ts';

/** Brings a repository into a state, or makes another one. */
type Change = (repo: Repo) => unknown;

function changedBy(change: Change, repo: Repo): Repo {
  const other = change(repo);
  return typeof other === 'object' ? (other as Repo) : repo;
}

/** Some folders, one of which no test changes. */
function committed(): Repo {
  const repo = createRepo();
  repo.commit({ a: '1', 'b/c': '2', 'b/d/e': '3', 'b/d/f': '4', 'still/g': '5', 'still/h/i': '6', z: '7' });
  return repo;
}

function pack(repo: Repo): void {
  repo.git('repack', '-a', '-d', '-q', '--depth=250', '--window=250');
  expect(existsSync(looseFile(repo, repo.git('rev-parse', 'HEAD').trim()))).toBe(false);
}

/** What is staged, as it is read here and as git says it, in one order. */
async function bothAnswers(repo: Repo, env: Readonly<Record<string, string>> = {}) {
  const plain = plainChanges(await plainRepository(repo.dir, env));
  const { parents, changed } = await indexChanges(await foundRepository(repo.dir, env));
  const sorted = (entries: typeof changed) =>
    entries
      .map(({ old, new: now, status, path }) => ({ old, new: now, status, path }))
      .toSorted((a, b) => (pathKey(a.path) < pathKey(b.path) ? -1 : 1));
  return { plain: plain && { ...plain, changed: sorted(plain.changed) }, git: { parents, changed: sorted(changed) } };
}

const index = (repo: Repo, ...args: readonly string[]): string => repo.git('update-index', ...args);

describe.runIf(process.platform !== 'win32')('gives what git gives', () => {
  it.each<[string, Change]>([
    ['nothing staged', () => {}],
    [
      'changes, new files and files that are gone',
      (repo) => {
        repo.stage({ a: '8', 'b/d/e': '9', 'b/d/new': '10', 'new/x/y': '11' });
        repo.git('rm', '-q', 'z');
      },
    ],
    ['a folder that is gone', (repo) => repo.git('rm', '-q', '-r', 'b')],
    [
      'a file in place of a folder',
      (repo) => {
        repo.git('rm', '-q', '-r', 'b');
        repo.stage({ b: 'a file' });
      },
    ],
    [
      'a folder in place of a file',
      (repo) => {
        repo.git('rm', '-q', 'a');
        repo.stage({ 'a/b': 'a file', 'a/c/d': 'another' });
      },
    ],
    [
      'names around the slash',
      (repo) => {
        repo.commit({ 's/x': '1', 's-': '2', 's.x': '3', s0: '4', 't/s': '5', 't/s0': '6' });
        repo.git('rm', '-q', 's-');
        repo.stage({ 's!': '1', 's/y': '2', 's-/x': '3', s0: '5', 't/s-': '6', 't/s1/x': '7' });
      },
    ],
    ['a rename', (repo) => repo.git('mv', 'b', 'moved')],
    ['another mode', (repo) => index(repo, '--chmod=+x', 'a')],
    [
      'a link in place of a file',
      (repo) => {
        rmSync(join(repo.dir, 'a'));
        symlinkSync('target', join(repo.dir, 'a'));
        repo.git('add', 'a');
      },
    ],
    [
      'a submodule, new and changed',
      (repo) => {
        index(
          repo,
          '--add',
          '--cacheinfo',
          `160000,${'1'.repeat(40)},sub`,
          '--cacheinfo',
          `160000,${'2'.repeat(40)},sub-b`,
        );
        repo.git('commit', '-q', '-m', 'submodules');
        index(repo, '--cacheinfo', `160000,${'3'.repeat(40)},sub`);
      },
    ],
    ['names that are odd', (repo) => repo.stage({ 'a\tb': '1', 'a\nb': '2', '"': '3', ü: '4', 'x:/y': '5' })],
    [
      'a name that is not UTF-8',
      (repo) => {
        const id = storeObject(repo, 'blob', 'x');
        const line = Buffer.concat([
          Buffer.from(`100644 ${id}\tfolder/`),
          Buffer.from([0xff, 0x80]),
          Buffer.from('\0'),
        ]);
        git(repo.dir, ['update-index', '-z', '--index-info'], { input: line });
      },
    ],
    [
      'a name of more than 4095 bytes',
      (repo) => {
        const name = Array.from({ length: 50 }, () => 'n'.repeat(99)).join('/');
        index(repo, '--add', '--cacheinfo', `100644,${storeObject(repo, 'blob', 'x')},${name}`);
        repo.stage({ nn: '1' });
      },
    ],
    [
      'a branch without commits',
      () => {
        const repo = createRepo();
        repo.stage({ a: '1', 'b/c': '2' });
        return repo;
      },
    ],
    ['a branch without commits beside others', (repo) => repo.git('checkout', '-q', '--orphan', 'new/one')],
    [
      'a HEAD without a branch',
      (repo) => {
        repo.git('checkout', '-q', '--detach');
        repo.stage({ a: '8' });
      },
    ],
    [
      'a branch with slashes in packed references',
      (repo) => {
        repo.git('checkout', '-q', '-b', 'x/y/z');
        repo.git('tag', '-a', '-m', 'a tag', 'v1');
        repo.git('pack-refs', '--all', '--prune');
        repo.stage({ a: '8' });
      },
    ],
    [
      'a branch that is packed, and newer beside that',
      (repo) => {
        repo.git('pack-refs', '--all');
        repo.commit({ a: '8' });
        repo.stage({ a: '9' });
      },
    ],
    [
      'packed objects',
      (repo) => {
        for (let at = 0; at < 12; at++) repo.commit({ [`many/file-${at}`]: `${at}`, 'many/same': `${at}` });
        pack(repo);
        repo.stage({ 'many/new': '1', 'many/same': 'other' });
      },
    ],
    [
      'several packs',
      (repo) => {
        for (let at = 0; at < 3; at++) {
          repo.commit({ [`b/new-${at}`]: `${at}` });
          repo.git('repack', '-d', '-q');
        }
        repo.stage({ 'b/new-1': 'other' });
      },
    ],
    [
      'a pack with deltas that name their bases',
      (repo) => {
        for (let at = 0; at < 12; at++) repo.commit({ [`many/file-${at}`]: `${at}` });
        repo.git('-c', 'repack.useDeltaBaseOffset=false', 'repack', '-a', '-d', '-q');
        repo.stage({ 'many/new': '1' });
      },
    ],
    [
      'a pack whose index has large offsets',
      (repo) => {
        repo.git('repack', '-a', '-d', '-q');
        const folder = join(repo.dir, '.git/objects/pack');
        const pack = readdirSync(folder).find((name) => name.endsWith('.pack')) ?? '';
        git(folder, ['index-pack', '--index-version=2,0x40', pack]);
        repo.stage({ a: '8' });
      },
    ],
    [
      'modes that old gits wrote',
      (repo) => {
        const id = storeObject(repo, 'blob', 'x');
        const tree = storeObject(repo, 'tree', Buffer.concat([Buffer.from('100664 f\0'), Buffer.from(id, 'hex')]));
        repo.git('update-ref', 'HEAD', storeCommit(repo, { tree }));
        repo.git('read-tree', 'HEAD');
        repo.stage({ g: '1' });
      },
    ],
    [
      'entries that are not in the work tree, and such as are not looked at',
      (repo) => {
        index(repo, '--skip-worktree', 'b/c');
        index(repo, '--assume-unchanged', 'z');
        repo.stage({ a: '8' });
      },
    ],
    [
      'caches of the work tree',
      (repo) => {
        repo.git('config', 'core.untrackedCache', 'true');
        index(repo, '--untracked-cache', '--fsmonitor');
        repo.git('status');
        repo.stage({ a: '8' });
      },
    ],
    [
      'conflicts that were resolved',
      (repo) => {
        conflict(repo);
        repo.stage({ a: 'both' });
        repo.git('commit', '-q', '-m', 'merged');
        repo.stage({ z: '8' });
      },
    ],
    [
      'an index without trees',
      (repo) => {
        repo.git('read-tree', '--empty');
        repo.stage({ a: '8', 'b/c': '2' });
      },
    ],
    [
      'trees that were written, and changes since',
      (repo) => {
        repo.stage({ 'b/d/e': '8' });
        repo.git('write-tree');
        repo.stage({ 'still/g': '9' });
      },
    ],
    [
      'a shallow clone',
      (repo) => {
        repo.commit({ a: '8' });
        const dir = join(temporaryDirectory(), 'clone');
        git(repo.dir, ['clone', '-q', '--depth=1', `file://${repo.dir}`, dir]);
        const clone = repoAt(dir);
        clone.stage({ z: '9' });
        return clone;
      },
    ],
  ])('with %s', async (_, change) => {
    const repo = changedBy(change, committed());
    for (const version of ['2', '4']) {
      repo.git('update-index', `--index-version=${version}`);
      const { plain, git: expected } = await bothAnswers(repo);
      expect(plain?.changed).toEqual(expected.changed);
      expect(plain?.head === undefined).toBe(expected.parents[0] !== 'HEAD');
    }
  });

  it.each([true, false])('with the index that a hook is given (relative: %s)', async (relative) => {
    const repo = committed();
    repo.stage({ a: '8' });
    renameSync(join(repo.dir, '.git/index'), join(repo.dir, '.git/next'));
    const env = { GIT_INDEX_FILE: relative ? '.git/next' : join(repo.dir, '.git/next') };
    const { plain, git: expected } = await bothAnswers(repo, env);
    expect(plain?.changed).toEqual(expected.changed);
    expect(plain?.changed).toHaveLength(1);
  });
});

describe('leaves to git', () => {
  it.each<[string, Change]>([
    [
      'a merge',
      (repo) => {
        conflict(repo);
        repo.stage({ a: 'both' });
      },
    ],
    [
      'a conflict',
      (repo) => {
        conflict(repo);
        rmSync(join(repo.dir, '.git/MERGE_HEAD'));
      },
    ],
    [
      'a file to be added later',
      (repo) => {
        repo.write({ new: '1' });
        repo.git('add', '-N', 'new');
      },
    ],
    ['a split index', (repo) => index(repo, '--split-index')],
    [
      'a sparse index',
      (repo) => {
        repo.git('sparse-checkout', 'init', '--cone', '--sparse-index');
        repo.git('sparse-checkout', 'set', 'b');
      },
    ],
    ['no index', (repo) => rmSync(join(repo.dir, '.git/index'))],
    ['an index that is cut off', (repo) => damageIndex(repo, (bytes) => bytes.subarray(0, -60))],
    [
      'an index of another kind',
      (repo) => damageIndex(repo, (bytes) => Buffer.concat([Buffer.from('DIRX'), bytes.subarray(4)])),
    ],
    ['an index with unknown parts', (repo) => damageIndex(repo, withExtension)],
    ['a commit that is not there', (repo) => removeLoose(repo, repo.git('rev-parse', 'HEAD').trim())],
    [
      'a tree that is not there',
      (repo) => {
        repo.stage({ 'b/new': '1' });
        removeLoose(repo, repo.git('rev-parse', 'HEAD:b').trim());
      },
    ],
    [
      'a tree that is damaged',
      (repo) => {
        repo.stage({ 'b/new': '1' });
        damage(looseFile(repo, repo.git('rev-parse', 'HEAD:b').trim()));
      },
    ],
    [
      'a tree that is out of order',
      (repo) => {
        const id = Buffer.from(storeObject(repo, 'blob', 'x'), 'hex');
        const entries = ['b', 'a'].flatMap((name) => [Buffer.from(`100644 ${name}\0`), id]);
        repo.git('update-ref', 'HEAD', storeCommit(repo, { tree: storeObject(repo, 'tree', Buffer.concat(entries)) }));
      },
    ],
    [
      'objects of another repository',
      (repo) => {
        const dir = join(temporaryDirectory(), 'clone');
        git(repo.dir, ['clone', '-q', '--shared', repo.dir, dir]);
        return repoAt(dir);
      },
    ],
    [
      'a HEAD that names something else',
      (repo) => writeFileSync(join(repo.dir, '.git/HEAD'), 'ref: refs/remotes/x/y\n'),
    ],
    ['a branch that names another', (repo) => repo.git('symbolic-ref', 'refs/heads/main', 'refs/heads/other')],
    [
      'a branch that is a folder',
      (repo) => {
        rmSync(join(repo.dir, '.git/refs/heads/main'));
        mkdirSync(join(repo.dir, '.git/refs/heads/main'));
      },
    ],
    [
      'a HEAD that is a link',
      (repo) => {
        rmSync(join(repo.dir, '.git/HEAD'));
        symlinkSync('refs/heads/main', join(repo.dir, '.git/HEAD'));
      },
    ],
  ])('%s', async (_, change) => {
    const first = committed();
    const { dir } = changedBy(change, first);
    const repository = { ...(await plainRepository(committed().dir)), root: dir, gitDir: join(dir, '.git') };
    expect(repository.plain).toBe(process.platform === 'win32' ? undefined : true);
    expect(plainChanges(repository)).toBeUndefined();
  });
});

/** A merge of two branches that both changed `a`. */
function conflict(repo: Repo): void {
  repo.git('checkout', '-q', '-b', 'side');
  repo.commit({ a: 'theirs' });
  repo.git('checkout', '-q', 'main');
  repo.commit({ a: 'ours' });
  expect(() => repo.git('merge', '-q', 'side')).toThrow();
}

function damageIndex({ dir }: Repo, change: (bytes: Buffer) => Uint8Array): void {
  const file = join(dir, '.git/index');
  writeFileSync(file, change(readFileSync(file)));
}

/** One that git may leave out, and that may still say something about entries. */
function withExtension(bytes: Buffer): Buffer {
  const extension = Buffer.from('XXXX\0\0\0\x01x', 'latin1');
  return Buffer.concat([bytes.subarray(0, -20), extension, bytes.subarray(-20)]);
}

function damage(file: string): void {
  const bytes = readFileSync(file);
  rmSync(file);
  writeFileSync(file, bytes.subarray(0, -4));
}
