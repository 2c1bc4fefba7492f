/** History that is not all there: status 2, a problem that says what and what to do, and the rest is scanned. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keysieve } from '../../support/keysieve.ts';
import { countObjects } from '../../support/objects.ts';
import { createRepo, git, type Repo, repoAt, temporaryDirectory } from '../../support/repo.ts';
import { findingOf, findingsOf, keyLine, problemsOf, said, scanHistory } from '../../support/scans.ts';

/** A clean commit, one that brings a key, and a clean one. */
function repoWithKey(): Repo {
  const repo = createRepo();
  repo.commit({ 'a.txt': 'one\n' });
  repo.commit({ 'leak.ini': keyLine() });
  repo.commit({ 'other.txt': 'two\n' });
  return repo;
}

describe('no history at all', () => {
  it('is 2 in a repository without commits', () => {
    const run = keysieve(['scan', '--history'], { cwd: createRepo().dir });
    expect(run.status).toBe(2);
    expect(said(run)).toMatch(/no commits|empty|nothing/i);
  });

  it('is 2 in an empty bare repository', () => {
    expect(keysieve(['scan', '--history'], { cwd: createRepo('--bare').dir }).status).toBe(2);
  });

  it('is 2 outside a repository, naming the place', () => {
    const cwd = temporaryDirectory();
    const run = keysieve(['scan', '--history'], { cwd });
    expect(run.status).toBe(2);
    expect(run.stderr).toMatch(/not (in )?a git repository/i);
  });

  it('is 2 for a path that does not exist, naming it', () => {
    const run = keysieve(['scan', '--history', 'no-such-folder'], { cwd: temporaryDirectory() });
    expect(run.status).toBe(2);
    expect(run.stderr).toContain('no-such-folder');
  });

  it('is 2 for a path that is a file outside a repository', () => {
    const cwd = temporaryDirectory();
    writeFileSync(join(cwd, 'a-file'), 'x');
    const run = keysieve(['scan', '--history', 'a-file'], { cwd });
    expect(run.status).toBe(2);
    expect(run.stderr).toContain('a-file');
  });

  it('is 2 where .git names a folder that is gone', () => {
    const cwd = temporaryDirectory();
    writeFileSync(join(cwd, '.git'), 'gitdir: no-such-folder\n');
    expect(keysieve(['scan', '--history'], { cwd }).status).toBe(2);
  });
});

describe('a shallow clone', () => {
  function shallowClone(): Repo {
    const repo = repoWithKey();
    repo.commit({ 'late.ini': keyLine('late') });
    const dir = join(temporaryDirectory(), 'shallow');
    git(repo.dir, ['clone', '-q', '--depth', '1', `file://${repo.dir}`, dir]);
    return repoAt(dir);
  }

  it('is 2 with the remedy, and what is there is reported', () => {
    const scan = scanHistory(shallowClone());
    expect(scan.status).toBe(2);
    expect(problemsOf(scan.report)).toMatch(/shallow/i);
    expect(problemsOf(scan.report)).toMatch(/fetch-depth: 0|--unshallow/);
    expect(findingOf(scan, 'late').provenance.kind).toBe('commit');
  });

  it('is no problem with --allow-shallow', () => {
    const scan = scanHistory(shallowClone(), '--allow-shallow');
    expect(scan.report.problems).toEqual([]);
    expect(findingsOf(scan.report, 'late')).toHaveLength(1);
    expect(scan.status).toBe(1);
  });
});

describe('a partial clone', () => {
  function partialClone(filter: string): Repo {
    const repo = repoWithKey();
    repo.commit({ 'b.txt': 'x\n' }, keyLine('message'));
    repo.git('config', 'uploadpack.allowFilter', 'true');
    const dir = join(temporaryDirectory(), 'partial');
    git(repo.dir, ['clone', '-q', '--no-checkout', `--filter=${filter}`, `file://${repo.dir}`, dir]);
    return repoAt(dir);
  }

  it.each(['blob:none', 'tree:0'])('with %s is 2, says so, and reports what is there', (filter) => {
    const scan = scanHistory(partialClone(filter));
    expect(scan.status).toBe(2);
    expect(problemsOf(scan.report)).toMatch(/partial|missing|promis/i);
    expect(findingOf(scan, 'message').provenance.kind).toBe('commit-message');
  });

  it.each(['blob:none', 'tree:0'])('with %s fetches nothing', (filter) => {
    const repo = partialClone(filter);
    const before = countObjects(repo.dir);
    scanHistory(repo);
    expect(countObjects(repo.dir)).toEqual(before);
  });
});
