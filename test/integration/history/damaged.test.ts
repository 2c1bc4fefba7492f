/** Objects that are missing or corrupt: status 2, a problem that names them, and everything else is scanned. */

import { existsSync, mkdirSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keysieve } from '../../support/keysieve.ts';
import {
  damagePacked,
  gitFolder,
  looseFile,
  packAll,
  packFiles,
  removeLoose,
  rewriteFile,
  storeObject,
} from '../../support/objects.ts';
import { createRepo, git, type Repo, repoAt, temporaryDirectory } from '../../support/repo.ts';
import { findingsOf, keyLine, problemsOf, scanHistory } from '../../support/scans.ts';

/** A clean commit, one that brings a key, and one that brings a file to be damaged. */
function repoWithKey(): Repo {
  const repo = createRepo();
  repo.commit({ 'a.txt': 'one\n' });
  repo.commit({ 'leak.ini': keyLine() });
  repo.commit({ 'other.txt': `${'0123456789abcdef'.repeat(40)}\n` });
  return repo;
}

/** Hash of what a revision names. */
function hashOf(repo: Repo, revision: string): string {
  return repo.git('rev-parse', revision).trim();
}

/** Status 2, the key of seed `a` is found all the same, and a problem holds `named`. */
function expectIncomplete(repo: Repo, named: string | RegExp): void {
  const scan = scanHistory(repo);
  expect(problemsOf(scan.report)).toMatch(named);
  expect(findingsOf(scan.report)).toHaveLength(1);
  expect(scan.status).toBe(2);
}

describe('missing objects', () => {
  it.each([
    ['blob', 'HEAD:other.txt'],
    ['tree', 'HEAD^{tree}'],
    ['commit', 'HEAD~2'],
  ])('a missing %s is 2 and named', (_, revision) => {
    const repo = repoWithKey();
    const hash = hashOf(repo, revision);
    removeLoose(repo, hash);
    expectIncomplete(repo, hash);
  });

  it('a missing commit that HEAD names is 2 and named', () => {
    const repo = repoWithKey();
    const hash = hashOf(repo, 'HEAD');
    removeLoose(repo, hash);
    expectIncomplete(repo, new RegExp(`${hash}|refs/heads/main`));
  });

  it('a missing commit that another branch names is 2 and named', () => {
    const repo = repoWithKey();
    writeFileSync(join(gitFolder(repo.dir), 'refs/heads/broken'), `${'1'.repeat(40)}\n`);
    expectIncomplete(repo, /1{40}|refs\/heads\/broken/);
  });

  it('a ref that holds no hash is 2 and named', () => {
    const repo = repoWithKey();
    writeFileSync(join(gitFolder(repo.dir), 'refs/heads/broken'), 'rubbish\n');
    expectIncomplete(repo, 'broken');
  });

  it('a missing target of a tag is 2 and named', () => {
    const repo = repoWithKey();
    const blob = storeObject(repo, 'blob', 'tagged\n');
    repo.git('tag', '-a', '-m', 'x', 'v1', blob);
    removeLoose(repo, blob);
    expectIncomplete(repo, blob);
  });

  it('a missing alternate is 2 and named, even where nothing else is missing', () => {
    const repo = repoWithKey();
    mkdirSync(join(gitFolder(repo.dir), 'objects/info'), { recursive: true });
    writeFileSync(join(gitFolder(repo.dir), 'objects/info/alternates'), '/no-such-alternate/objects\n');
    expectIncomplete(repo, 'no-such-alternate');
  });

  it('a clone whose alternate was deleted is 2, and its own objects are reported', () => {
    const source = repoWithKey();
    const dir = join(temporaryDirectory(), 'shared');
    git(source.dir, ['clone', '-q', '--shared', '.', dir]);
    const clone = repoAt(dir);
    clone.commit({ 'own.ini': keyLine('own') });
    renameSync(source.dir, `${source.dir}-gone`);
    const scan = scanHistory(clone);
    rmSync(`${source.dir}-gone`, { recursive: true });
    expect(scan.status).toBe(2);
    expect(findingsOf(scan.report, 'own')).toHaveLength(1);
  });
});

describe('corrupt objects', () => {
  it.each([
    ['is rubbish', () => Buffer.from('this is no zlib stream')],
    ['is empty', () => Buffer.alloc(0)],
    ['ends too early', (bytes: Buffer) => bytes.subarray(0, bytes.length - 8)],
  ])('a loose blob that %s is 2 and named', (_, change: (bytes: Buffer) => Buffer) => {
    const repo = repoWithKey();
    const hash = hashOf(repo, 'HEAD:other.txt');
    rewriteFile(looseFile(repo, hash), change);
    expectIncomplete(repo, hash);
  });

  it.each(['HEAD^{tree}', 'HEAD~2'])('a loose %s that is rubbish is 2 and named', (revision) => {
    const repo = repoWithKey();
    const hash = hashOf(repo, revision);
    rewriteFile(looseFile(repo, hash), () => Buffer.from('this is no zlib stream'));
    expectIncomplete(repo, hash);
  });

  it('a packed blob with flipped bits is 2 and named', () => {
    const repo = repoWithKey();
    packAll(repo);
    const hash = hashOf(repo, 'HEAD:other.txt');
    damagePacked(repo, packFiles(repo)[0] ?? '', hash);
    expectIncomplete(repo, hash);
  });

  it('a pack that was cut off is 2, and loose objects are reported', () => {
    const repo = createRepo();
    repo.commit({ 'a.txt': 'one\n'.repeat(100) });
    packAll(repo);
    const pack = packFiles(repo)[0] ?? '';
    rewriteFile(pack, (bytes) => bytes);
    repo.commit({ 'leak.ini': keyLine() });
    truncateSync(pack, 40);
    const scan = scanHistory(repo);
    expect(scan.status).toBe(2);
    expect(problemsOf(scan.report)).not.toBe('');
    expect(findingsOf(scan.report)).toHaveLength(1);
  });

  it('a pack without its index is 2 and named', () => {
    const repo = createRepo();
    repo.commit({ 'a.txt': 'one\n' });
    packAll(repo);
    repo.commit({ 'leak.ini': keyLine() });
    const index = (packFiles(repo)[0] ?? '').replace(/\.pack$/, '.idx');
    rmSync(index);
    expect(existsSync(index)).toBe(false);
    const scan = scanHistory(repo);
    expect(scan.status).toBe(2);
    expect(findingsOf(scan.report)).toHaveLength(1);
  });

  it('is said on stderr in the text report, and the finding on stdout', () => {
    const repo = repoWithKey();
    const hash = hashOf(repo, 'HEAD:other.txt');
    removeLoose(repo, hash);
    const run = keysieve(['scan', '--history'], { cwd: repo.dir });
    expect(run.status).toBe(2);
    expect(run.stderr).toContain(hash.slice(0, 7));
    expect(run.stdout).toContain('leak.ini:1:21');
  });

  it('outranks the finding in SARIF too, which says that the run was not successful', () => {
    const repo = repoWithKey();
    removeLoose(repo, hashOf(repo, 'HEAD:other.txt'));
    const run = keysieve(['scan', '--history', '--format', 'sarif'], { cwd: repo.dir });
    expect(run.status).toBe(2);
    const sarif = JSON.parse(run.stdout) as { runs: { invocations: { executionSuccessful: boolean }[] }[] };
    expect(sarif.runs[0]?.invocations[0]?.executionSuccessful).toBe(false);
  });

  it('is 2 for a repository of a format that git does not know', () => {
    const repo = repoWithKey();
    repo.git('config', 'core.repositoryFormatVersion', '99');
    expect(keysieve(['scan', '--history'], { cwd: repo.dir }).status).toBe(2);
  });

  it('is 2 for a configuration that git cannot read', () => {
    const repo = repoWithKey();
    writeFileSync(join(gitFolder(repo.dir), 'config'), '[core\n');
    expect(keysieve(['scan', '--history'], { cwd: repo.dir }).status).toBe(2);
  });
});
