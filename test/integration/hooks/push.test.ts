/** What a push would bring: refused before it leaves (pre-push) and where it arrives (pre-receive, update). */

import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gitWithHooks, type HookedRun, install } from '../../support/hooks.ts';
import { accessKeyId } from '../../support/keys.ts';
import { keysieve, keysieveJson } from '../../support/keysieve.ts';
import { createRepo, git, type Repo, repoAt, sharedDirectory, temporaryDirectory } from '../../support/repo.ts';

const KEY = accessKeyId('pushed');
const NO_ID = '0'.repeat(40);

const SHARED = sharedDirectory();

/**
 * A repository with a commit that its remote has, a bare one whose path holds a blank; one of them has the hook. They are
 * made once for each hook and copied then, which takes a tenth of the time.
 */
function createPair(hook: string): Repo {
  const original = join(SHARED, hook);
  if (!existsSync(original)) makePair(original, hook);
  const copy = temporaryDirectory();
  cpSync(original, copy, { recursive: true });
  return repoAt(join(copy, 'work tree'));
}

function makePair(folder: string, hook: string): void {
  const server = join(folder, SERVER);
  const dir = join(folder, 'work tree');
  mkdirSync(folder);
  git(folder, ['init', '-q', '--bare', '-b', 'main', server]);
  git(folder, ['init', '-q', '-b', 'main', dir]);
  const repo = repoAt(dir);
  repo.commit({ 'notes.txt': 'first\n' });
  repo.git('remote', 'add', 'origin', `../${SERVER}`);
  repo.git('push', '-q', 'origin', 'main');
  install(hook === 'pre-push' ? dir : server, '--hook', hook);
}

const SERVER = 'a server.git';

function push(repo: Repo, ...args: readonly string[]): HookedRun {
  return gitWithHooks(repo.dir, ['push', '-q', 'origin', ...args]);
}

/** What is pushed, and the place of the key in it. */
const REFUSED: readonly (readonly [string, (repo: Repo) => readonly string[], string])[] = [
  [
    'a key that the next commit takes away again',
    (repo) => {
      repo.commit({ 'dev.ini': `${KEY}\n` });
      repo.commit({ 'dev.ini': 'clean\n' });
      return ['main'];
    },
    'dev.ini:1:1: ',
  ],
  [
    'a new branch',
    (repo) => {
      repo.git('checkout', '-q', '-b', 'new');
      repo.commit({ 'dev.ini': `${KEY}\n` });
      return ['new'];
    },
    'dev.ini:1:1: ',
  ],
  [
    'the second of two refs',
    (repo) => {
      repo.commit({ 'more.txt': 'clean\n' });
      repo.git('checkout', '-q', '-b', 'second', 'HEAD~1');
      repo.commit({ 'dev.ini': `${KEY}\n` });
      return ['main', 'second'];
    },
    'dev.ini:1:1: ',
  ],
  [
    'a forced push',
    (repo) => {
      repo.git('checkout', '-q', '--orphan', 'other');
      repo.commit({ 'notes.txt': `${KEY}\n` });
      return ['+other:main'];
    },
    'notes.txt:1:1: ',
  ],
  [
    'the message of a commit',
    (repo) => {
      repo.commit({ 'more.txt': 'clean\n' }, `a change\n\nwith ${KEY}`);
      return ['main'];
    },
    '(commit message):3:6: ',
  ],
  [
    'the message of a tag, and of a tag of a tag',
    (repo) => {
      repo.git('tag', '-m', `inner ${KEY}`, 'inner');
      repo.git('tag', '-m', 'outer', 'outer', 'inner');
      return ['outer'];
    },
    '(tag message):1:7: ',
  ],
  [
    'a commit that only a tag leads to',
    (repo) => {
      repo.commit({ 'dev.ini': `${KEY}\n` });
      repo.git('tag', '-m', 'a tag', 'annotated');
      repo.git('reset', '-q', '--hard', 'HEAD~1');
      return ['annotated'];
    },
    'dev.ini:1:1: ',
  ],
  [
    'a tag of a tree',
    (repo) => {
      repo.commit({ 'folder/dev.ini': `${KEY}\n` });
      repo.git('tag', 'tree', 'HEAD:folder');
      repo.git('reset', '-q', '--hard', 'HEAD~1');
      return ['tree'];
    },
    'dev.ini:1:1: ',
  ],
  [
    'a tag of a blob',
    (repo) => {
      repo.write({ 'dev.ini': `${KEY}\n` });
      repo.git('tag', 'blob', repo.git('hash-object', '-w', 'dev.ini').trim());
      return ['blob'];
    },
    'refs/tags/blob:1:1: ',
  ],
  [
    'a comment that allows it, and a configuration of its own',
    (repo) => {
      const configuration = `[[allowlists]]\ndescription = "mine"\nregexes = ['''AKIA''']\n`;
      const line = `${KEY} # keysieve:allow aws-access-key-id because I say so\n`;
      repo.commit({ 'dev.ini': line, 'keysieve.toml': configuration });
      return ['main'];
    },
    'dev.ini:1:1: ',
  ],
];

describe.each([['pre-push'], ['pre-receive'], ['update']])('%s', (hook) => {
  it.each(REFUSED)('refuses %s', (_, arrange, place) => {
    const repo = createPair(hook);
    const refs = arrange(repo);
    const run = push(repo, ...refs);
    expect(run.said).toContain('keysieve: push refused: 1 secret in it');
    expect(run.said).toContain(place);
    expect(run.said).not.toContain(KEY);
    expect(run.status).toBe(1);
    const source = refs.at(-1)?.replace(/^\+|:.*/g, '') ?? '';
    expect(repo.git('ls-remote', 'origin')).not.toContain(repo.git('rev-parse', source).trim());
  });

  it.each([
    ['a clean commit', (repo: Repo) => repo.commit({ 'more.txt': 'clean\n' }), ['main']],
    ['a new branch without a commit of its own', () => '', ['main:refs/heads/same']],
    ['tags', (repo: Repo) => repo.git('tag', '-m', 'a tag', 'v1'), ['v1', 'main:refs/tags/plain']],
    ['nothing at all', () => '', ['main']],
  ])('lets %s pass without a word', (_, arrange, refs) => {
    const repo = createPair(hook);
    arrange(repo);
    expect(push(repo, ...refs)).toEqual({ status: 0, said: '' });
  });

  it('lets go what is deleted, and what the other side had before', () => {
    const repo = createPair(hook);
    repo.commit({ 'dev.ini': `${KEY}\n` });
    const server = join(repo.dir, '..', SERVER);
    const guarded = hook === 'pre-push' ? repo.dir : server;
    expect(keysieve(['uninstall'], { cwd: guarded })).toMatchObject({ status: 0 });
    repo.git('push', '-q', 'origin', 'main', 'main:refs/heads/gone');
    install(guarded, '--hook', hook);
    expect(push(repo, ':gone')).toEqual({ status: 0, said: '' });
    repo.commit({ 'dev.ini': `moved\n${KEY}\n` });
    expect(push(repo, 'main')).toEqual({ status: 0, said: '' });
  });
});

describe('pre-push', () => {
  it('looks at all that a remote without a name lacks', () => {
    const repo = createPair('pre-push');
    repo.commit({ 'dev.ini': `${KEY}\n` });
    const url = repo.git('remote', 'get-url', 'origin').trim();
    const input = `refs/heads/main ${repo.git('rev-parse', 'main').trim()} refs/heads/main ${NO_ID}\n`;
    const run = keysieve(['hook', 'pre-push', url, url], { cwd: repo.dir, input });
    expect(run.stderr).toContain('dev.ini:1:1: ');
    expect(run.status).toBe(1);
  });

  it('heeds the configuration that the remote has', () => {
    const repo = createRepo();
    const allowed = `[[allowlists]]\ndescription = "examples"\nregexes = ['''${KEY.slice(0, 12)}''']\n`;
    const base = repo.commit({ 'keysieve.toml': allowed });
    const tip = repo.commit({ 'dev.ini': `${KEY}\n` });
    const run = (known: string) =>
      keysieve(['hook', 'pre-push', 'origin', 'url'], {
        cwd: repo.dir,
        input: `refs/heads/main ${tip} refs/heads/main ${known}\n`,
      });
    expect(run(base)).toMatchObject({ status: 0, stderr: '' });
    expect(run(NO_ID).status).toBe(1);
    // A remote that is ahead names a commit that is not here.
    expect(run('1'.repeat(40)).status).toBe(1);
  });

  it('refuses in the pre-commit framework, which does not say all that is pushed', () => {
    const repo = createRepo();
    const tip = repo.commit({ 'dev.ini': `${KEY}\n` });
    const run = keysieve(['hook', 'pre-push', 'origin', 'url'], { cwd: repo.dir, env: { PRE_COMMIT_TO_REF: tip } });
    expect(run.stderr).toContain('the pre-commit framework does not say all that is pushed');
    expect(run.status).toBe(2);
  });
});

describe('input that git does not write', () => {
  it.each([
    ['pre-push', 'refs/heads/main\n', []],
    ['pre-receive', 'one two three\n', []],
    ['pre-receive', '', []],
    ['update', '', ['refs/heads/main']],
    ['pre-receive', `${NO_ID} ${'1'.repeat(40)} refs/heads/main\n`, []],
  ])('%s refuses %j', (hook, input, args) => {
    const repo = createRepo();
    repo.commit({ 'notes.txt': 'first\n' });
    const run = keysieve(['hook', hook, ...args], { cwd: repo.dir, input });
    expect(run).toMatchObject({ status: 2, stdout: '' });
    expect(run.stderr).toContain('keysieve: push refused, because not everything could be scanned');
  });
});

it('refuses a push whose scan takes too long', () => {
  const repo = createRepo();
  const tip = repo.commit({ 'notes.txt': 'first\n' });
  const input = `${NO_ID} ${tip} refs/heads/main\n`;
  const run = keysieve(['hook', 'pre-receive', '--time-limit', '0.001'], { cwd: repo.dir, input });
  expect(run.stderr).toContain('the time limit of 0.001 s was over before everything was scanned');
  expect(run.status).toBe(2);
});

it.each(['pre-push', 'pre-receive'])('%s names the tag of a blob, which no commit brings', (name) => {
  const repo = createRepo();
  repo.write({ 'dev.ini': `${KEY}\n` });
  const blob = repo.git('hash-object', '-w', 'dev.ini').trim();
  const ref = 'refs/tags/b';
  const words = name === 'pre-push' ? [ref, blob, ref, NO_ID] : [NO_ID, blob, ref];
  const args = ['hook', name, ...(name === 'pre-push' ? ['origin', 'url'] : [])];
  const { report } = keysieveJson(args, { cwd: repo.dir, input: `${words.join(' ')}\n` });
  expect(report.findings.map(({ path, provenance }) => ({ path, provenance }))).toEqual([
    {
      path: ref,
      provenance: {
        kind: 'unreachable',
        object: blob,
        occurrences: 1,
        inHead: false,
        refs: { names: [ref], count: 1 },
      },
    },
  ]);
});

it('takes a push of more refs than fit on a command line', () => {
  const repo = createRepo();
  const tip = repo.commit({ 'dev.ini': `${KEY}\n` });
  const lines = Array.from({ length: 60_000 }, (_, at) => `${NO_ID} ${tip} refs/tags/${at}`);
  const commits = repo.git('rev-parse', 'main');
  repo.git('update-ref', '-d', 'refs/heads/main');
  const run = keysieve(['hook', 'pre-receive'], { cwd: repo.dir, input: `${lines.join('\n')}\n` });
  expect(commits).toContain(tip);
  expect(run.stderr).toContain('dev.ini:1:1: ');
  expect(run.status).toBe(1);
});
