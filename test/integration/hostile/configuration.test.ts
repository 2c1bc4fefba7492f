/** A repository's own keysieve.toml as an attack: no scan hangs, none is clean, and the built-in rules still report. */

import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { boundedKeysieve } from '../../support/bounded.ts';
import type { Run } from '../../support/keysieve.ts';
import { createRepo, type Repo, temporaryDirectory } from '../../support/repo.ts';
import { findingsOf, keyLine, problemsOf, said, scanBoth } from '../../support/scans.ts';

const LIMIT_MS = 10_000;

// What makes the patterns below backtrack: a long run that fails at its very end.
const BAIT = `${'a'.repeat(60)}!\n`;

const RULE = (regex: string) =>
  `[[rules]]\nid = "slow"\ndescription = "slow"\nregex = '''${regex}'''\nkeywords = ["aaaa"]\n`;

const SLOW: Readonly<Record<string, string>> = {
  'ambiguous alternation': RULE('(a|aa)+$'),
  'overlapping repetitions': RULE('(a*)*(a*)*(a*)*b'),
  'no keyword': RULE('(a+)+$').replace(/keywords.*\n/, ''),
};

/** Many files, so that a limit for each does not add up to minutes. */
function baitedRepo(config: string, files = 20): Repo {
  const repo = createRepo();
  const baits = Object.fromEntries(Array.from({ length: files }, (_, i) => [`bait-${i}.txt`, `${i}\n${BAIT}`]));
  repo.commit({ 'keysieve.toml': config, 'base.txt': 'x\n' });
  repo.git('tag', 'base');
  repo.commit({ ...baits, 'leak.ini': keyLine() });
  return repo;
}

const FORMS: readonly (readonly [string, readonly string[]])[] = [
  ['paths', []],
  ['history', ['--history']],
  ['range', ['--range=base..HEAD']],
  ['staged', ['--staged']],
];

/** Puts the last commit back into the index. */
function unstage(repo: Repo): void {
  repo.git('reset', '-q', '--soft', 'base');
}

/** A problem that names the rule, status 2, and the built-in rules report as ever. */
function expectLimited(args: readonly string[], repo: Repo): void {
  const scan = scanBoth(args, { cwd: repo.dir, limitMs: LIMIT_MS });
  expect(problemsOf(scan.report)).toContain('slow');
  expect(findingsOf(scan.report)).toHaveLength(1);
  expect(scan.status).toBe(2);
}

describe('a catastrophic regex', () => {
  it.each(FORMS)('is a problem, and other rules report (%s)', (form, args) => {
    const repo = baitedRepo(RULE('(a+)+$'));
    if (form === 'staged') unstage(repo);
    expectLimited(args, repo);
  });

  it.each(Object.entries(SLOW))('with %s is a problem too', (_, config) => expectLimited([], baitedRepo(config, 1)));
});

describe('catastrophic regexes elsewhere', () => {
  const HIDE = "description = 'x'\n";
  it.each([
    ['a path of a rule', `[[rules]]\nid = "slow"\ndescription = "slow"\npath = '''(a+)+$'''\n`],
    ['an allowlist on secrets', `[[allowlists]]\n${HIDE}regexes = ['''([A-Z0-9]+)+!''']\n`],
    ['an allowlist on lines', `[[allowlists]]\n${HIDE}regexTarget = "line"\nregexes = ['''([a-z_]+)+!''']\n`],
    ['an allowlist on paths', `[[allowlists]]\n${HIDE}paths = ['''(a+)+$''']\n`],
  ])('in %s never hang and never excuse', (_, config) => {
    const repo = createRepo();
    const line = `${'a'.repeat(60)} ${keyLine()}`;
    repo.commit({ 'keysieve.toml': config, [`${'a'.repeat(60)}!`]: line });
    for (const form of [[], ['--history']]) {
      const scan = scanBoth(form, { cwd: repo.dir, limitMs: LIMIT_MS });
      expect(findingsOf(scan.report).length).toBeGreaterThan(0);
      expect([1, 2]).toContain(scan.status);
    }
  });

  it('as a glob of path filters never hang', () => {
    const repo = createRepo();
    const glob = `${'*a'.repeat(30)}!(*b*)(+(a|aa)+)+`;
    repo.commit({ 'keysieve.toml': `[scan]\nexclude = ["${glob}"]\n`, [`${'a'.repeat(120)}.ini`]: keyLine() });
    const run = boundedKeysieve(['scan'], { cwd: repo.dir, timeoutMs: LIMIT_MS });
    expect(run.signal).toBe(null);
    expect([1, 2]).toContain(run.status);
  });
});

/** Ends in 2 within the limit, names the file, and blames no bug. */
function expectRefused(run: Run, name = 'keysieve.toml'): void {
  expect(run.signal).toBe(null);
  expect(run.status).toBe(2);
  expect(run.stderr).toContain(name);
  expect(run.stderr).not.toMatch(/please report/i);
}

/** A repository with a committed and a staged key, and no configuration yet. */
function keyedRepo(): Repo {
  const repo = createRepo();
  repo.commit({ 'leak.ini': keyLine() });
  repo.stage({ 'staged.ini': keyLine('staged') });
  return repo;
}

const BAD_FILES: Readonly<Record<string, (path: string) => unknown>> = {
  'a link to an endless device': (path) => symlinkSync('/dev/zero', path),
  'a link to a terminal': (path) => symlinkSync('/dev/tty', path),
  'a link to itself': (path) => symlinkSync('keysieve.toml', path),
  'a pipe': (path) => spawnSync('mkfifo', [path]),
  'a folder': (path) => mkdirSync(path),
  'a file of 200 MB': (path) => {
    writeFileSync(path, '');
    truncateSync(path, 200_000_000);
  },
  'nested a hundred thousand levels deep': (path) => writeFileSync(path, `a = ${'['.repeat(100_000)}\n`),
  'dotted a hundred thousand levels deep': (path) => writeFileSync(path, `${'a.'.repeat(100_000)}a = 1\n`),
  'not UTF-8': (path) => writeFileSync(path, Buffer.from([0x61, 0x20, 0x3d, 0x20, 0x22, 0xff, 0x22, 0x0a])),
  'a member of every object': (path) => writeFileSync(path, '[__proto__]\nuseDefault = false\n'),
};

describe.skipIf(process.platform === 'win32')('a keysieve.toml, when changes are staged', () => {
  it.each(Object.entries(BAD_FILES))('that is %s is refused soon', (_, make) => {
    const repo = keyedRepo();
    make(join(repo.dir, 'keysieve.toml'));
    expectRefused(boundedKeysieve(['scan', '--staged'], { cwd: repo.dir, timeoutMs: LIMIT_MS }));
  });
});

describe.skipIf(process.platform === 'win32').each([
  ['paths', []],
  ['history', ['--history']],
])('a keysieve.toml (%s)', (_, args) => {
  it.each(['a link to an endless device', 'a pipe'])('that is %s is refused soon', (name) => {
    const repo = keyedRepo();
    BAD_FILES[name]?.(join(repo.dir, 'keysieve.toml'));
    expectRefused(boundedKeysieve(['scan', ...args], { cwd: repo.dir, timeoutMs: LIMIT_MS }));
  });
});

describe.skipIf(process.platform === 'win32')('a keysieve.toml', () => {
  it.each(['/dev/zero', 'pipe', '../../../../../../no-such-file', 'keysieve.toml'])(
    'that extends %s is refused',
    (path) => {
      const repo = keyedRepo();
      spawnSync('mkfifo', [join(repo.dir, 'pipe')]);
      repo.write({ 'keysieve.toml': `[extend]\npath = "${path}"\n` });
      expectRefused(boundedKeysieve(['scan', '--staged'], { cwd: repo.dir, timeoutMs: LIMIT_MS }), basename(path));
    },
  );

  it('that links to a private file is never quoted', () => {
    const repo = keyedRepo();
    const other = join(temporaryDirectory(), 'private');
    writeFileSync(other, 'user:very-private-words:0:0\n');
    symlinkSync(other, join(repo.dir, 'keysieve.toml'));
    const run = boundedKeysieve(['scan'], { cwd: repo.dir });
    expect(run.status).toBe(2);
    expect(said(run)).not.toContain('very-private-words');
  });

  it('in a range that is a link to an endless device at its base does not hang', () => {
    const repo = createRepo();
    symlinkSync('/dev/zero', join(repo.dir, 'keysieve.toml'));
    repo.git('add', 'keysieve.toml');
    repo.commit({ 'a.txt': 'x\n' });
    repo.commit({ 'leak.ini': keyLine() });
    const run = boundedKeysieve(['scan', '--range', 'HEAD~1..HEAD'], { cwd: repo.dir, timeoutMs: LIMIT_MS });
    expect(run.signal).toBe(null);
    expect([1, 2]).toContain(run.status);
  });

  it('that disables every rule is named, and the scan does not pass for a full one', () => {
    const repo = keyedRepo();
    repo.write({ 'keysieve.toml': '[extend]\ndisabledRules = ["aws-access-key-id"]\n' });
    const scan = scanBoth([], { cwd: repo.dir });
    expect(scan.report.coverage.narrowedBy.join()).toContain('keysieve.toml');
    expect(scan.stdout).toContain('keysieve.toml');
  });
});
