/** Devices, loops, pipes and odd names in work trees: nothing hangs, nothing outside is read, the key is found. */

import { spawnSync } from 'node:child_process';
import {
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { boundedKeysieve } from '../../support/bounded.ts';
import { storeCommit, storeObject } from '../../support/objects.ts';
import { git, temporaryDirectory } from '../../support/repo.ts';
import { findingsOf, keyLine, said, scanBoth } from '../../support/scans.ts';
import {
  configure,
  FORMS,
  type Ground,
  newGround,
  prepareGround,
  springTrap,
  type Trap,
  trapRows,
} from '../../support/traps.ts';

const SECONDS = 1000;

function makePipe(path: string): void {
  spawnSync('mkfifo', [path]);
  if (!existsSync(path)) throw new Error('mkfifo does not work here');
}

/** Status of a scan: null when it was killed, and then a child that waits for the pipe is let go. */
function statusOf(args: readonly string[], cwd: string, pipe?: string): number | null {
  const { status } = boundedKeysieve(args, { cwd, timeoutMs: 5 * SECONDS });
  if (pipe !== undefined) closeSync(openSync(pipe, constants.O_RDWR | constants.O_NONBLOCK));
  return status;
}

/** Adds a symbolic link to work tree, index and history. */
function commitLink({ repo }: Ground, target: string, name: string): void {
  symlinkSync(target, join(repo.dir, name));
  const staged = repo.git('write-tree').trim();
  repo.git('reset', '-q');
  repo.git('add', '-f', name);
  git(repo.dir, ['commit', '-q', '-m', 'a link']);
  repo.git('read-tree', staged);
  repo.git('update-index', '--add', name);
}

const LINKS: readonly Trap[] = [
  ['to an endless device', '/dev/zero'],
  ['to a terminal', '/dev/tty'],
  ['to standard input', '/dev/stdin'],
  ['to itself', 'link'],
  ['to the folder it is in', '.'],
  ['to the root of the file system', '/'],
  ['to nothing', 'no-such-target'],
  ['into the git folder', '.git/config'],
].map(([name, target]) => ({
  name: `a symbolic link ${name}`,
  arm: (ground: Ground) => commitLink(ground, String(target), 'link'),
  // In commits a link is text whatever it leads to.
  forms: target === '/dev/zero' ? FORMS : (['staged', 'paths'] as const),
}));

const MORE: readonly Trap[] = [
  {
    name: 'two links to each other',
    arm: ({ repo }) => {
      symlinkSync('two', join(repo.dir, 'one'));
      symlinkSync('one', join(repo.dir, 'two'));
      repo.git('add', 'one', 'two');
    },
    forms: ['staged', 'paths'],
  },
  { name: 'an untracked pipe', arm: ({ repo }) => makePipe(join(repo.dir, 'pipe')), forms: ['paths', 'staged'] },
  {
    name: 'a linked folder with a key outside of the repository',
    arm: ({ repo, outside }) => {
      mkdirSync(join(outside, 'private'));
      writeFileSync(join(outside, 'private/leak.ini'), keyLine('outside'));
      symlinkSync('../private', join(repo.dir, 'linked'));
    },
    forms: ['paths', 'staged'],
  },
];

/** Names that look like options, patterns, revisions or magic to git. */
const NAMES = [
  '-rf',
  '--help',
  '--staged',
  '--output=x',
  ':(exclude)*',
  ':!config.ini',
  '*',
  '[a]',
  'HEAD',
  'main',
  '@',
];

const NAMED: readonly Trap[] = [
  {
    name: 'files with names like options and revisions',
    arm: ({ repo }) => repo.write(Object.fromEntries(NAMES.map((name) => [name, 'clean\n']))),
    forms: ['paths', 'staged'],
  },
  {
    name: 'committed files with names like options and revisions',
    arm: ({ repo, commits }) => {
      const blob = storeObject(repo, 'blob', 'clean\n');
      const tree = `${repo.git('ls-tree', 'main')}${NAMES.map((name) => `100644 blob ${blob}\t${name}\n`).join('')}`;
      const hash = git(repo.dir, ['mktree'], { input: tree }).trim();
      repo.git('update-ref', 'refs/heads/main', storeCommit(repo, { tree: hash, parents: [commits[2]] }));
    },
    forms: ['history', 'range'],
  },
  {
    name: 'branches and tags with names like options',
    arm: ({ repo }) => {
      for (const name of ['--output=x', '-rf', '--all', '--not', '--exec=x', 'HEAD', 'base..main', '--']) {
        git(repo.dir, ['update-ref', `refs/heads/${name}`, 'HEAD'], { allow: [128] });
        git(repo.dir, ['update-ref', `refs/tags/${name}`, 'HEAD~1'], { allow: [128] });
      }
    },
  },
  {
    name: 'ten thousand refs',
    arm: ({ repo, commits }) => {
      const refs = Array.from({ length: 10_000 }, (_, i) => `${commits[1]} refs/tags/t${String(i).padStart(5, '0')}`);
      repo.write({ '.git/packed-refs': `# pack-refs with: sorted\n${refs.join('\n')}\n` });
    },
  },
  {
    name: 'a .gitmodules with programs for addresses',
    arm: ({ repo, program }) => {
      const urls = [`ext::${program}`, `-u${program}`, '../../x', 'file:///dev/zero', `\u001b[2J`];
      const sections = urls.map(
        (url, i) => `[submodule "../m${i}"]\n\tpath = m${i}\n\turl = ${url}\n\tupdate = !${program}\n`,
      );
      repo.write({ '.gitmodules': sections.join('') });
      repo.git('add', '.gitmodules');
      configure(repo, { 'submodule.m0.url': `ext::${program}`, 'submodule.m0.update': `!${program}` });
    },
    forms: ['paths', 'staged', 'history'],
  },
  {
    name: 'a folder that looks like a bare repository with traps of its own',
    arm: ({ repo, program }) => {
      git(repo.dir, ['init', '-q', '--bare', '--template=', 'inner']);
      repo.write({ 'inner/config': `[core]\n\tbare = false\n\tworktree = .\n\tfsmonitor = ${program}\n` });
      repo.write({ 'inner/refs/keep': '', 'inner/objects/keep': '' });
    },
    forms: ['paths', 'staged'],
  },
];

describe.skipIf(process.platform === 'win32')('a work tree', () => {
  prepareGround();

  it.each(trapRows([...LINKS, ...MORE, ...NAMED]))('does no harm: $name ($form)', ({ trap, form }) =>
    springTrap(trap, form),
  );

  it.each(FORMS)('with a pipe in place of a tracked file does not hang (%s)', (form) => {
    const ground = newGround();
    rmSync(join(ground.repo.dir, 'readme.md'));
    makePipe(join(ground.repo.dir, 'readme.md'));
    const args = { staged: ['--staged'], paths: [], history: ['--history'], range: ['--range', 'main~2..main'] }[form];
    const run = scanBoth(args, { cwd: ground.repo.dir, limitMs: 10 * SECONDS });
    expect(run.status).toBe(form === 'paths' ? run.status : 1);
    expect(findingsOf(run.report, form === 'staged' ? 'staged' : 'committed')).toHaveLength(1);
  });

  it('does not read what a link leads to outside', () => {
    const ground = newGround();
    MORE.find((trap) => trap.name.includes('outside'))?.arm(ground);
    const run = scanBoth([], { cwd: ground.repo.dir });
    expect(findingsOf(run.report, 'outside')).toEqual([]);
  });

  const READ_BY_GIT = ['.gitignore', '.gitattributes', '.mailmap'].flatMap((name) =>
    [['scan'], ['scan', '--staged'], ['scan', '--history']].map((args) => ({ name, args, typed: args.join(' ') })),
  );

  it.each(READ_BY_GIT)('with a pipe named $name does not hang ($typed)', ({ name, args }) => {
    const ground = newGround();
    const pipe = join(ground.repo.dir, name);
    makePipe(pipe);
    expect([1, 2]).toContain(statusOf(args, ground.repo.dir, pipe));
  });

  it('names the pipe that git would wait at, and makes a report', () => {
    const ground = newGround();
    makePipe(join(ground.repo.dir, '.gitignore'));
    const run = scanBoth([], { cwd: ground.repo.dir, limitMs: 10 * SECONDS });
    expect(run.status).toBe(2);
    expect(run.report.problems.map(({ message }) => message).join()).toMatch(/\.gitignore is a pipe or device/);
    expect(said(run)).not.toMatch(/please report/);
  });

  it.each(READ_BY_GIT)('with $name as a link to an endless device ends soon ($typed)', ({ name, args }) => {
    const ground = newGround();
    symlinkSync('/dev/zero', join(ground.repo.dir, name));
    expect([1, 2]).toContain(statusOf(args, ground.repo.dir));
  });
});

describe.skipIf(process.platform === 'win32')('outside of a repository', () => {
  it('a pipe, a link to a device and a loop do not hang, and the key is found', () => {
    const cwd = temporaryDirectory();
    makePipe(join(cwd, 'pipe'));
    symlinkSync('/dev/zero', join(cwd, 'zero'));
    symlinkSync('.', join(cwd, 'loop'));
    writeFileSync(join(cwd, 'leak.ini'), keyLine());
    const run = scanBoth(['.'], { cwd, limitMs: 10 * SECONDS });
    expect(run.report.findings.map((f) => f.path)).toEqual(['leak.ini']);
    expect(run.status).toBe(1);
  });

  it.each(['pipe', 'zero', 'loop'])('%s named outright is no clean scan and does not hang', (name) => {
    const cwd = temporaryDirectory();
    makePipe(join(cwd, 'pipe'));
    symlinkSync('/dev/zero', join(cwd, 'zero'));
    symlinkSync('loop', join(cwd, 'loop'));
    const run = boundedKeysieve(['scan', name], { cwd, timeoutMs: 10 * SECONDS });
    expect(run.signal).toBe(null);
    expect(run.status).toBe(2);
    expect(said(run)).toContain(name);
  });

  it('a file named like an option is scanned with its folder, and after --', () => {
    const cwd = temporaryDirectory();
    writeFileSync(join(cwd, '-rf'), keyLine('a'));
    writeFileSync(join(cwd, '--help'), keyLine('b'));
    expect(scanBoth([], { cwd }).report.findings.map((f) => f.path)).toEqual(['--help', '-rf']);
    const run = boundedKeysieve(['scan', '--format', 'json', '--', '--help'], { cwd });
    expect(run.stdout).toContain('"path": "--help"');
    expect(run.status).toBe(1);
  });

  it('a sparse file of a quarter of a gigabyte ends soon', () => {
    const cwd = temporaryDirectory();
    writeFileSync(join(cwd, 'leak.ini'), keyLine());
    writeFileSync(join(cwd, 'big'), '');
    truncateSync(join(cwd, 'big'), 2 ** 28);
    const run = scanBoth([], { cwd, limitMs: 15 * SECONDS });
    expect(findingsOf(run.report)).toHaveLength(1);
  });
});
