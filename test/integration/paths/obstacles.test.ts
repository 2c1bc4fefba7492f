/** Links, pipes, odd names and files that cannot be read: nothing hangs, and what could not be read is said. */

import { chmodSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isPosix, isRoot, keyAt, makeFifo, scanPaths, skipReason } from '../../support/form-scans.ts';
import { accessKeyId } from '../../support/keys.ts';
import { keysieve, places } from '../../support/keysieve.ts';
import { createRepo, temporaryDirectory } from '../../support/repo.ts';

const KEY = accessKeyId('obstacles');
const LIMIT_MS = 20_000;

/** The same folder as a plain one and as a work tree: `a.txt` in it is clean. */
const kinds = [
  { kind: 'a plain folder', make: () => withCleanFile(temporaryDirectory()) },
  { kind: 'a repository', make: () => withCleanFile(createRepo().dir) },
];

function withCleanFile(dir: string): string {
  writeFileSync(join(dir, 'a.txt'), 'clean\n');
  return dir;
}

describe.runIf(isPosix).each(kinds)('in $kind', ({ make }) => {
  it.each([
    { what: 'a file elsewhere', target: 'ELSEWHERE/key.txt' },
    { what: 'a folder elsewhere', target: 'ELSEWHERE' },
    { what: 'itself', target: 'link' },
    { what: 'the folder that it stands in', target: '.' },
    { what: 'nothing', target: 'missing' },
    { what: 'an endless device', target: '/dev/zero' },
    { what: 'a device that waits', target: '/dev/tty' },
    { what: 'the root of the file system', target: '/' },
    { what: 'a name that is a key', target: KEY },
  ])('does not follow a link to $what', ({ target }) => {
    const elsewhere = temporaryDirectory();
    writeFileSync(join(elsewhere, 'key.txt'), `${KEY}\n`);
    const scanned = make();
    symlinkSync(target.replace('ELSEWHERE', elsewhere), join(scanned, 'link'));
    const { report, status } = scanPaths(scanned, [], { timeoutMs: LIMIT_MS });
    expect(places(report)).toEqual([]);
    expect(report.coverage.files).toBe(1);
    expect(status).toBe(0);
  });

  it('does not hang on a named pipe in the tree', () => {
    const dir = make();
    makeFifo(join(dir, 'pipe'));
    const { status, signal } = scanPaths(dir, [], { timeoutMs: LIMIT_MS });
    expect(signal).toBeNull();
    expect(status).toBe(0);
  });

  it('ends in 2 when a named pipe is named outright', () => {
    const dir = make();
    makeFifo(join(dir, 'pipe'));
    const run = keysieve(['scan', 'pipe'], { cwd: dir, timeoutMs: LIMIT_MS });
    expect(run.signal).toBeNull();
    expect(run.stderr).toContain('pipe');
    expect(run.status).toBe(2);
  });

  it('ends in 2 when a device is named outright', () => {
    const run = keysieve(['scan', '/dev/null'], { cwd: make(), timeoutMs: LIMIT_MS });
    expect(run.signal).toBeNull();
    expect(run.status).toBe(2);
  });

  it.each([
    { what: 'a newline', name: 'new\nline.txt' },
    { what: 'a double quote', name: 'quo"te.txt' },
    { what: 'a tab', name: 'ta\tb.txt' },
    { what: 'a backslash', name: 'back\\slash.txt' },
    { what: 'an escape sequence', name: '\u001b[31mred.txt' },
    { what: 'a leading dash', name: '--reveal' },
    { what: 'glob characters', name: '[ab]*?.txt' },
    { what: 'pathspec magic', name: ':(exclude)a.txt' },
    { what: 'spaces at both ends', name: ' x ' },
    { what: 'letters beyond ASCII', name: 'h\u00e4\u00dflich \u65e5\u672c.txt' },
    { what: 'a tilde', name: '~' },
  ])('scans a file whose name has $what', ({ name }) => {
    const dir = make();
    writeFileSync(join(dir, name), `${KEY}\n`);
    expect(places(scanPaths(dir).report)).toEqual([keyAt(name, 1, 1)]);
  });

  it.runIf(process.platform === 'linux')('gives the bytes of a name that is not UTF-8', () => {
    const dir = make();
    const name = Buffer.from('caf\xe9.txt', 'latin1');
    writeFileSync(Buffer.concat([Buffer.from(`${dir}/`), name]), `${KEY}\n`);
    const [finding] = scanPaths(dir).report.findings;
    expect(finding).toMatchObject({ path: 'caf\\xe9.txt', pathBytes: name.toString('base64') });
  });

  it.runIf(process.platform === 'linux')('looks into a folder whose name is not UTF-8', () => {
    const dir = make();
    const folder = Buffer.concat([Buffer.from(`${dir}/`), Buffer.from([0x66, 0xff])]);
    mkdirSync(folder);
    writeFileSync(Buffer.concat([folder, Buffer.from('/k.txt')]), `${KEY}\n`);
    expect(places(scanPaths(dir).report)).toEqual([keyAt('f\\xff/k.txt', 1, 1)]);
  });

  it.skipIf(isRoot)('reports a file without read permission as a problem and scans the rest', () => {
    const dir = make();
    writeFileSync(join(dir, 'key.txt'), `${KEY}\n`);
    writeFileSync(join(dir, 'closed.txt'), 'x\n');
    chmodSync(join(dir, 'closed.txt'), 0);
    const { report, status } = scanPaths(dir);
    expect(places(report)).toEqual([keyAt('key.txt', 1, 1)]);
    expect(report.problems.map((p) => p.path)).toEqual(['closed.txt']);
    expect(status).toBe(2);
  });

  it.skipIf(isRoot)('reports a folder without read permission as a problem', () => {
    const dir = make();
    mkdirSync(join(dir, 'closed'));
    writeFileSync(join(dir, 'closed/a.txt'), 'x\n');
    chmodSync(join(dir, 'closed'), 0);
    const { report, status } = scanPaths(dir);
    chmodSync(join(dir, 'closed'), 0o755);
    expect(JSON.stringify(report.problems)).toContain('closed');
    expect(status).toBe(2);
  });

  it('ends in 2 for a path that does not exist, names it, and still prints other findings', () => {
    const dir = make();
    writeFileSync(join(dir, 'key.txt'), `${KEY}\n`);
    const run = keysieve(['scan', 'missing.txt', 'key.txt'], { cwd: dir });
    expect(run.stderr).toContain('missing.txt');
    expect(run.stdout).toMatch(/^key\.txt:1:1\b/m);
    expect(run.status).toBe(2);
  });

  it('ends in 2 for a path below a file', () => {
    expect(keysieve(['scan', 'a.txt/inner'], { cwd: make() }).status).toBe(2);
  });

  it('ends in 2 for a name that is too long', () => {
    expect(keysieve(['scan', 'x'.repeat(5000)], { cwd: make() }).status).toBe(2);
  });

  it('ends in 2 for a loop of links that is named outright', () => {
    const dir = make();
    symlinkSync('loop', join(dir, 'loop'));
    const run = keysieve(['scan', 'loop'], { cwd: dir });
    expect(run.stderr).toContain('loop');
    expect(run.stderr).not.toMatch(/please report/i);
    expect(run.status).toBe(2);
  });

  it('ends in 2 for an empty folder', () => {
    const dir = make();
    mkdirSync(join(dir, 'empty'));
    const run = keysieve(['scan', 'empty'], { cwd: dir });
    expect(run.stderr).toMatch(/empty/);
    expect(run.status).toBe(2);
  });

  it('ends in 2 for an empty folder beside one that has files', () => {
    const dir = make();
    mkdirSync(join(dir, 'empty'));
    expect(keysieve(['scan', 'a.txt', 'empty'], { cwd: dir }).status).toBe(2);
  });
});

if (isRoot) {
  it.skip('files without read permission: skipped, because modes do not bind the super-user who runs this', () => {});
}

it.runIf(existsSync('/proc/self/mem'))('ends in 2 for a file that fails to be read, and names it', () => {
  const run = keysieve(['scan', '/proc/self/mem'], { cwd: temporaryDirectory(), timeoutMs: LIMIT_MS });
  expect(run.signal).toBeNull();
  expect(run.stderr).toMatch(/mem/);
  expect(run.status).toBe(2);
});

it.runIf(existsSync('/proc/self/environ'))('reads a file to its end whose size is said to be 0', () => {
  const { report } = scanPaths(temporaryDirectory(), ['/proc/self/environ'], {
    env: { LEAK: KEY },
    timeoutMs: LIMIT_MS,
  });
  expect(report.findings).toHaveLength(1);
});

it('ends in 2 for an empty current directory', () => {
  expect(keysieve(['scan'], { cwd: temporaryDirectory() }).status).toBe(2);
});

it('ends in 2 for a repository without any file', () => {
  expect(keysieve(['scan'], { cwd: createRepo().dir }).status).toBe(2);
});

it.runIf(isPosix)('ends in 2 when there is nothing but links', () => {
  const dir = temporaryDirectory();
  symlinkSync('nowhere', join(dir, 'link'));
  expect(keysieve(['scan'], { cwd: dir }).status).toBe(2);
});

it.runIf(isPosix)('does not follow a tracked link to a file outside of the repository', () => {
  const outside = temporaryDirectory();
  writeFileSync(join(outside, 'key.txt'), `${KEY}\n`);
  const repo = createRepo();
  symlinkSync(join(outside, 'key.txt'), join(repo.dir, 'link'));
  repo.stage({ 'a.txt': 'x\n' });
  repo.git('add', 'link');
  const { report, status } = scanPaths(repo.dir);
  expect(places(report)).toEqual([]);
  expect(status).toBe(0);
});

it.runIf(isPosix)('does not follow a link that took the place of a tracked folder', () => {
  const outside = temporaryDirectory();
  writeFileSync(join(outside, 'key.txt'), `${KEY}\n`);
  const repo = createRepo();
  repo.commit({ 'a.txt': 'x\n', 'dir/key.txt': 'clean\n' });
  rmSync(join(repo.dir, 'dir'), { recursive: true });
  symlinkSync(outside, join(repo.dir, 'dir'));
  const { report } = scanPaths(repo.dir);
  expect(places(report)).toEqual([]);
  expect(skipReason(report, 'dir/key.txt')).toBeDefined();
});

it.each([
  { what: 'does not exist', path: '\u001b[2Jmissing\u0007' },
  { what: 'stands below a file', path: 'a.txt/\u001b[2Jmissing\u0007' },
])('says the name of a path that $what without driving the terminal', ({ path }) => {
  const run = keysieve(['scan', path], { cwd: withCleanFile(temporaryDirectory()) });
  expect(run.stderr + run.stdout).toContain('missing');
  expect(run.stderr + run.stdout).not.toMatch(/[\u0007\u001b]/);
  expect(run.status).toBe(2);
});
