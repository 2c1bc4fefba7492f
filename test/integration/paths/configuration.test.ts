/** Configuration files: what they add, what they excuse, whom they are obeyed for, and what is wrong with them. */

import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keyAt, said, scanPaths, scanStaged, scanStdin } from '../../support/form-scans.ts';
import { accessKeyId, secretKey } from '../../support/keys.ts';
import { keysieve, places } from '../../support/keysieve.ts';
import { createRepo, type Repo, repoAt, temporaryDirectory } from '../../support/repo.ts';

const KEY = accessKeyId('configuration');
const TOKEN = ['acme', `${'a1b2c3d4'.repeat(4)}`].join('_');

const TOKEN_RULE = `[[rules]]
id = "acme-token"
description = "ACME deployment token"
regex = '''acme_[a-z0-9]{32}'''
keywords = ["acme_"]
severity = "critical"
`;

/** A repository with a key in `a.txt` and one in `docs/b.txt`, and a configuration. */
function repoWith(config: string, name = 'keysieve.toml'): Repo {
  const repo = createRepo();
  repo.commit({ 'a.txt': `key = ${KEY}\n`, 'docs/b.txt': `${KEY}\n`, [name]: config });
  return repo;
}

const BOTH = [keyAt('a.txt', 1, 7), keyAt('docs/b.txt', 1, 1)];

describe('rules', () => {
  it('of keysieve.toml find what they describe, beside the built-in ones', () => {
    const repo = repoWith(TOKEN_RULE);
    repo.write({ 'token.txt': `x ${TOKEN}\n` });
    const { report } = scanPaths(repo.dir);
    expect(places(report)).toEqual([...BOTH, 'token.txt:1:3 acme-token']);
    expect(report.findings.at(-1)).toMatchObject({ severity: 'critical', title: expect.stringContaining('ACME') });
  });

  it('hold for staged lines and standard input', () => {
    const repo = repoWith(TOKEN_RULE);
    repo.stage({ 'token.txt': `x ${TOKEN}\n` });
    expect(places(scanStaged(repo.dir).report)).toEqual(['token.txt:1:3 acme-token']);
    const config = ['--config', join(repo.dir, 'keysieve.toml')];
    expect(scanStdin(temporaryDirectory(), TOKEN, config).report.findings.map((f) => f.rule)).toEqual(['acme-token']);
  });

  it('may take the secret from a group', () => {
    const rule = TOKEN_RULE.replace('acme_[a-z0-9]{32}', 'acme_([a-z0-9]{32})');
    const repo = repoWith(`${rule}secretGroup = 1\n`);
    repo.write({ 'token.txt': `x ${TOKEN}\n` });
    expect(places(scanPaths(repo.dir, ['token.txt']).report)).toEqual(['token.txt:1:8 acme-token']);
  });

  it('with a path count only in such files', () => {
    const repo = repoWith(`${TOKEN_RULE}path = '''\\.env$'''\n`);
    repo.write({ 'x.env': `${TOKEN}\n`, 'x.txt': `${TOKEN}\n` });
    expect(places(scanPaths(repo.dir, ['x.env', 'x.txt']).report)).toEqual(['x.env:1:1 acme-token']);
  });

  it.each([
    { extend: 'disabledRules = ["aws-access-key-id"]', left: [] },
    { extend: 'useDefault = false', left: [] },
    { extend: 'useDefault = true', left: BOTH },
  ])('of our own are governed by [extend] $extend', ({ extend, left }) => {
    expect(places(scanPaths(repoWith(`[extend]\n${extend}\n${TOKEN_RULE}`).dir).report)).toEqual(left);
  });
});

describe('allowlists', () => {
  const reason = 'description = "because of a test"';

  it.each([
    { what: 'a regex on the secret', list: `regexes = ['''^AKIA''']`, left: [] },
    { what: 'a regex on the line', list: `regexes = ['''^key = ''']\nregexTarget = "line"`, left: [BOTH[1]] },
    { what: 'a path', list: `paths = ['''^docs/''']`, left: [BOTH[0]] },
    { what: 'a stop word', list: `stopwords = ["${KEY.slice(4, 12).toLowerCase()}"]`, left: [] },
    { what: 'a rule', list: `regexes = ['''.''']\ntargetRules = ["aws-access-key-id"]`, left: [] },
    { what: 'another rule', list: `regexes = ['''.''']\ntargetRules = ["aws-session-token"]`, left: BOTH },
    { what: 'two conditions', list: `regexes = ['''.''']\npaths = ['''^docs/''']\ncondition = "AND"`, left: [BOTH[0]] },
    { what: 'a regex that matches nothing', list: `regexes = ['''^zzz''']`, left: BOTH },
  ])('suppress by $what, with their reason', ({ list, left }) => {
    const { report, status } = scanPaths(repoWith(`[[allowlists]]\n${reason}\n${list}\n`).dir);
    expect(places(report)).toEqual(left);
    expect(report.suppressed.map((s) => [s.by, s.reason])).toEqual(
      BOTH.slice(left.length).map(() => ['allowlist', 'because of a test']),
    );
    expect(status).toBe(left.length > 0 ? 1 : 0);
  });

  it('of a key ID do not hide the secret beside it', () => {
    const list = `[[allowlists]]\n${reason}\nregexes = ['''^${KEY.slice(0, 16)}''']\n`;
    const repo = createRepo();
    repo.commit({ 'keysieve.toml': list, 'a.ini': `id = ${KEY}\naws_secret_access_key = ${secretKey('beside')}\n` });
    expect(places(scanPaths(repo.dir, ['a.ini']).report)).toEqual(['a.ini:2:25 aws-secret-access-key']);
  });

  it('name the file that they came from in the report', () => {
    const { report } = scanPaths(repoWith(`[[allowlists]]\n${reason}\npaths = ['''^docs/''']\n`).dir);
    expect(report.coverage.narrowedBy.join(' ')).toContain('keysieve.toml');
  });

  it('of a rule hold for that rule', () => {
    const repo = repoWith(`${TOKEN_RULE}[[rules.allowlists]]\n${reason}\nregexes = ['''a1b2''']\n`);
    repo.write({ 'token.txt': `${TOKEN}\n` });
    const { report } = scanPaths(repo.dir);
    expect(places(report)).toEqual(BOTH);
    expect(report.suppressed.map((s) => s.finding.rule)).toEqual(['acme-token']);
  });
});

describe('[scan]', () => {
  it('exclude leaves files out and is named', () => {
    const { report } = scanPaths(repoWith('[scan]\nexclude = ["docs/**"]\n').dir);
    expect(places(report)).toEqual([BOTH[0]]);
    expect(report.coverage.skipped.map((skip) => skip.path)).toContain('docs/b.txt');
    expect(report.coverage.narrowedBy.join(' ')).toContain('keysieve.toml');
  });

  it('fail-on sets the least severity that fails, and findings below are still printed', () => {
    const { report, status } = scanPaths(repoWith('[scan]\nfail-on = "high"\n').dir);
    expect(places(report)).toEqual(BOTH);
    expect(status).toBe(0);
  });

  it('gives way to an option of the command line', () => {
    const repo = repoWith('[scan]\nfail-on = "high"\n');
    expect(keysieve(['scan', '--fail-on', 'medium'], { cwd: repo.dir }).status).toBe(1);
  });
});

describe('which file applies', () => {
  const silent = '[[allowlists]]\ndescription = "all"\nregexes = [".*"]\n';

  it.each(['keysieve.toml', '.keysieve.toml', '.gitleaks.toml'])('%s at the root of the repository', (name) => {
    const { report, status } = scanPaths(repoWith(silent, name).dir);
    expect(report.suppressed).toHaveLength(2);
    expect(report.coverage.narrowedBy.join(' ')).toContain(name);
    expect(status).toBe(0);
  });

  it('that of the root when run in a sub-directory', () => {
    expect(scanPaths(join(repoWith(silent).dir, 'docs')).status).toBe(0);
    const repo = repoWith(silent);
    repo.stage({ 'docs/c.txt': `${KEY}\n` });
    expect(scanStaged(join(repo.dir, 'docs')).status).toBe(0);
  });

  it('keysieve.toml before .gitleaks.toml', () => {
    const repo = repoWith('', 'keysieve.toml');
    repo.write({ '.gitleaks.toml': silent });
    expect(places(scanPaths(repo.dir).report)).toEqual(BOTH);
  });

  it('the nearest parent folder outside of a repository', () => {
    const { dir, write } = repoAt(temporaryDirectory());
    write({ 'keysieve.toml': silent, 'sub/deep/a.txt': `${KEY}\n` });
    expect(scanPaths(join(dir, 'sub/deep')).status).toBe(0);
  });

  it('not that of a folder above the repository', () => {
    const { dir, write } = repoAt(temporaryDirectory());
    write({ 'keysieve.toml': silent });
    const inner = createRepo();
    inner.commit({ 'a.txt': `${KEY}\n` });
    inner.git('worktree', 'add', '-q', '-b', 'inside', join(dir, 'inside'));
    expect(scanPaths(join(dir, 'inside')).status).toBe(1);
  });

  it('the one that --config names, and then no other', () => {
    const repo = repoWith(silent);
    repo.write({ 'other.toml': TOKEN_RULE, 'token.txt': `${TOKEN}\n` });
    expect(places(scanPaths(repo.dir, ['--config', 'other.toml', 'a.txt', 'token.txt']).report)).toEqual([
      keyAt('a.txt', 1, 7),
      'token.txt:1:1 acme-token',
    ]);
  });

  it('none of the repository with --trust none', () => {
    const { report, status } = scanPaths(repoWith(silent).dir, ['--trust', 'none']);
    expect(places(report)).toEqual(BOTH);
    expect(report.coverage.narrowedBy).toEqual([]);
    expect(status).toBe(1);
  });

  it('none of the repository with --trust none, not even to complain about it', () => {
    expect(keysieve(['scan', '--trust', 'none'], { cwd: repoWith('broken = [').dir }).status).toBe(1);
  });
});

it('takes unknown keys of .gitleaks.toml for notices, and a missing reason for "none given"', () => {
  const config = `title = "x"\nnovelty = 1\n[[allowlists]]\nregexes = ['''.''']\n`;
  const { report, status } = scanPaths(repoWith(config, '.gitleaks.toml').dir);
  expect(report.suppressed.map((s) => s.reason)).toEqual(['none given', 'none given']);
  expect(report.problems).toEqual([]);
  expect(status).toBe(0);
});

it('warns about rule ids in .gitleaks.toml that do not exist', () => {
  const config = '[extend]\nuseDefault = true\ndisabledRules = ["no-such-rule"]\n';
  const run = keysieve(['scan'], { cwd: repoWith(config, '.gitleaks.toml').dir });
  expect(said(run)).toContain('no-such-rule');
  expect(run.status).toBe(1);
});

it('does not lose the built-in rules because of a .gitleaks.toml without [extend]', () => {
  expect(places(scanPaths(repoWith(TOKEN_RULE, '.gitleaks.toml').dir).report)).toEqual(BOTH);
});
