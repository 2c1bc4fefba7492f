/** Baselines in real merges: two people accept, and neither has to think of the other. */

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { acceptedRepo, baseline, baselineDone, entriesOf } from '../../support/baseline.ts';
import { scanPaths } from '../../support/form-scans.ts';
import { cleanEnvironment } from '../../support/keysieve.ts';
import { createRepo, type Repo } from '../../support/repo.ts';
import { keyLine } from '../../support/scans.ts';

const FILE = '.keysieve-baseline';

function acceptOn(repo: Repo, branch: string, files: Readonly<Record<string, string>>, action = 'update'): void {
  repo.git('checkout', '-q', '-b', branch, 'main');
  repo.commit(files);
  baselineDone(repo, action, '--reason', `accepted on ${branch}`);
  repo.commit({ [FILE]: readFileSync(join(repo.dir, FILE)) });
}

function merge(repo: Repo, branch: string): number | null {
  return spawnSync('git', ['merge', '-q', '--no-edit', branch], { cwd: repo.dir, env: cleanEnvironment() }).status;
}

const UNION = { '.gitattributes': `${FILE} merge=union\n` };

describe('with merge=union', () => {
  it('entries of two branches, side by side, come together without a conflict', () => {
    const repo = acceptedRepo({ ...UNION, 'm.ini': keyLine('m') });
    acceptOn(repo, 'left', { 'n1.ini': keyLine('l'), 'n2.ini': keyLine('l2') });
    acceptOn(repo, 'right', { 'n3.ini': keyLine('r'), 'n4.ini': keyLine('r2') });
    expect(merge(repo, 'left')).toBe(0);
    expect(entriesOf(repo)).toHaveLength(5);
    expect(scanPaths(repo.dir, ['--strict-baseline'])).toMatchObject({ status: 0, report: { findings: [] } });
  });

  it('two branches may both have made the file, and accepted the same secret', () => {
    const repo = createRepo();
    repo.commit({ ...UNION, 'both.ini': keyLine('both') });
    acceptOn(repo, 'left', { 'a.ini': keyLine('l') }, 'create');
    acceptOn(repo, 'right', { 'b.ini': keyLine('r') }, 'create');
    expect(merge(repo, 'left')).toBe(0);
    expect(scanPaths(repo.dir, ['--strict-baseline'])).toMatchObject({ status: 0, report: { findings: [] } });
  });

  it('an entry that one branch removes is gone, where the other changed no line beside it', () => {
    const others = { 'm.ini': keyLine('m'), 'n.ini': keyLine('n') };
    const repo = acceptedRepo({ ...UNION, 'a.ini': keyLine('a'), ...others, 'z.ini': keyLine('z') });
    acceptOn(repo, 'left', { 'b.ini': keyLine('b') });
    repo.git('checkout', '-q', '-b', 'right', 'main');
    repo.commit({ 'z.ini': 'x\n' });
    baselineDone(repo, 'prune');
    repo.commit({ [FILE]: readFileSync(join(repo.dir, FILE)) });
    expect(merge(repo, 'left')).toBe(0);
    expect(entriesOf(repo).map((line) => line.split(' ')[1])).toEqual(['a.ini', 'b.ini', 'm.ini', 'n.ini']);
  });
});

describe('without it', () => {
  it('a conflict is an error that says what to do, and "baseline merge" ends it', () => {
    const repo = acceptedRepo({ 'm.ini': keyLine('m') });
    acceptOn(repo, 'left', { 'n1.ini': keyLine('l') });
    acceptOn(repo, 'right', { 'n2.ini': keyLine('r') });
    expect(merge(repo, 'left')).toBe(1);
    const scan = scanPaths(repo.dir);
    expect(scan.stderr).toContain('a merge left a conflict here');
    expect(scan.status).toBe(2);
    expect(baselineDone(repo, 'merge', FILE).stdout).toBe(`${FILE} holds 3 entries, from 1 file\n`);
    repo.git('add', '-A');
    expect(scanPaths(repo.dir)).toMatchObject({ status: 0, report: { findings: [] } });
  });
});

describe('baseline merge', () => {
  it('joins files of others into the baseline', () => {
    const repo = acceptedRepo({ 'a.ini': keyLine('a') });
    repo.write({ 'b.ini': keyLine('b') });
    baselineDone(repo, 'create', '--reason', 'theirs', '--baseline', 'theirs.txt', 'b.ini');
    expect(baselineDone(repo, 'merge', 'theirs.txt').stdout).toBe(`${FILE} holds 2 entries, from 2 files\n`);
    expect(entriesOf(repo)).toEqual([...entriesOf(repo)].sort());
    expect(scanPaths(repo.dir).status).toBe(0);
    expect(baseline(repo, 'merge', 'missing.txt')).toMatchObject({ status: 2 });
  });
});
