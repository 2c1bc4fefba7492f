/** Expired and unused entries: who says so, and when it fails a scan. */

import { describe, expect, it } from 'vitest';
import { acceptedRepo, expiredRepo } from '../../support/baseline.ts';
import { scanPaths, scanStaged } from '../../support/form-scans.ts';
import { keysieve } from '../../support/keysieve.ts';
import { keyLine } from '../../support/scans.ts';

const stateOf = ({ report }: { readonly report: object }): unknown => Reflect.get(report, 'baseline');

describe('an expired entry', () => {
  const expired = () => expiredRepo({ 'a.ini': keyLine() });
  const entry = { rule: 'aws-access-key-id', path: 'a.ini', line: 2, expiry: '2020-01-01', reason: 'a test account' };

  it('excuses nothing and is reported', () => {
    const run = scanPaths(expired().dir);
    expect(run.report.findings).toHaveLength(1);
    expect(stateOf(run)).toEqual({ file: '.keysieve-baseline', expired: [entry], unused: [] });
    expect(run.stderr).toContain(
      '.keysieve-baseline:2: the entry for aws-access-key-id in a.ini expired on 2020-01-01, so it excuses nothing',
    );
  });

  it('is reported by a scan of what is staged, where nothing was found', () => {
    const repo = expired();
    repo.stage({ 'b.txt': 'x\n' });
    const run = scanStaged(repo.dir);
    expect(run.status).toBe(0);
    expect(stateOf(run)).toEqual({ file: '.keysieve-baseline', expired: [entry], unused: [] });
    const strict = scanStaged(repo.dir, ['--strict-baseline']);
    expect(strict.status).toBe(1);
    expect(strict.stderr).toContain('1 expired or unused entry in .keysieve-baseline: remove them');
  });

  it('makes a strict hook refuse, and say why', () => {
    const repo = expired();
    repo.stage({ 'b.txt': 'x\n' });
    expect(keysieve(['hook', 'pre-commit'], { cwd: repo.dir })).toMatchObject({ status: 0, stderr: '' });
    const run = keysieve(['hook', 'pre-commit', '--strict-baseline'], { cwd: repo.dir });
    expect(run.stderr).toContain('commit refused: 1 expired or unused entry in .keysieve-baseline');
    expect(run.stderr).toContain(
      '.keysieve-baseline:2: the entry for aws-access-key-id in a.ini expired on 2020-01-01',
    );
    expect(run.status).toBe(1);
  });
});

describe('an unused entry', () => {
  it('is reported by a scan that saw its file, and by no other', () => {
    const repo = acceptedRepo({ 'a.ini': keyLine(), 'b.txt': 'x\n' });
    repo.stage({ 'a.ini': 'x\n' });
    const run = scanPaths(repo.dir);
    expect(stateOf(run)).toMatchObject({ expired: [], unused: [{ path: 'a.ini', line: 2 }] });
    expect(run.stderr).toContain('in a.ini matches nothing any more: keysieve baseline prune removes it');
    expect(run.status).toBe(0);
    expect(scanPaths(repo.dir, ['--strict-baseline']).status).toBe(1);
    for (const args of [['b.txt'], ['--staged'], ['--stdin'], ['a.ini', 'missing']])
      expect(stateOf(scanPaths(repo.dir, args))).toMatchObject({ unused: [] });
  });
});
