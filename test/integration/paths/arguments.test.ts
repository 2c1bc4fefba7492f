/** Path arguments of `scan`: several, overlapping, absolute, elsewhere, odd. */

import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith, keyAt, scanPaths } from '../../support/form-scans.ts';
import { accessKeyId } from '../../support/keys.ts';
import { keysieve, places } from '../../support/keysieve.ts';
import { createRepo, type Repo, temporaryDirectory } from '../../support/repo.ts';

const KEY = accessKeyId('arguments');
const HERE = `${KEY}\n`;

const found = (paths: readonly string[]) => paths.map((path) => keyAt(path, 1, 1));

/** A repository with three files that count and one that it ignores. */
function ignoring(): Repo {
  const repo = createRepo();
  repo.commit({ '.gitignore': '*.log\n', 'tracked.txt': HERE, 'tracked.log': HERE });
  repo.write({ 'untracked.txt': HERE, 'ignored.log': HERE });
  return repo;
}

describe('arguments', () => {
  const dir = () => folderWith({ 'a.txt': HERE, 'dir/b.txt': HERE, 'dir/deep/c.txt': HERE });

  it.each([
    { what: 'the same file twice', args: ['a.txt', 'a.txt'], paths: ['a.txt'] },
    { what: 'the same file in two spellings', args: ['a.txt', './dir/../a.txt'], paths: ['a.txt'] },
    { what: 'the same folder twice', args: ['dir', 'dir/'], paths: ['dir/b.txt', 'dir/deep/c.txt'] },
    { what: 'a folder and a file in it', args: ['dir/b.txt', 'dir'], paths: ['dir/b.txt', 'dir/deep/c.txt'] },
    {
      what: 'folders within each other',
      args: ['dir/deep', '.', 'dir'],
      paths: ['a.txt', 'dir/b.txt', 'dir/deep/c.txt'],
    },
    { what: 'two files', args: ['dir/b.txt', 'a.txt'], paths: ['a.txt', 'dir/b.txt'] },
  ])('look at each file once, given $what', ({ args, paths }) => {
    const { report } = scanPaths(dir(), args);
    expect(places(report)).toEqual(found(paths));
    expect(report.coverage.files).toBe(paths.length);
  });

  it('look at each file once in a repository, given overlapping folders', () => {
    const repo = createRepo();
    repo.commit({ 'dir/deep/c.txt': HERE });
    const { report } = scanPaths(repo.dir, ['dir', '.', 'dir/deep/c.txt']);
    expect(places(report)).toEqual(found(['dir/deep/c.txt']));
    expect(report.coverage.files).toBe(1);
  });

  it('may be absolute', () => {
    const there = dir();
    const { report } = scanPaths(temporaryDirectory(), [join(there, 'dir')]);
    expect(report.findings.map((f) => f.path.split('/').at(-1))).toEqual(['b.txt', 'c.txt']);
    expect(report.coverage.files).toBe(2);
  });

  it('may lie in another repository than the current directory, whose ignore rules hold', () => {
    const other = ignoring();
    const { report } = scanPaths(createRepo().dir, [other.dir]);
    expect(report.findings.map((f) => f.path.split('/').at(-1)).sort()).toEqual([
      'tracked.log',
      'tracked.txt',
      'untracked.txt',
    ]);
  });

  it('may lie above the current directory', () => {
    const { report } = scanPaths(join(dir(), 'dir'), ['../a.txt']);
    expect(report.findings).toHaveLength(1);
  });

  it('may begin with a dash after --', () => {
    const run = keysieve(['scan', '--format', 'json', '--', '-x'], { cwd: folderWith({ '-x': HERE, 'a.txt': HERE }) });
    expect(run.stdout).toContain('"-x"');
    expect(run.stdout).not.toContain('a.txt');
    expect(run.status).toBe(1);
  });
});

it('says the same whatever the order of arguments', () => {
  const dir = folderWith({ 'a.txt': HERE, 'b.txt': HERE, 'c.txt': HERE });
  expect(scanPaths(dir, ['c.txt', 'a.txt', 'b.txt']).stdout).toBe(scanPaths(dir, ['a.txt', 'b.txt', 'c.txt']).stdout);
});
