/** Installed hooks refuse commits, messages and merges that hold a key, wherever git runs them, and are silent otherwise. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gitWithHooks, install } from '../../support/hooks.ts';
import { accessKeyId, credentialsFile, secretKey } from '../../support/keys.ts';
import { cleanEnvironment, keysieve } from '../../support/keysieve.ts';
import { createRepo, git, type Repo, temporaryDirectory } from '../../support/repo.ts';

const KEY = accessKeyId('hooks');

function createGuarded(): Repo {
  const repo = createRepo();
  repo.commit({ 'notes.txt': 'first\n' });
  install(repo.dir);
  return repo;
}

/** Where commits are made, in what order of folders and repositories. */
const PLACES: readonly (readonly [string, () => string])[] = [
  ['a plain repository', () => createGuarded().dir],
  [
    'a folder of the work tree',
    () => {
      const folder = join(createGuarded().dir, 'some', 'folder');
      mkdirSync(folder, { recursive: true });
      return folder;
    },
  ],
  [
    'a path with blanks and quotes',
    () => {
      const dir = join(temporaryDirectory(), `Tom's "new" files`);
      git(temporaryDirectory(), ['init', '-q', dir]);
      install(dir);
      return dir;
    },
  ],
  [
    'a linked work tree',
    () => {
      const dir = join(temporaryDirectory(), 'linked');
      createGuarded().git('worktree', 'add', '-q', dir);
      return dir;
    },
  ],
  [
    'a linked work tree from which the hooks were installed',
    () => {
      const repo = createRepo();
      repo.commit({ 'notes.txt': 'first\n' });
      const dir = join(temporaryDirectory(), 'linked');
      repo.git('worktree', 'add', '-q', dir);
      install(dir);
      return dir;
    },
  ],
  [
    'a submodule',
    () => {
      const inner = createRepo();
      inner.commit({ 'notes.txt': 'first\n' });
      const outer = createRepo();
      outer.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.dir, 'inner');
      install(join(outer.dir, 'inner'));
      return join(outer.dir, 'inner');
    },
  ],
  [
    'a repository with core.hooksPath',
    () => {
      const repo = createRepo();
      repo.git('config', 'core.hooksPath', 'tools/hooks');
      install(repo.dir);
      return repo.dir;
    },
  ],
  [
    'a repository made from a template',
    () => {
      const template = temporaryDirectory();
      install(template, '--template', template);
      const dir = temporaryDirectory();
      git(dir, ['init', '-q', `--template=${template}`]);
      return dir;
    },
  ],
];

describe.each(PLACES)('in %s', (_, arrange) => {
  it('a key is refused, and a clean commit passes without a word', () => {
    const dir = arrange();
    writeFileSync(join(dir, 'dev.ini'), credentialsFile());
    git(dir, ['add', 'dev.ini']);
    const refused = gitWithHooks(dir, ['commit', '-qm', 'a change']);
    expect(refused.said).toMatch(
      /^keysieve: commit refused: 1 secret in it\n\n\S*dev\.ini:2:21: critical: AWS access key ID/,
    );
    expect(refused.status).toBe(1);
    expect(refused.said).not.toContain(secretKey());

    writeFileSync(join(dir, 'dev.ini'), '[default]\nregion = eu-central-1\n');
    git(dir, ['add', 'dev.ini']);
    expect(gitWithHooks(dir, ['commit', '-qm', 'a change'])).toEqual({ status: 0, said: '' });
  });
});

describe('commit-msg', () => {
  const SCISSORS = `# ${'-'.repeat(24)} >8 ${'-'.repeat(24)}`;
  const DIFF = `diff --git a/dev.ini b/dev.ini\n-${KEY}\n`;

  it.each([
    ['a line', `a change\n\nwith ${KEY}\n`, {}, '(commit message):3:6'],
    ['a comment', `a change\n# ${KEY}\n`, {}, '(commit message):2:3'],
    ['what stands above the scissors', `${KEY}\n${SCISSORS}\n`, {}, '(commit message):1:1'],
    ['a line with a comment', `${KEY} # keysieve:allow * because x\n`, {}, '(commit message):1:1'],
    ['what stands below some of the author', `a\n${SCISSORS}\n${KEY}\n`, {}, '(commit message):3:1'],
    ['what stands below some with words', `a\n${SCISSORS}\n# cut\n${KEY}\n`, {}, '(commit message):4:1'],
    ['a difference without words of git', `a\n${SCISSORS}\n${DIFF}`, {}, '(commit message):4:2'],
    ['scissors with another sign', `a\n;${SCISSORS.slice(1)}\n; cut\n${DIFF}`, {}, '(commit message):5:2'],
    ['scissors that end in a carriage return', `a\n${SCISSORS}\r\n# cut\n${DIFF}`, {}, '(commit message):5:2'],
    ['what stands below, without an editor', `a\n${SCISSORS}\n${KEY}\n`, { GIT_EDITOR: ':' }, '(commit message):3:1'],
  ])('refuses a key in %s', (_, message, env, place) => {
    const repo = createRepo();
    repo.write({ message });
    const run = keysieve(['hook', 'commit-msg', 'message'], { cwd: repo.dir, env });
    expect(run.stderr).toContain(`\n\n${place}: `);
    expect(run).toMatchObject({ status: 1, stdout: '' });
    expect(run.stderr).not.toContain(KEY);
  });

  it.each([
    ['a clean message', 'a change\n'],
    ['an empty one', ''],
    ['a difference below the scissors', `a\n${SCISSORS}\n# Zeile 1\n# Zeile 2\n${DIFF}`],
  ])('lets %s pass', (_, message) => {
    const repo = createRepo();
    repo.write({ message });
    const run = keysieve(['hook', 'commit-msg', 'message'], { cwd: repo.dir });
    expect(run).toMatchObject({ status: 0, stdout: '', stderr: '' });
  });

  it.each([
    ['without any', [], ''],
    ['with two differences', ['-c', 'commit.verbose=2'], ''],
    ['with another sign', ['-c', 'core.commentChar=;'], ''],
    ['with a sign that git chooses', ['-c', 'core.commentChar=auto'], '# first\n'],
    ['where submodules are told as a log', ['-c', 'diff.submodule=log'], ''],
  ])('does not look at what git commit -v shows, settings %s', (_, settings, message) => {
    const repo = createRepo();
    repo.commit({ 'dev.ini': `${KEY}\n` });
    install(repo.dir, '--hook', 'commit-msg');
    repo.stage({ 'dev.ini': 'gone\n' });
    const script = `printf '${message}a change\n' | cat - "$1" > "$1.new" && grep -q ${KEY} "$1.new" && mv "$1.new" "$1"`;
    const editor = join(temporaryDirectory(), 'editor');
    writeFileSync(editor, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    const run = gitWithHooks(repo.dir, [...settings, 'commit', '-q', '-v'], { GIT_EDITOR: editor });
    expect(run.said).toBe('');
    expect(run.status).toBe(0);
    expect(repo.git('log', '-1', '--format=%B')).not.toContain(KEY);
  });

  it.each([
    ['scissors', 0],
    ['strip', 1],
    ['verbatim', 1],
  ])('with commit.cleanup %s looks at what git keeps below scissors: status %i', (cleanup, status) => {
    const repo = createRepo();
    install(repo.dir, '--hook', 'commit-msg');
    const editor = join(temporaryDirectory(), 'editor');
    writeFileSync(editor, `#!/bin/sh\nprintf 'a\\n${SCISSORS}\\n${KEY}\\n' > "$1"\n`, { mode: 0o755 });
    const args = ['-c', `commit.cleanup=${cleanup}`, 'commit', '-q', '--allow-empty'];
    expect(gitWithHooks(repo.dir, args, { GIT_EDITOR: editor }).status).toBe(status);
    const kept = git(repo.dir, ['-c', `core.editor=${editor}`, ...args, '--no-verify'], {
      env: { GIT_EDITOR: editor },
    });
    expect(kept).toBe('');
    expect(repo.git('log', '-1', '--format=%B').includes(KEY)).toBe(status === 1);
  });

  it('refuses a commit for its message', () => {
    const { dir } = createGuarded();
    const run = gitWithHooks(dir, ['commit', '-q', '--allow-empty', '-m', `a change\n\n# ${KEY}`]);
    expect(run.said).toContain('(commit message):3:3');
    expect(run.status).toBe(1);
  });
});

/** Two branches that touch other files; `theirs` brings a key, which is committed there already. */
function createMerge(): Repo {
  const repo = createGuarded();
  repo.git('checkout', '-q', '-b', 'theirs');
  repo.commit({ 'theirs.ini': `${KEY}\n` });
  repo.git('checkout', '-q', 'main');
  repo.commit({ 'ours.txt': 'ours\n' });
  return repo;
}

describe('a merge', () => {
  it('is not refused for what one of its parents has', () => {
    const repo = createMerge();
    expect(gitWithHooks(repo.dir, ['merge', '-q', '--no-edit', 'theirs'])).toMatchObject({ status: 0 });
  });

  it.each([['pre-merge-commit'], ['prepare-commit-msg']])('is refused by %s for what is new to both', (hook) => {
    const repo = createMerge();
    repo.git('merge', '-q', '--no-commit', 'theirs');
    repo.stage({ 'ours.txt': `${accessKeyId('merged')}\n` });
    const merged = repo.git('rev-parse', 'theirs').trim();
    const run = () =>
      keysieve(['hook', hook, '.git/MERGE_MSG', 'merge'], { cwd: repo.dir, env: { [`GITHEAD_${merged}`]: 'theirs' } });
    expect(run().stderr).toContain('merge refused: 1 secret in it\n\nours.txt:1:1: ');
    // Git writes the file only after pre-merge-commit has run.
    writeFileSync(join(repo.dir, '.git', 'MERGE_HEAD'), '');
    expect(run().stderr).toContain('merge refused: 1 secret in it\n\nours.txt:1:1: ');
    expect(run().status).toBe(1);
  });

  it('is looked at by prepare-commit-msg alone when the message is for one', () => {
    const repo = createGuarded();
    repo.stage({ 'dev.ini': credentialsFile() });
    const run = keysieve(['hook', 'prepare-commit-msg', 'message', 'message'], { cwd: repo.dir });
    expect(run).toMatchObject({ status: 0, stdout: '', stderr: '' });
  });
});

describe('a hook that cannot scan', () => {
  it('refuses where keysieve is not installed, and says how to go on', () => {
    const repo = createGuarded();
    repo.stage({ 'other.txt': 'clean\n' });
    const PATH = cleanEnvironment()['PATH']?.replaceAll(/[^:;]*node_modules[^:;]*[:;]?/g, '');
    const run = gitWithHooks(repo.dir, ['commit', '-qm', 'a change'], { PATH });
    expect(run.said).toMatch(
      /^keysieve was not found, so nothing was checked\. Install it: .*git commit --no-verify\n$/,
    );
    expect(run.status).toBe(1);
  });

  it('refuses for a configuration that is broken', () => {
    const repo = createGuarded();
    repo.stage({ 'keysieve.toml': '[scan]\nno-such-key = 1\n' });
    const run = gitWithHooks(repo.dir, ['commit', '-qm', 'a change']);
    expect(run.said).toContain('keysieve: commit refused, because not everything could be scanned');
    expect(run.said).toContain('keysieve.toml');
    expect(run.status).not.toBe(0);
  });

  it('refuses outside of a repository', () => {
    const run = keysieve(['hook', 'pre-commit'], { cwd: temporaryDirectory() });
    expect(run).toMatchObject({ status: 2, stdout: '' });
  });
});

describe('options of a hook', () => {
  it('say in one line what was looked at', () => {
    const repo = createRepo();
    repo.stage({ 'notes.txt': 'clean\n' });
    const run = keysieve(['hook', 'pre-commit', '--verbose'], { cwd: repo.dir });
    expect(run).toMatchObject({ status: 0, stdout: '' });
    expect(run.stderr).toMatch(/^keysieve: pre-commit: no secret found · 1 content · 6 B · .*\n$/);
  });

  it('give a report in any format', () => {
    const repo = createRepo();
    repo.stage({ 'dev.ini': credentialsFile() });
    const run = keysieve(['hook', 'pre-commit', '--format', 'json'], { cwd: repo.dir });
    expect(run).toMatchObject({ status: 1, stderr: '' });
    expect(JSON.parse(run.stdout)).toMatchObject({ target: { kind: 'staged' }, findings: [{ path: 'dev.ini' }] });
  });

  it.each([
    [['--time-limit', 'soon'], '--time-limit "soon" is no number of seconds'],
    [['--staged'], '--staged does not belong to the command hook'],
  ])('refuse %j', (args, message) => {
    const run = keysieve(['hook', 'pre-commit', ...args], { cwd: createRepo().dir });
    expect(run).toMatchObject({ status: 2, stdout: '' });
    expect(run.stderr).toContain(message);
  });
});
