/** Nobody excuses himself by a baseline: pushes and ranges are judged by what was there before them. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { acceptedRepo, baselineDone } from '../../support/baseline.ts';
import { keysieve, keysieveJson } from '../../support/keysieve.ts';
import type { Repo } from '../../support/repo.ts';
import { keyLine } from '../../support/scans.ts';

const FILE = '.keysieve-baseline';

/** A repository whose last commit brings a key and its own excuse. */
function selfExcused(): { readonly repo: Repo; readonly base: string; readonly tip: string } {
  const repo = acceptedRepo({ 'old.ini': keyLine('old') });
  const base = repo.git('rev-parse', 'HEAD').trim();
  repo.write({ 'new.ini': keyLine('new') });
  baselineDone(repo, 'update', '--reason', 'trust me');
  const tip = repo.commit({ 'new.ini': keyLine('new'), [FILE]: readFileSync(join(repo.dir, FILE)) });
  return { repo, base, tip };
}

describe('a commit that brings its own excuse', () => {
  it.each([
    ['pre-receive', (base: string, tip: string) => `${base} ${tip} refs/heads/main\n`, []],
    ['pre-push', (base: string, tip: string) => `refs/heads/main ${tip} refs/heads/main ${base}\n`, ['origin', 'url']],
  ])('is refused by %s', (hook, input, args) => {
    const { repo, base, tip } = selfExcused();
    // Where the server has the tip already, it is not new.
    repo.git('update-ref', 'refs/heads/main', base);
    const run = keysieve(['hook', hook, ...args], { cwd: repo.dir, input: input(base, tip) });
    expect(run.stderr).toContain('new.ini:1:21: ');
    expect(run.stderr).not.toContain('old.ini');
    expect(run.status).toBe(1);
  });

  it('is heeded on a server only where its own command names a file', () => {
    const { repo, base, tip } = selfExcused();
    repo.git('update-ref', 'refs/heads/main', base);
    const input = `${base} ${tip} refs/heads/main\n`;
    const run = keysieve(['hook', 'pre-receive', '--baseline', FILE], { cwd: repo.dir, input });
    expect(run).toMatchObject({ status: 0, stderr: '' });
  });

  it.each([
    ['base', 1],
    ['none', 1],
    ['head', 0],
    ['worktree', 0],
  ])('counts in a range with --trust %s: status %d', (trust, status) => {
    const { repo, base } = selfExcused();
    const run = keysieveJson(['scan', `--range=${base}..HEAD`, '--trust', trust], { cwd: repo.dir });
    expect(run.status).toBe(status);
    const named = { base: `${base}:${FILE}`, none: '', head: `HEAD:${FILE}`, worktree: FILE }[trust];
    expect(run.report.coverage.narrowedBy.join()).toBe(named);
  });

  it('is not read where nothing says what the range starts from, which is said', () => {
    const { repo } = selfExcused();
    const run = keysieveJson(['scan', '--range=--all'], { cwd: repo.dir });
    expect(run.report.findings).toHaveLength(2);
    expect(run.stderr).toContain('.keysieve-baseline: not used, because the range names no commit that it starts from');
  });
});
