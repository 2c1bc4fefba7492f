/** What a history scan says that it looked at equals what git counts, and two scans say the same. */

import { describe, expect, it } from 'vitest';
import { accessKeyId } from '../../support/keys.ts';
import { keysieve } from '../../support/keysieve.ts';
import { countObjects, packAll, packFiles, packObjects, storeObject } from '../../support/objects.ts';
import { createRepo, git, type Repo } from '../../support/repo.ts';
import { findingsOf, keyLine, scanHistory } from '../../support/scans.ts';

/** Commits, merges, tags, notes, a stash, a reflog-only commit and a dangling blob. */
function richRepo(): Repo {
  const repo = createRepo();
  repo.commit({ 'a.txt': 'one\n', 'conf/a.ini': keyLine('a') });
  repo.git('checkout', '-q', '-b', 'side');
  repo.commit({ 'b.txt': 'two\n' }, `with ${accessKeyId('m')}`);
  repo.git('checkout', '-q', 'main');
  repo.commit({ 'c.txt': 'three\n' });
  repo.git('merge', '-q', '--no-ff', '-m', 'merge', 'side');
  repo.git('tag', '-a', '-m', `release ${accessKeyId('t')}`, 'v1');
  repo.git('notes', 'add', '-m', `seen ${accessKeyId('n')}`, 'HEAD');
  repo.commit({ 'd.ini': keyLine('r') });
  repo.git('reset', '-q', '--hard', 'HEAD~1');
  repo.write({ 'a.txt': keyLine('s') });
  repo.git('stash', '-q');
  storeObject(repo, 'blob', keyLine('d'));
  return repo;
}

const SEEDS = ['a', 'm', 't', 'n', 'r', 's', 'd'];

function expectWhole(repo: Repo): void {
  const { status, report } = scanHistory(repo);
  const counted = countObjects(repo.dir);
  expect(report.problems).toEqual([]);
  expect(report.coverage).toMatchObject({ objects: counted.all, commits: counted.commit, files: counted.blob });
  expect(SEEDS.filter((seed) => findingsOf(report, seed).length !== 1)).toEqual([]);
  expect(status).toBe(1);
}

describe('coverage', () => {
  it('equals the counts of git for loose objects', () => {
    expectWhole(richRepo());
  });

  it('equals the counts of git for one pack', () => {
    const repo = richRepo();
    packAll(repo);
    expect(packFiles(repo)).toHaveLength(1);
    expectWhole(repo);
  });

  it('equals the counts of git for several packs with objects in common, and loose ones', () => {
    const repo = richRepo();
    const hashes = repo
      .git('rev-list', '--objects', '--all')
      .split('\n')
      .map((line) => line.slice(0, 40));
    packObjects(repo, hashes.slice(0, 8));
    packObjects(repo, hashes.slice(4, 12));
    repo.write({ 'late.txt': 'late\n' });
    storeObject(repo, 'blob', 'late\n');
    expect(packFiles(repo)).toHaveLength(2);
    expectWhole(repo);
  });

  it('equals the counts of git with a multi-pack-index, a bitmap and a commit graph', () => {
    const repo = richRepo();
    packAll(repo);
    repo.git('repack', '-q', '-a', '-d', '-b', '--keep-unreachable');
    repo.git('multi-pack-index', 'write');
    repo.git('commit-graph', 'write', '--reachable');
    expectWhole(repo);
  });

  it('counts the bytes of all contents', () => {
    const repo = createRepo();
    repo.commit({ 'a.txt': 'x'.repeat(100_000) });
    expect(scanHistory(repo).report.coverage.bytes).toBeGreaterThanOrEqual(100_000);
  });

  it('is on the last line of the text report', () => {
    const repo = richRepo();
    const counted = countObjects(repo.dir);
    const { stdout } = keysieve(['scan', '--history'], { cwd: repo.dir });
    const last = stdout.trimEnd().split('\n').at(-1) ?? '';
    expect(last).toContain(`${counted.all} objects`);
    expect(last).toContain(`${counted.commit} commits`);
  });

  it('names the history as what was looked at', () => {
    expect(scanHistory(richRepo()).report.target.kind).toBe('history');
  });

  it('counts what path filters left out', () => {
    const repo = createRepo();
    repo.commit({ 'vendor/a.ini': keyLine(), 'b.txt': 'x\n' });
    const { status, report } = scanHistory(repo, '--exclude', 'vendor/**');
    expect(report.findings).toEqual([]);
    expect(report.coverage.narrowedBy).not.toEqual([]);
    expect(status).toBe(0);
  });

  it('keeps a finding of which only one path is left out', () => {
    const repo = createRepo();
    repo.commit({ 'vendor/a.ini': keyLine(), 'src/a.ini': keyLine() });
    const { report } = scanHistory(repo, '--exclude', 'vendor/**');
    expect(report.findings.map((f) => f.path)).toEqual(['src/a.ini']);
  });
});

describe('two runs', () => {
  it.each(['json', 'sarif'])('give the same bytes of %s', (format) => {
    const repo = richRepo();
    const [one, two] = [1, 2].map(() => keysieve(['scan', '--history', '-f', format], { cwd: repo.dir }).stdout);
    expect(one?.length).toBeGreaterThan(500);
    expect(one).toBe(two);
  });

  it('give the same JSON before and after repacking', () => {
    const repo = richRepo();
    const before = keysieve(['scan', '--history', '-f', 'json'], { cwd: repo.dir }).stdout;
    packAll(repo);
    expect(keysieve(['scan', '--history', '-f', 'json'], { cwd: repo.dir }).stdout).toBe(before);
  });

  it('leave the repository as it was', () => {
    const repo = richRepo();
    const state = () => git(repo.dir, ['status', '--porcelain']) + JSON.stringify(countObjects(repo.dir));
    const before = state();
    scanHistory(repo);
    expect(state()).toBe(before);
  });
});
