/** Where keysieve cannot look it says so and ends in 2; where it is stopped it prints what it has and ends in 130. */

import { chownSync, existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { keysieve, type Run } from '../support/keysieve.ts';
import { createRepo, type Repo, temporaryDirectory } from '../support/repo.ts';
import { keyLine, said } from '../support/scans.ts';
import { startScan } from '../support/started.ts';
import { writeProgram } from '../support/traps.ts';

const WINDOWS = process.platform === 'win32';
const FORMS = [['--staged'], ['--history'], ['--range=HEAD'], []];

/** One commit with a key, and one staged. */
function keyedRepo(): Repo {
  const repo = createRepo();
  repo.commit({ 'leak.ini': keyLine() });
  repo.stage({ 'staged.ini': keyLine('staged') });
  return repo;
}

/** The same, with a pack whose index only git reads. */
function repoReadByGit(): Repo {
  const repo = keyedRepo();
  repo.git('-c', 'pack.indexVersion=1', 'repack', '-adq');
  return repo;
}

/** PATH with a folder before it that holds a program named `git`. */
function pathWithGit(body: string): string {
  const folder = join(temporaryDirectory(), 'bin');
  writeProgram(join(folder, 'git'), body);
  return `${folder}${delimiter}${process.env['PATH'] ?? ''}`;
}

/** The git that the tests use, by its full name. */
function realGit(): string {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return join(folders.find((folder) => existsSync(join(folder, 'git'))) ?? '', 'git');
}

describe('without a rule', () => {
  const noDefault = '[extend]\nuseDefault = false\n';
  const message = 'no rule is on, so nothing could be found';

  it.each(FORMS)('a scan %s is 2 and names what turned them off', (...form) => {
    const { dir } = keyedRepo();
    const run = keysieve(['scan', ...form, '--disable', '*'], { cwd: dir });
    expect(run).toMatchObject({ status: 2, stderr: expect.stringContaining(`${message}, see --disable *: `) });
  });

  it.each([
    ['keysieve.toml', noDefault],
    ['.gitleaks.toml', noDefault],
    ['keysieve.toml', `${noDefault}[[rules]]\nid = "user"\nregex = "user"\nskipReport = true\n`],
    ['keysieve.toml', '[scan]\ndisable = ["*"]\n'],
    ['keysieve.toml', '[extend]\ndisabledRules = ["*"]\n'],
  ])('scans and hooks with %s of %j are 2', (name, text) => {
    const repo = keyedRepo();
    repo.write({ [name]: text });
    for (const args of [['scan'], ['hook', 'pre-commit']]) {
      const run = keysieve(args, { cwd: repo.dir });
      expect(run).toMatchObject({ status: 2, stderr: expect.stringContaining(`${message}, see ${name}: `) });
    }
  });

  it('is no longer so where --config /dev/null leaves the configuration out', () => {
    const repo = keyedRepo();
    repo.write({ 'keysieve.toml': noDefault });
    expect(keysieve(['scan', '-c', '/dev/null'], { cwd: repo.dir }).status).toBe(1);
  });

  it('of its own, one of the user is enough', () => {
    const repo = keyedRepo();
    repo.write({ 'keysieve.toml': `${noDefault}[[rules]]\nid = "user"\nregex = "user"\n` });
    expect(keysieve(['hook', 'pre-commit'], { cwd: repo.dir })).toMatchObject({ status: 0, stderr: '' });
  });
});

describe('of a bare repository', () => {
  /** Bare clones of a repository with a key. */
  function backups(...names: readonly string[]): string {
    const folder = temporaryDirectory();
    for (const name of names) keyedRepo().git('clone', '-q', '--bare', '.', join(folder, name));
    return folder;
  }
  const saidInOneLine = (args: readonly string[], cwd: string) => said(keysieve(args, { cwd })).replaceAll(/\s+/g, ' ');

  it.each([
    ['that is the current folder', 'a.git', [], '.'],
    ['of which a folder is named', 'a.git', ['refs'], 'refs'],
    ['that is named', '.', ['a.git'], 'a.git'],
    ['below a folder that is named', '.', ['deep'], 'deep/b.git'],
    ['that is named twice', '.', ['./a.git/', 'a.git', 'a.git/HEAD'], 'a.git'],
  ])('%s a scan of files says how to scan what was committed', (_, cwd, paths, named) => {
    const text = saidInOneLine(['scan', ...paths], join(backups('a.git', 'deep/b.git'), cwd));
    const note = `of a bare repository only the files are scanned that git keeps it in: for what was committed, keysieve scan --history ${named} `;
    expect(text.split(note)).toHaveLength(2);
  });

  it('that is tracked as files the same is said, and that finds what is in it', () => {
    const repo = createRepo();
    keyedRepo().git('clone', '-q', '--bare', '.', join(repo.dir, 'old.git'));
    repo.git('add', '.');
    repo.commit({ 'a.txt': 'a\n' });
    expect(saidInOneLine(['scan'], repo.dir)).toContain('keysieve scan --history old.git');
    expect(keysieve(['scan', '--history', 'old.git'], { cwd: repo.dir }).status).toBe(1);
  });

  it('all are told in one note where there are several, and nothing of a name is printed raw', () => {
    const text = saidInOneLine(
      ['scan'],
      backups('a.git', 'b.git', 'c.git', 'd\u001b[2J.git', 'e.git', 'f.git', 'g.git'),
    );
    expect(text).toMatch(/of 7 bare repositories \(a\.git, b\.git, c\.git, d\S+, e\.git, 2 more\) only/);
    expect(text).not.toContain('\u001b[2J');
  });

  it('nothing is said by a scan of its history, or of a file like its HEAD', () => {
    const folder = backups('a.git');
    expect(saidInOneLine(['scan', '--history'], join(folder, 'a.git'))).not.toContain('bare');
    const repo = createRepo();
    repo.write({ 'x/HEAD': 'ref: refs/heads/main\n', 'x/objects/chair.obj': 'v 1 2 3\n' });
    expect(saidInOneLine(['scan'], repo.dir)).not.toContain('bare');
  });
});

describe('without git', () => {
  it.each(FORMS)('a scan %s of a repository is 2 and says that git is missing', (...form) => {
    const run = keysieve(['scan', ...form], { cwd: keyedRepo().dir, env: { PATH: temporaryDirectory() } });
    expect(run.status).toBe(2);
    expect(run.stderr).toMatch(/git.*(not found|missing|not installed|install|PATH)/i);
    expect(run.stderr).not.toMatch(/please report/i);
  });

  it('standard input with a key is no clean scan', () => {
    const env = { PATH: temporaryDirectory() };
    const run = keysieve(['scan', '--stdin'], { cwd: temporaryDirectory(), env, input: keyLine() });
    expect(run.status).toBeGreaterThan(0);
  });
});

describe.skipIf(WINDOWS)('with a git that cannot be relied on', () => {
  it.each(FORMS)('below 2.30 a scan %s is 2 and says both versions', (...form) => {
    const PATH = pathWithGit(
      `case "$*" in *--version*|*version*) echo 'git version 2.20.1';; *) exec '${realGit()}' "$@";; esac`,
    );
    const run = keysieve(['scan', ...form], { cwd: keyedRepo().dir, env: { PATH } });
    expect(run.status).toBe(2);
    expect(run.stderr).toContain('2.20');
    expect(run.stderr).toContain('2.30');
  });

  it.each(FORMS)('that fails at everything a scan %s is 2 and repeats nothing raw', (...form) => {
    const PATH = pathWithGit(`printf 'fatal: \\033[2Jboom\\n' >&2; exit 1`);
    const run = keysieve(['scan', ...form], { cwd: keyedRepo().dir, env: { PATH } });
    expect(run.status).toBe(2);
    expect(said(run)).not.toContain('\u001b');
    expect(run.stderr).not.toMatch(/please report/i);
  });

  it.each(FORMS)('that answers nothing and succeeds a scan %s is 2', (...form) => {
    const run = keysieve(['scan', ...form], { cwd: keyedRepo().dir, env: { PATH: pathWithGit('exit 0') } });
    expect(run.status).toBe(2);
  });

  it.each(FORMS)('that is killed while it reads a scan %s is 2', (...form) => {
    const PATH = pathWithGit(
      `case "$*" in *cat-file*|*diff*|*rev-list*|*ls-files*|*log*) kill -9 $$;; *) exec '${realGit()}' "$@";; esac`,
    );
    expect(keysieve(['scan', ...form], { cwd: keyedRepo().dir, env: { PATH } }).status).toBe(2);
  });
});

/** Gives a folder and all in it to another user. */
function giveAway(dir: string): void {
  for (const entry of ['', ...(readdirSync(dir, { recursive: true }) as string[])])
    chownSync(join(dir, entry), 65534, 65534);
}

describe('a repository of another user', () => {
  it.each(FORMS)('is 2 for a scan %s, with the remedy', (...form) => {
    if (process.getuid?.() !== 0) {
      console.info('skipped: only root can give a repository to another user');
      return;
    }
    const repo = keyedRepo();
    giveAway(repo.dir);
    const run = keysieve(['scan', ...form], { cwd: repo.dir, env: { SUDO_UID: undefined } });
    expect(run.status).toBe(2);
    expect(run.stderr).toMatch(/ownership|owned by/i);
    expect(run.stderr).toContain('safe.directory');
  });
});

async function waitFor(path: string): Promise<void> {
  for (let i = 0; i < 200 && !existsSync(path); i++) await sleep(50);
  expect(existsSync(path)).toBe(true);
}

/** PATH with a git that makes `mark` and then waits whenever it is asked for `command`. */
function pathWithSlowGit(command: string, mark: string): string {
  const git = realGit();
  const slow = `'${git}' "$@" | { dd bs=1 count=100 2>/dev/null; : > '${mark}'; sleep 6; cat; }`;
  return pathWithGit(`case "$*" in *${command}*) ${slow};; *) exec '${git}' "$@";; esac`);
}

/** Interrupted, its report printed, and that soon. */
function expectInterrupted(run: Run, startedAt: number): void {
  expect(run.status).toBe(130);
  expect(JSON.parse(run.stdout)).toMatchObject({ schema: 'keysieve-report/1', interrupted: true });
  expect(Date.now() - startedAt).toBeLessThan(4000);
}

describe.skipIf(WINDOWS)('an interrupted scan', () => {
  it.each([
    ['--history', 'cat-file', '1'],
    ['--history', '--buffer', '2'],
    ['--range=HEAD', 'cat-file', '1'],
    ['--range=HEAD', 'cat-file', '2'],
    ['--verbose', 'ls-files', '1'],
  ])('%s (at %s, --jobs %s) ends in 130 and prints its report', async (form, command, jobs) => {
    const mark = join(temporaryDirectory(), 'mark');
    const scan = startScan([form, '--jobs', jobs], repoReadByGit().dir, { PATH: pathWithSlowGit(command, mark) });
    await waitFor(mark);
    const startedAt = Date.now();
    scan.interruptGroup();
    expectInterrupted(await scan.finished, startedAt);
  });

  it.each([
    ['history', '--history', 'cat-file'],
    ['files', '--verbose', 'ls-files'],
  ])('of %s ends soon when it alone gets the signal', async (_, form, command) => {
    const mark = join(temporaryDirectory(), 'mark');
    const scan = startScan([form], repoReadByGit().dir, { PATH: pathWithSlowGit(command, mark) });
    await waitFor(mark);
    const startedAt = Date.now();
    scan.interrupt();
    expectInterrupted(await scan.finished, startedAt);
  });

  it('of standard input ends in 130 and prints its report', async () => {
    const scan = startScan(['--stdin'], temporaryDirectory());
    await scan.send(keyLine());
    for (let i = 0; i < 8; i++) await scan.send('x'.repeat(65_536));
    await sleep(300);
    const startedAt = Date.now();
    scan.interrupt();
    expectInterrupted(await scan.finished, startedAt);
  });
});
