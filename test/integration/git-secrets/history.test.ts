/** `git-secrets --scan-history`: which commits and lines; as git-secrets has them, but for merges, which it leaves out. */

import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gitSecrets, register, verdictOf } from '../../support/git-secrets.ts';
import { createRepo, git, type Repo, temporaryDirectory } from '../../support/repo.ts';

function historyOf(repo: Repo, cwd = repo.dir) {
  return verdictOf(gitSecrets(['--scan-history'], { cwd }));
}

function repoFor(...patterns: readonly string[]): Repo {
  const repo = createRepo();
  register(repo, 'patterns', ...patterns);
  return repo;
}

describe('--scan-history', () => {
  it('shows the tree of each commit that changes lines which match, newest first', () => {
    const repo = repoFor('me');
    const first = repo.commit({ 'a.txt': 'x\nme\n', 'b/c.txt': 'mesa\n' });
    repo.commit({ 'a.txt': 'y\nme\n' });
    const third = repo.commit({ 'b/d.txt': 'me too\n' });
    const fourth = repo.commit({ 'a.txt': 'y\n' });
    repo.commit({ 'b/d.txt': 'gone\n' });
    expect(historyOf(repo)).toEqual({
      status: 1,
      lines: [`${fourth}:b/d.txt:1:me too`, `${third}:a.txt:2:me`, `${third}:b/d.txt:1:me too`, `${first}:a.txt:2:me`],
      said: '',
    });
  });

  it('looks at all refs, from every folder', () => {
    const repo = repoFor('me');
    repo.commit({ 'sub/a': 'x\n' });
    repo.git('checkout', '-q', '-b', 'other');
    const other = repo.commit({ b: 'me\n' });
    repo.git('checkout', '-q', 'main');
    expect(historyOf(repo, join(repo.dir, 'sub')).lines).toEqual([`${other}:b:1:me`]);
  });

  it('looks at what a merge itself brought', () => {
    const repo = repoFor('me');
    repo.commit({ a: 'x\n' });
    repo.git('checkout', '-q', '-b', 'other');
    repo.commit({ b: 'x\n' });
    repo.git('checkout', '-q', 'main');
    repo.git('merge', '-q', '--no-ff', '--no-commit', 'other');
    const merge = repo.commit({ b: 'me\n' });
    expect(historyOf(repo).lines).toEqual([`${merge}:b:1:me`]);
  });

  it('takes no rename for a change, nor what nobody commits any more', () => {
    const repo = repoFor('me');
    const first = repo.commit({ a: 'me\n' });
    repo.git('mv', 'a', 'b');
    repo.commit({});
    repo.commit({ c: 'me, amended away\n' });
    repo.git('reset', '-q', '--hard', 'HEAD^');
    expect(historyOf(repo).lines).toEqual([`${first}:a:1:me`]);
  });

  it('scans the work tree where no commit has anything', () => {
    const repo = repoFor('me');
    repo.stage({ a: 'me\n' });
    expect(historyOf(repo)).toMatchObject({ status: 1, lines: ['a:1:me'] });
    const clean = repoFor('me');
    clean.commit({ a: 'mesa\n' });
    expect(historyOf(clean)).toEqual({ status: 0, lines: [], said: '' });
  });

  it('honours allowed patterns, which see the commit too', () => {
    const repo = repoFor('me');
    const first = repo.commit({ a: 'me\n', b: 'me\n' });
    register(repo, 'allowed', `^${first}:a:1`);
    expect(historyOf(repo).lines).toEqual([`${first}:b:1:me`]);
  });

  it('skips binary contents and links', () => {
    const repo = repoFor('me');
    repo.commit({ a: 'me\0\n' });
    expect(historyOf(repo)).toEqual({ status: 0, lines: [], said: '' });
  });

  it('says what is missing, and is not clean', () => {
    const repo = repoFor('me');
    repo.commit({ a: 'x\n' });
    const object = repo.git('rev-parse', 'HEAD:a').trim();
    const folder = join(repo.dir, '.git', 'objects', object.slice(0, 2));
    for (const name of readdirSync(folder)) if (object.endsWith(name)) rmSync(join(folder, name), { force: true });
    const { status, said } = historyOf(repo);
    expect(status).toBe(2);
    expect(said).toContain('missing');
  });

  it('says that a clone is shallow', () => {
    const repo = repoFor('me');
    repo.commit({ a: 'x\n' });
    repo.commit({ a: 'y\n' });
    const clone = temporaryDirectory();
    git(clone, ['clone', '-q', '--depth=1', `file://${repo.dir}`, '.']);
    git(clone, ['config', 'secrets.patterns', 'me']);
    const { status, stderr } = gitSecrets(['--scan-history'], { cwd: clone });
    expect(status).toBe(0);
    expect(stderr).toMatch(/^keysieve: the clone is shallow: .* To have them: git fetch --unshallow\n$/);
  });
});
