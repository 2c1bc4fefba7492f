/** How a range may be written, what a wrong or an empty one says, and that none can smuggle options into git. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keysieve, keysieveJson, places } from '../../support/keysieve.ts';
import { createRepo, type Repo, temporaryDirectory } from '../../support/repo.ts';
import { findingsOf, keyLine, problemsOf, said, scanBoth } from '../../support/scans.ts';

/** Three commits of 2001, 2011 and 2021, each with a key of its own, the last two on `main` and `topic`. */
function datedRepo(): Repo {
  const repo = createRepo();
  repo.commit({ 'one.ini': keyLine('one') }, 'one', Date.UTC(2001, 0, 1) / 1000);
  repo.git('tag', 'one');
  repo.git('checkout', '-q', '-b', 'topic');
  repo.commit({ 'topic.ini': keyLine('topic') }, 'topic', Date.UTC(2011, 0, 1) / 1000);
  repo.git('checkout', '-q', 'main');
  repo.commit({ 'main.ini': keyLine('main') }, 'main', Date.UTC(2021, 0, 1) / 1000);
  return repo;
}

function scan(repo: Repo, ...args: readonly string[]) {
  return keysieveJson(['scan', '--reveal', ...args], { cwd: repo.dir });
}

describe('ways to write a range', () => {
  it.each([
    ['A..B', ['--range', 'one..main'], ['main.ini']],
    ['^A B in one value', ['--range', '^one main'], ['main.ini']],
    ['^A B in two values', ['--range=main', '--range=^one'], ['main.ini']],
    ['several ends', ['--range', 'one..main', '--range', 'topic'], ['topic.ini', 'main.ini']],
    ['A...B', ['--range', 'main...topic'], ['topic.ini', 'main.ini']],
    ['a revision with @ and ^', ['--range', 'main@{0}^..main'], ['main.ini']],
    ['B^!', ['--range', 'topic^!'], ['topic.ini']],
    ['a single revision', ['--range', 'topic'], ['one.ini', 'topic.ini']],
    ['an option of rev-list', ['--range=--branches --not one'], ['topic.ini', 'main.ini']],
    ['a number of commits', ['--range=--max-count=1 topic'], ['topic.ini']],
    ['since a date', ['--since', '2015-01-01'], ['main.ini']],
    ['a branch', ['--branch', 'topic'], ['one.ini', 'topic.ini']],
    ['a branch since a date', ['--branch', 'topic', '--since', '2005-01-01'], ['topic.ini']],
    ['a range since a date', ['--range', 'main', '--since', '2015-01-01'], ['main.ini']],
  ])('%s', (_, args, paths) => {
    const { status, report } = scan(datedRepo(), ...args);
    expect(report.findings.map((f) => f.path)).toEqual(paths);
    expect(report.target.kind).toBe('range');
    expect(status).toBe(1);
  });

  it('takes the repository as its first path', () => {
    const repo = datedRepo();
    const { report } = keysieveJson(['scan', '--range', 'one..main', repo.dir], { cwd: temporaryDirectory() });
    expect(places(report)).toEqual(['main.ini:1:21 aws-access-key-id']);
  });

  it('is not redirected from a named repository by GIT_DIR', () => {
    const repo = datedRepo();
    const env = { GIT_DIR: join(createRepo().dir, '.git') };
    const { report } = keysieveJson(['scan', '--range', 'one..main', repo.dir], { cwd: temporaryDirectory(), env });
    expect(places(report)).toEqual(['main.ini:1:21 aws-access-key-id']);
  });

  it('works from a sub-directory, with paths from the top', () => {
    const repo = datedRepo();
    repo.commit({ 'sub/deep/x.ini': keyLine('x') });
    const cwd = join(repo.dir, 'sub/deep');
    const { report } = keysieveJson(['scan', '--range', 'HEAD~1..HEAD'], { cwd });
    expect(report.findings.map((f) => f.path)).toEqual(['sub/deep/x.ini']);
  });

  it('works in a bare repository', () => {
    const repo = datedRepo();
    repo.git('config', 'core.bare', 'true');
    const { report } = keysieveJson(['scan', '--range', 'one..main'], { cwd: join(repo.dir, '.git') });
    expect(report.findings.map((f) => f.path)).toEqual(['main.ini']);
  });

  it('works where file, branch and tag have the same name', () => {
    const repo = datedRepo();
    repo.commit({ one: 'a file\n', main: 'a file\n' });
    const { report } = scan(repo, '--range', 'one..main');
    expect(report.findings.map((f) => f.path)).toEqual(['main.ini']);
  });

  it.each([
    ['--include', 'src/**', ['src/a.ini']],
    ['--exclude', 'src/**', ['b.ini']],
  ])('is narrowed by %s', (flag, glob, paths) => {
    const repo = datedRepo();
    repo.commit({ 'src/a.ini': keyLine('a'), 'b.ini': keyLine('b') });
    const { report } = scan(repo, '--range', 'HEAD~1..HEAD', flag, glob);
    expect(report.findings.map((f) => f.path)).toEqual(paths);
    expect(report.coverage.narrowedBy).not.toEqual([]);
  });

  it.each([['--staged'], ['--history'], ['--stdin']])('refuses %s beside a range', (form) => {
    const run = keysieve(['scan', '--range', 'one..main', form], { cwd: datedRepo().dir });
    expect(run.status).toBe(2);
    expect(run.stderr).toContain(form);
  });
});

describe('an empty range', () => {
  it('is 0 and says loudly that nothing was scanned', () => {
    const run = keysieve(['scan', '--range', 'HEAD..HEAD'], { cwd: datedRepo().dir });
    expect(run.status).toBe(0);
    expect(said(run)).toMatch(/no commits|nothing|empty/i);
  });

  it('is 2 with --require-coverage', () => {
    const run = keysieve(['scan', '--range', 'HEAD..HEAD', '--require-coverage'], { cwd: datedRepo().dir });
    expect(run.status).toBe(2);
    expect(said(run)).toMatch(/no commits|nothing|empty/i);
  });
});

describe('a wrong range', () => {
  it.each([
    ['no-such-branch..HEAD'],
    ['HEAD..no-such-branch'],
    ['no-such-branch'],
    ['HEAD~99..HEAD'],
    [`${'1'.repeat(40)}..HEAD`],
    ['HEAD:one.ini'],
  ])('%s is 2 and named', (range) => {
    const run = keysieve(['scan', '--range', range], { cwd: datedRepo().dir });
    expect(run.status).toBe(2);
    expect(run.stderr).toContain(range.split('..').find((part) => part !== 'HEAD') ?? '');
    expect(run.stderr).not.toContain('please report');
  });

  it('that is empty text is 2', () => {
    expect(keysieve(['scan', '--range', ''], { cwd: datedRepo().dir }).status).toBe(2);
  });

  it('is 2 for a branch that does not exist, and named', () => {
    const run = keysieve(['scan', '--branch', 'no-such-branch'], { cwd: datedRepo().dir });
    expect(run.status).toBe(2);
    expect(run.stderr).toContain('no-such-branch');
  });

  it('is 2 outside a repository', () => {
    expect(keysieve(['scan', '--range', 'A..B'], { cwd: temporaryDirectory() }).status).toBe(2);
  });

  it('is 2 in a repository without commits', () => {
    expect(keysieve(['scan', '--range', 'HEAD'], { cwd: createRepo().dir }).status).toBe(2);
  });
});

describe('options smuggled in', () => {
  it.each([
    ['--range=--output=written'],
    ['--range=one..main --output=written'],
    ['--range=one..main -owritten'],
    ['--range=--output written one..main'],
    ['--since=2001-01-01 --output=written'],
    ['--branch=--output=written'],
    ['--branch=-owritten'],
  ])('%s writes no file and hides no key', (argument) => {
    const repo = datedRepo();
    const run = keysieve(['scan', argument, '--format', 'json'], { cwd: repo.dir });
    expect(existsSync(join(repo.dir, 'written'))).toBe(false);
    expect(run.status).not.toBe(0);
  });

  it.each([
    ['--quiet'],
    ['--count'],
    ['--no-patch'],
    ['--name-only'],
    ['--max-count=0'],
    ['--objects'],
    ['--stdin'],
    ['--use-bitmap-index'],
    ['--disk-usage'],
    ['--bisect'],
    ['--boundary'],
    ['--left-right'],
    ['--header'],
    ['--walk-reflogs'],
  ])('%s is refused, or narrows what git would narrow and says what was looked at', (option) => {
    const { status, report } = scan(datedRepo(), `--range=${option} one..main`);
    const found = findingsOf(report, 'main').length === 1 && report.problems.length === 0;
    const refused = status === 2 && problemsOf(report) !== '';
    const narrowed = status === 0 && report.coverage.commits === 0 && option === '--max-count=0';
    expect([found, refused, narrowed]).toContain(true);
  });

  it('a revision with escape sequences reaches no terminal raw', () => {
    const run = keysieve(['scan', '--range', 'x\u001b[2Jx..HEAD'], { cwd: datedRepo().dir });
    expect(run.status).toBe(2);
    expect(said(run)).not.toContain('\u001b');
  });
});

describe('text and JSON in one run', () => {
  it('agree on a range', () => {
    const repo = datedRepo();
    const run = scanBoth(['--range', 'one..main'], { cwd: repo.dir });
    expect(run.stdout).toContain('main.ini:1:21');
    expect(places(run.report)).toEqual(['main.ini:1:21 aws-access-key-id']);
  });
});
