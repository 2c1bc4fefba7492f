/** What is said of a secret where nobody can say which commits hold it: the truth, and as much of it as is known. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { accessKeyId } from '../../support/keys.ts';
import { keysieve } from '../../support/keysieve.ts';
import { removeLoose, storeObject, storeTree } from '../../support/objects.ts';
import { createRepo, type Repo } from '../../support/repo.ts';
import { findingOf, keyLine, problemsOf, scanHistory, scanRange } from '../../support/scans.ts';

const NO_REF = 'no branch or tag leads to';

function cleanRepo(): Repo {
  const repo = createRepo();
  repo.commit({ 'a.txt': 'one\n' }, 'clean');
  return repo;
}

/** A loose object's bytes are no longer those that git wrote. */
function damage(repo: Repo, object: string): void {
  const file = join(repo.dir, '.git', 'objects', object.slice(0, 2), object.slice(2));
  removeLoose(repo, object);
  writeFileSync(file, 'xxxx');
}

describe('a blob that only a tag leads to', () => {
  const tags: readonly (readonly [string, (repo: Repo) => string, string])[] = [
    ['by itself', (repo) => storeObject(repo, 'blob', keyLine()), 'refs/tags/pub'],
    ['through a tree', (repo) => storeTree(repo, { 'leak.ini': storeObject(repo, 'blob', keyLine()) }), 'leak.ini'],
  ];
  const kinds: readonly (readonly [string, readonly string[]])[] = [
    ['lightweight', []],
    ['annotated', ['-a', '-m', 'x']],
  ];
  it.each(tags.flatMap(([how, store, path]) => kinds.map(([kind, options]) => ({ how, store, path, kind, options }))))(
    'is said to be in the $kind tag that names it $how',
    ({ store, path, options }) => {
      const repo = cleanRepo();
      repo.git('tag', ...options, 'pub', store(repo));
      const refs = { names: ['refs/tags/pub'], count: 1 };
      for (const scan of [scanHistory(repo), scanRange(repo, 'pub')]) {
        expect(findingOf(scan)).toMatchObject({ path, provenance: { kind: 'unreachable', refs } });
        expect(scan.status).toBe(1);
      }
      const { stdout } = keysieve(['scan', '--history'], { cwd: repo.dir });
      expect(stdout).toContain('kept by refs/tags/pub');
      expect(stdout).not.toContain(NO_REF);
    },
  );

  it('is said to be in all of them', () => {
    const repo = cleanRepo();
    const object = storeObject(repo, 'blob', keyLine());
    repo.git('tag', 'one', object);
    repo.git('tag', 'two', object);
    const refs = { names: ['refs/tags/one', 'refs/tags/two'], count: 2 };
    expect(findingOf(scanHistory(repo)).provenance).toMatchObject({ refs });
  });
});

describe('a damaged commit at the tip of a branch', () => {
  function damagedRepo(): Repo {
    const repo = createRepo();
    repo.commit({ 'f.ini': keyLine('f') }, `use ${accessKeyId('message')}`);
    const head = repo.commit({ 'g.ini': keyLine('g') });
    repo.git('branch', 'side', 'HEAD~1');
    repo.git('branch', `key/${accessKeyId('name')}`, 'side');
    repo.git('read-tree', 'side');
    damage(repo, head);
    return repo;
  }

  it('costs the places of other commits nothing', () => {
    const scan = scanHistory(damagedRepo());
    expect(scan.status).toBe(2);
    expect(findingOf(scan, 'f')).toMatchObject({ path: 'f.ini', provenance: { kind: 'commit' } });
    expect(findingOf(scan, 'message').provenance.kind).toBe('commit-message');
    expect(findingOf(scan, 'name').provenance.kind).toBe('ref-name');
    expect(scan.report.problems.length).toBeGreaterThan(0);
  });

  it('makes nobody say that nothing leads to what it holds', () => {
    const repo = damagedRepo();
    expect(findingOf(scanHistory(repo), 'g').provenance).toMatchObject({ kind: 'unreachable', unlocated: true });
    const { stdout } = keysieve(['scan', '--history'], { cwd: repo.dir });
    expect(stdout).toContain('what leads to it could not be found out');
    expect(stdout).not.toContain(NO_REF);
  });

  it('is called damaged, without advice of git that is about something else', () => {
    const repo = damagedRepo();
    const problems = problemsOf(scanHistory(repo).report);
    expect(problems).toContain('damaged');
    expect(problems).not.toMatch(/it is missing|hint:/);
  });
});

describe('a damaged blob', () => {
  it.each([
    ['history', (repo: Repo) => scanHistory(repo)],
    ['range', (repo: Repo) => scanRange(repo, 'HEAD~1..HEAD')],
  ])('is called damaged and not missing by a scan of a %s', (_, scan) => {
    const repo = cleanRepo();
    repo.commit({ 'b.txt': 'two\n' });
    damage(repo, repo.git('rev-parse', 'HEAD:b.txt').trim());
    const problems = problemsOf(scan(repo).report);
    expect(problems).toContain('damaged');
    expect(problems).not.toContain('missing');
  });

  it('is still called missing where there is none', () => {
    const repo = cleanRepo();
    repo.commit({ 'b.txt': 'two\n' });
    removeLoose(repo, repo.git('rev-parse', 'HEAD:b.txt').trim());
    expect(problemsOf(scanHistory(repo).report)).toContain('missing');
  });
});
