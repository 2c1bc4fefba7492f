/** Which files `scan [path...]` looks at. */

import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { closingLine, folderWith, keyAt, scanPaths, skipReason } from '../../support/form-scans.ts';
import { accessKeyId } from '../../support/keys.ts';
import { keysieve, places } from '../../support/keysieve.ts';
import { createRepo, git, type Repo, repoAt } from '../../support/repo.ts';

const KEY = accessKeyId('selection');
const HERE = `${KEY}\n`;

/** A repository that ignores `*.log` and `build/`, with a file of every state; each holds a key but `clean.txt`. */
function repoOfAllStates(): Repo {
  const repo = createRepo();
  repo.commit({ '.gitignore': '*.log\nbuild/\n', 'clean.txt': 'x\n', 'tracked.txt': HERE, 'tracked.log': HERE });
  repo.write({ 'untracked.txt': HERE, 'ignored.log': HERE, 'build/out.txt': HERE });
  return repo;
}

const found = (paths: readonly string[]) => paths.map((path) => keyAt(path, 1, 1));

describe('in a repository', () => {
  it('looks at tracked and untracked files of the current directory and not at ignored ones', () => {
    const { report, status } = scanPaths(repoOfAllStates().dir);
    expect(places(report)).toEqual(found(['tracked.log', 'tracked.txt', 'untracked.txt']));
    expect(report.coverage.files).toBe(5);
    expect(report.target.kind).toBe('paths');
    expect(status).toBe(1);
  });

  it('adds ignored files with --include-ignored', () => {
    const { report } = scanPaths(repoOfAllStates().dir, ['--include-ignored']);
    const paths = ['build/out.txt', 'ignored.log', 'tracked.log', 'tracked.txt', 'untracked.txt'];
    expect(places(report)).toEqual(found(paths));
  });

  it('does the same for a folder that is named', () => {
    expect(places(scanPaths(repoOfAllStates().dir, ['.']).report)).toEqual(
      found(['tracked.log', 'tracked.txt', 'untracked.txt']),
    );
  });

  it.each(['ignored.log', 'build/out.txt'])('scans the ignored file %s when it is named outright', (path) => {
    expect(places(scanPaths(repoOfAllStates().dir, [path]).report)).toEqual(found([path]));
  });

  it('scans an ignored folder when it is named outright', () => {
    expect(places(scanPaths(repoOfAllStates().dir, ['build']).report)).toEqual(found(['build/out.txt']));
  });

  it('honours .git/info/exclude and nested .gitignore files', () => {
    const repo = createRepo();
    repo.write({ '.git/info/exclude': 'a.txt\n', 'sub/.gitignore': 'b.txt\n!c.txt\n', '.gitignore': 'c.txt\n' });
    repo.write({ 'a.txt': HERE, 'sub/b.txt': HERE, 'sub/c.txt': HERE, 'c.txt': HERE });
    expect(places(scanPaths(repo.dir).report)).toEqual(found(['sub/c.txt']));
  });

  it('reads the work tree and not the index', () => {
    const repo = createRepo();
    repo.stage({ 'a.txt': HERE, 'b.txt': 'x\n' });
    repo.write({ 'a.txt': 'clean\n', 'b.txt': `x\n${HERE}` });
    expect(places(scanPaths(repo.dir).report)).toEqual([keyAt('b.txt', 2, 1)]);
  });

  it('works before the first commit', () => {
    const repo = createRepo();
    repo.write({ 'a.txt': HERE });
    expect(places(scanPaths(repo.dir).report)).toEqual(found(['a.txt']));
  });

  it('looks only below the current directory', () => {
    const repo = createRepo();
    repo.commit({ 'top.txt': HERE, 'sub/dir/in.txt': HERE });
    const { report } = scanPaths(join(repo.dir, 'sub'));
    expect(report.findings).toHaveLength(1);
    expect(report.findings[0]?.path).toMatch(/dir\/in\.txt$/);
    expect(report.coverage.files).toBe(1);
  });

  it.each([[], ['--include-ignored'], ['.']])('never looks into .git (%s)', (...args: string[]) => {
    const repo = createRepo();
    repo.commit({ 'clean.txt': 'x\n' });
    repo.write({ '.git/secret.txt': HERE, '.git/hooks/pre-commit.txt': HERE });
    const { report, status } = scanPaths(repo.dir, args);
    expect(places(report)).toEqual([]);
    expect(status).toBe(0);
  });

  it.each([[], ['--include-ignored']])('says that a nested repository is skipped (%s)', (...args: string[]) => {
    const repo = createRepo();
    repo.commit({ 'a.txt': HERE });
    mkdirSync(join(repo.dir, 'nested'));
    git(repo.dir, ['init', '-q', 'nested']);
    repoAt(join(repo.dir, 'nested')).commit({ 'inner.txt': HERE });
    const { report } = scanPaths(repo.dir, args);
    expect(places(report)).toEqual(found(['a.txt']));
    expect(skipReason(report, 'nested')).toMatch(/repository/i);
  });

  it('says that a submodule is skipped', () => {
    const inner = createRepo();
    inner.commit({ 'inner.txt': HERE });
    const repo = createRepo();
    repo.commit({ 'a.txt': HERE });
    repo.git('submodule', '--quiet', 'add', inner.dir, 'module');
    const { report } = scanPaths(repo.dir);
    expect(places(report)).toEqual(found(['a.txt']));
    expect(skipReason(report, 'module')).toMatch(/submodule/i);
  });

  it('scans a nested repository that is named outright', () => {
    const repo = createRepo();
    mkdirSync(join(repo.dir, 'nested'));
    git(repo.dir, ['init', '-q', 'nested']);
    repoAt(join(repo.dir, 'nested')).commit({ 'inner.txt': HERE });
    expect(places(scanPaths(repo.dir, ['nested']).report)).toEqual(found(['nested/inner.txt']));
  });

  it('counts a tracked file that is deleted on disk as a skip', () => {
    const repo = createRepo();
    repo.commit({ 'gone.txt': HERE, 'here.txt': 'x\n' });
    rmSync(join(repo.dir, 'gone.txt'));
    const { report, status } = scanPaths(repo.dir);
    expect(skipReason(report, 'gone.txt')).toBeDefined();
    expect(report.coverage.files).toBe(1);
    expect(status).toBe(0);
  });

  it('counts files that a sparse checkout leaves out as skips', () => {
    const repo = createRepo();
    repo.commit({ 'in/a.txt': HERE, 'out/b.txt': HERE });
    repo.git('sparse-checkout', 'set', '--cone', 'in');
    const { report, status } = scanPaths(repo.dir);
    expect(places(report)).toEqual(found(['in/a.txt']));
    expect(skipReason(report, 'out/b.txt')).toBeDefined();
    expect(status).toBe(1);
  });

  it('looks at what took the place of a tracked file', () => {
    const repo = createRepo();
    repo.commit({ place: 'x\n', 'clean.txt': 'x\n' });
    rmSync(join(repo.dir, 'place'));
    repo.write({ 'place/inner.txt': HERE });
    const { report } = scanPaths(repo.dir);
    expect(places(report)).toEqual(found(['place/inner.txt']));
  });

  it.each(['--assume-unchanged', '--skip-worktree'])('looks at a file on disk that is marked %s', (mark) => {
    const repo = createRepo();
    repo.commit({ 'a.txt': 'x\n' });
    repo.git('update-index', mark, 'a.txt');
    repo.write({ 'a.txt': HERE });
    expect(places(scanPaths(repo.dir).report)).toEqual(found(['a.txt']));
  });

  it('looks once at a file that is in conflict', () => {
    const repo = createRepo();
    repo.commit({ 'a.txt': 'base\n' });
    repo.git('checkout', '-q', '-b', 'side');
    repo.commit({ 'a.txt': 'side\n' });
    repo.git('checkout', '-q', 'main');
    repo.commit({ 'a.txt': 'main\n' });
    git(repo.dir, ['merge', '-q', 'side'], { allow: [1] });
    repo.write({ 'a.txt': HERE });
    const { report, status } = scanPaths(repo.dir);
    expect(places(report)).toEqual(found(['a.txt']));
    expect(report.coverage.files).toBe(1);
    expect(status).toBe(1);
  });
});

describe('outside of a repository', () => {
  it('looks at every regular file, dot files and ignored ones too', () => {
    const dir = folderWith({
      '.gitignore': '*\n',
      'a.txt': HERE,
      '.env': HERE,
      '.hidden/b.txt': HERE,
      'x/y/z/c': HERE,
    });
    const { report } = scanPaths(dir);
    expect(places(report)).toEqual(found(['.env', '.hidden/b.txt', 'a.txt', 'x/y/z/c']));
    expect(report.coverage.files).toBe(5);
  });

  it('never looks into a folder called .git, but at the files beside it', () => {
    const dir = folderWith({ 'inner/.git/notes.txt': HERE, 'inner/a.txt': HERE });
    expect(places(scanPaths(dir).report)).toEqual(found(['inner/a.txt']));
  });

  it('looks into node_modules like everywhere else', () => {
    const dir = folderWith({ 'node_modules/a/index.js': HERE });
    expect(places(scanPaths(dir).report)).toEqual(found(['node_modules/a/index.js']));
  });

  it('scans a folder with a thousand files', () => {
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`d${i % 7}/${i}.txt`, 'x\n']));
    const { report } = scanPaths(folderWith({ ...many, 'd3/key.txt': HERE }));
    expect(places(report)).toEqual(found(['d3/key.txt']));
    expect(report.coverage.files).toBe(1001);
  });
});

it('closes a clean scan with what it looked at, and ends in 0', () => {
  const run = keysieve(['scan'], { cwd: folderWith({ 'a.txt': 'x\n', 'b.txt': 'y\n' }) });
  expect(closingLine(run.stdout)).toMatch(/\bfindings?\b.*\b2 files\b/);
  expect(run.status).toBe(0);
});
