/** Path arguments and filters with `--staged`: lint-staged appends the files it was triggered by. */

import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isPosix, keyAt, said, scanStaged, skipReason } from '../../support/form-scans.ts';
import { accessKeyId } from '../../support/keys.ts';
import { keysieve, places } from '../../support/keysieve.ts';
import { createRepo, type Repo, temporaryDirectory } from '../../support/repo.ts';

const KEY = accessKeyId('narrowing');

function repoWithThreeKeys(): Repo {
  const repo = createRepo();
  repo.commit({ 'untouched.txt': 'x\n' });
  repo.stage({ 'a.txt': `${KEY}\n`, 'dir/b.txt': `${KEY}\n`, 'dir/deep/c.txt': `${KEY}\n` });
  return repo;
}

it.each([
  { what: 'one file', args: ['a.txt'], paths: ['a.txt'] },
  { what: 'two files', args: ['a.txt', 'dir/b.txt'], paths: ['a.txt', 'dir/b.txt'] },
  { what: 'a folder', args: ['dir'], paths: ['dir/b.txt', 'dir/deep/c.txt'] },
  { what: 'a folder with a slash', args: ['dir/'], paths: ['dir/b.txt', 'dir/deep/c.txt'] },
  { what: 'the root', args: ['.'], paths: ['a.txt', 'dir/b.txt', 'dir/deep/c.txt'] },
  { what: 'a file twice', args: ['a.txt', './a.txt'], paths: ['a.txt'] },
  { what: 'a file with dots in its path', args: ['dir/../a.txt'], paths: ['a.txt'] },
])('is narrowed to $what', ({ args, paths }) => {
  const { report, status } = scanStaged(repoWithThreeKeys().dir, args);
  expect(places(report)).toEqual(paths.map((path) => keyAt(path, 1, 1)));
  expect(report.coverage.files).toBe(paths.length);
  expect(status).toBe(1);
});

it('is narrowed to absolute paths, as lint-staged gives them', () => {
  const repo = repoWithThreeKeys();
  const { report } = scanStaged(repo.dir, [join(repo.dir, 'dir/b.txt')]);
  expect(places(report)).toEqual([keyAt('dir/b.txt', 1, 1)]);
});

it.runIf(isPosix)('is narrowed to absolute paths through a symbolic link, as git takes them', () => {
  const repo = repoWithThreeKeys();
  const link = join(temporaryDirectory(), 'link');
  symlinkSync(repo.dir, link);
  const { report, status } = scanStaged(repo.dir, [join(link, 'dir/b.txt'), join(link, 'dir/deep')]);
  expect(places(report)).toEqual([keyAt('dir/b.txt', 1, 1), keyAt('dir/deep/c.txt', 1, 1)]);
  expect(status).toBe(1);
});

it('takes paths from the current directory when run in a sub-directory', () => {
  const { report } = scanStaged(join(repoWithThreeKeys().dir, 'dir'), ['b.txt', '../a.txt']);
  expect(places(report)).toEqual([keyAt('a.txt', 1, 1), keyAt('dir/b.txt', 1, 1)]);
});

it('passes when a path argument matches nothing that is staged, and says so loudly', () => {
  const run = keysieve(['scan', '--staged', 'untouched.txt'], { cwd: repoWithThreeKeys().dir });
  expect(said(run)).toMatch(/nothing|no staged/i);
  expect(run.status).toBe(0);
});

it.runIf(isPosix).each(['[a].txt', '*.txt', ':(exclude)a.txt', ':!a.txt', ':/a.txt'])(
  'takes %s as the name of a file and not as a pattern',
  (name) => {
    const repo = createRepo();
    repo.commit({ 'x.txt': 'x\n' });
    repo.write({ [name]: `${KEY}\n`, 'a.txt': `${accessKeyId('narrowing-a')}\n` });
    repo.git('add', '-A');
    expect(places(scanStaged(repo.dir, [name]).report)).toEqual([keyAt(name, 1, 1)]);
  },
);

it('takes what follows -- as paths', () => {
  const repo = createRepo();
  repo.stage({ '--reveal': `${KEY}\n`, 'a.txt': `${KEY}\n` });
  const run = keysieve(['scan', '--staged', '--format', 'json', '--', '--reveal'], { cwd: repo.dir });
  expect(run.stdout).toContain('"--reveal"');
  expect(run.stdout).not.toContain('a.txt');
  expect(run.stdout).not.toContain(KEY);
  expect(run.status).toBe(1);
});

it('still takes a file for a rename when only its new path is given', () => {
  const repo = createRepo();
  repo.commit({ 'old.txt': `${KEY}\none\ntwo\nthree\nfour\nfive\n` });
  repo.git('mv', 'old.txt', 'new.txt');
  expect(places(scanStaged(repo.dir, ['new.txt']).report)).toEqual([]);
});

it('ends in 2 for a path outside of the repository', () => {
  const repo = repoWithThreeKeys();
  expect(keysieve(['scan', '--staged', '../elsewhere'], { cwd: repo.dir }).status).toBe(2);
});

it('ends in 2 for a path that neither exists nor is staged, and names it', () => {
  const run = keysieve(['scan', '--staged', 'a.txt', 'mistyped.txt'], { cwd: repoWithThreeKeys().dir });
  expect(run.stderr).toContain('mistyped.txt');
  expect(run.status).toBe(2);
});

it('takes the path of a staged deletion', () => {
  const repo = repoWithThreeKeys();
  repo.git('rm', '-q', 'untouched.txt');
  expect(keysieve(['scan', '--staged', 'untouched.txt'], { cwd: repo.dir }).status).toBe(0);
});

it('leaves out what --exclude names and says so', () => {
  const { report } = scanStaged(repoWithThreeKeys().dir, ['--exclude', 'dir/**']);
  expect(places(report)).toEqual([keyAt('a.txt', 1, 1)]);
  expect(skipReason(report, 'dir/b.txt')).toBeDefined();
});

it('looks at what --include names only', () => {
  const { report } = scanStaged(repoWithThreeKeys().dir, ['--include', '**/c.txt']);
  expect(places(report)).toEqual([keyAt('dir/deep/c.txt', 1, 1)]);
});

it('skips a staged file over --max-file-size and counts it as opaque', () => {
  const repo = createRepo();
  repo.stage({ 'big.txt': `${'x'.repeat(200)} ${KEY}\n`, 'small.txt': 'x\n' });
  const { report, status } = scanStaged(repo.dir, ['--max-file-size', '100']);
  expect(places(report)).toEqual([]);
  expect(report.coverage).toMatchObject({ files: 1, opaque: 1 });
  expect(skipReason(report, 'big.txt')).toBeDefined();
  expect(status).toBe(0);
});

it('ends in 2 over --max-file-size with --strict-coverage', () => {
  const repo = createRepo();
  repo.stage({ 'big.txt': 'x'.repeat(200), 'small.txt': 'x\n' });
  const run = keysieve(['scan', '--staged', '--max-file-size', '100', '--strict-coverage'], { cwd: repo.dir });
  expect(run.status).toBe(2);
});
