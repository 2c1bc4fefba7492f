/** Who may excuse a finding in a range: what stood at its base, not what the range brings, unless the user says so. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { accessKeyId } from '../../support/keys.ts';
import { createRepo, type Repo, temporaryDirectory } from '../../support/repo.ts';
import { findingsOf, keyLine, problemsOf, scanRange } from '../../support/scans.ts';

/** A configuration that allows the key of seed `a`. */
const ALLOW = `[[allowlists]]\ndescription = "a test key"\nregexes = ['''${accessKeyId().slice(4)}''']\n`;
const INLINE = `${keyLine().trimEnd()} # keysieve:allow aws-access-key-id because it is a test key\n`;

/** Its tag `base` holds `files`; a key is added on top of it, with `added` beside. */
function repoWith(files: Readonly<Record<string, string>>, added: Readonly<Record<string, string>> = {}): Repo {
  const repo = createRepo();
  repo.commit({ 'a.txt': 'x\n', ...files });
  repo.git('tag', 'base');
  repo.commit({ 'leak.ini': keyLine(), ...added });
  return repo;
}

describe('a configuration', () => {
  it('that the range adds excuses nothing', () => {
    const { status, report } = scanRange(repoWith({}, { 'keysieve.toml': ALLOW }), 'base..HEAD');
    expect(findingsOf(report)).toHaveLength(1);
    expect(status).toBe(1);
  });

  it('that an earlier commit of the range adds excuses nothing', () => {
    const repo = createRepo();
    repo.commit({ 'a.txt': 'x\n' });
    repo.git('tag', 'base');
    repo.commit({ 'keysieve.toml': ALLOW });
    repo.commit({ 'leak.ini': keyLine() });
    expect(scanRange(repo, 'base..HEAD').status).toBe(1);
  });

  it('that the work tree has and nobody committed excuses nothing', () => {
    const repo = repoWith({});
    repo.write({ 'keysieve.toml': ALLOW });
    expect(scanRange(repo, 'base..HEAD').status).toBe(1);
  });

  it('that stood at the base excuses, is named, and the finding is listed', () => {
    const { status, report } = scanRange(repoWith({ 'keysieve.toml': ALLOW }), 'base..HEAD');
    expect(report.findings).toEqual([]);
    expect(report.suppressed).toMatchObject([{ by: 'allowlist', reason: 'a test key' }]);
    expect(report.coverage.narrowedBy.join()).toContain('keysieve.toml');
    expect(status).toBe(0);
  });

  it('that stood at the base counts even when the range removes it', () => {
    const repo = repoWith({ 'keysieve.toml': ALLOW });
    repo.git('rm', '-q', 'keysieve.toml');
    repo.commit({ 'b.txt': 'x\n' });
    expect(scanRange(repo, 'base..HEAD').status).toBe(0);
  });

  it('that stood at the base counts as it was there, not as the range changed it', () => {
    const changed = ALLOW.replace('a test key', 'changed').replace(accessKeyId().slice(4), 'nothing');
    const { status, report } = scanRange(
      repoWith({ 'keysieve.toml': changed }, { 'keysieve.toml': ALLOW }),
      'base..HEAD',
    );
    expect(findingsOf(report)).toHaveLength(1);
    expect(status).toBe(1);
  });

  it('that the range adds cannot exclude paths', () => {
    const { status } = scanRange(repoWith({}, { 'keysieve.toml': '[scan]\nexclude = ["**"]\n' }), 'base..HEAD');
    expect(status).toBe(1);
  });

  it('that the range adds cannot disable a rule', () => {
    const config = '[extend]\ndisabledRules = ["aws-access-key-id"]\n';
    expect(scanRange(repoWith({}, { 'keysieve.toml': config }), 'base..HEAD').status).toBe(1);
  });

  it('that the range adds cannot raise the bar for a failure', () => {
    const config = '[scan]\nfail-on = "critical"\n';
    expect(scanRange(repoWith({}, { 'keysieve.toml': config }), 'base..HEAD').status).toBe(1);
  });

  it('that the range adds cannot break the scan', () => {
    const { status, report } = scanRange(repoWith({}, { 'keysieve.toml': 'not = [toml' }), 'base..HEAD');
    expect(problemsOf(report)).toBe('');
    expect(status).toBe(1);
  });

  it.each(['.keysieve.toml', '.gitleaks.toml'])('named %s in the range excuses nothing either', (name) => {
    expect(scanRange(repoWith({}, { [name]: ALLOW }), 'base..HEAD').status).toBe(1);
  });

  it('excuses nothing where the range has no base', () => {
    const repo = createRepo();
    repo.commit({ 'keysieve.toml': ALLOW, 'leak.ini': keyLine() });
    expect(scanRange(repo, 'HEAD').status).toBe(1);
  });

  it('excuses from the base of a range that is written as ^A B', () => {
    expect(scanRange(repoWith({ 'keysieve.toml': ALLOW }), '^base HEAD').status).toBe(0);
  });

  it('that the user names counts wherever it is', () => {
    const repo = repoWith({});
    const outside = join(temporaryDirectory(), 'mine.toml');
    writeFileSync(outside, ALLOW);
    expect(scanRange(repo, 'base..HEAD', '--config', outside).status).toBe(0);
  });
});

describe('an inline allow', () => {
  it('that the range adds excuses nothing', () => {
    const { status, report } = scanRange(repoWith({}, { 'leak.ini': INLINE }), 'base..HEAD');
    expect(findingsOf(report)).toHaveLength(1);
    expect(status).toBe(1);
  });

  it.each(['gitleaks:allow', 'pragma: allowlist secret'])('written %s excuses nothing either', (comment) => {
    const line = `${keyLine().trimEnd()} # ${comment}\n`;
    expect(scanRange(repoWith({}, { 'leak.ini': line }), 'base..HEAD').status).toBe(1);
  });
});

describe('--trust', () => {
  it('worktree lets a configuration of the work tree excuse', () => {
    const { status, report } = scanRange(repoWith({}, { 'keysieve.toml': ALLOW }), 'base..HEAD', '--trust', 'worktree');
    expect(report.suppressed).toHaveLength(1);
    expect(status).toBe(0);
  });

  it('worktree lets an inline allow excuse', () => {
    const { status, report } = scanRange(repoWith({}, { 'leak.ini': INLINE }), 'base..HEAD', '--trust', 'worktree');
    expect(report.suppressed).toMatchObject([{ by: 'inline', reason: 'it is a test key' }]);
    expect(status).toBe(0);
  });

  it('head lets a configuration that is committed at HEAD excuse', () => {
    const repo = repoWith({}, { 'keysieve.toml': ALLOW });
    expect(scanRange(repo, 'base..HEAD', '--trust', 'head').status).toBe(0);
  });

  it('none lets not even the base excuse', () => {
    expect(scanRange(repoWith({ 'keysieve.toml': ALLOW }), 'base..HEAD', '--trust', 'none').status).toBe(1);
  });

  it('base is the default', () => {
    const repo = repoWith({ 'keysieve.toml': ALLOW });
    expect(scanRange(repo, 'base..HEAD', '--trust', 'base').stdout).toBe(scanRange(repo, 'base..HEAD').stdout);
  });
});
