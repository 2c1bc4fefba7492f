/** Configuration in sub-folders: what it excuses below them, what it may not say, and whom it is read from. */

import { describe, expect, it } from 'vitest';
import { scanPaths, scanStaged } from '../support/form-scans.ts';
import { accessKeyId } from '../support/keys.ts';
import { keysieve } from '../support/keysieve.ts';
import { createRepo, type Repo, repoAt, temporaryDirectory } from '../support/repo.ts';
import { scanRange } from '../support/scans.ts';

const KEY = accessKeyId('nested');
const LINE = `key ${KEY}\n`;
const ALLOW = `[[allowlists]]\ndescription = "samples"\nregexes = ['${KEY.slice(4)}']\n`;

/** A repository with one key below `a`, one below `a/b`, one elsewhere. */
function repoWith(files: Readonly<Record<string, string>>): Repo {
  const repo = createRepo();
  repo.commit({ 'a/x.txt': LINE, 'a/b/y.txt': LINE, 'c/z.txt': LINE, ...files });
  return repo;
}

const foundIn = ({ report }: ReturnType<typeof scanPaths>): readonly string[] =>
  report.findings.map(({ path }) => path);

describe('a configuration in a folder', () => {
  it.each([
    ['allowlists', ALLOW, 'samples'],
    ['allowlists on paths, relative to the folder', `[[allowlists]]\ndescription = "d"\npaths = ['^(x|b/)']\n`, 'd'],
    ['exclude, relative to the folder', '[scan]\nexclude = ["/x.txt", "b/*"]\n', 'excluded by a/keysieve.toml'],
    ['disabledRules', '[extend]\ndisabledRules = ["aws-access-key-id"]\n', 'a/keysieve.toml turns the rule off'],
    ['disable', '[scan]\ndisable = ["aws-*"]\n', 'a/keysieve.toml turns the rule off'],
  ])('excuses below it with %s, and is named', (_, text, reason) => {
    const { report, status } = scanPaths(repoWith({ 'a/keysieve.toml': text }).dir);
    expect(report.findings.map(({ path }) => path)).toEqual(['c/z.txt']);
    expect(report.suppressed.map(({ finding, reason: why }) => [finding.path, why])).toEqual([
      ['a/b/y.txt', reason],
      ['a/x.txt', reason],
    ]);
    expect(report.coverage.narrowedBy).toEqual(['a/keysieve.toml']);
    expect(report.problems).toEqual([]);
    expect(status).toBe(1);
  });

  it('adds to those above it and to the one at the top', () => {
    const { report, status } = scanPaths(
      repoWith({
        'keysieve.toml': `[[allowlists]]\ndescription = "top"\npaths = ['^c/']\n`,
        'a/keysieve.toml': `[[allowlists]]\ndescription = "middle"\npaths = ['^x']\n`,
        'a/b/.keysieve.toml': ALLOW,
      }).dir,
    );
    expect(report.suppressed.map(({ reason }) => reason)).toEqual(['samples', 'middle', 'top']);
    expect(status).toBe(0);
  });

  it('counts from wherever the scan is started', () => {
    const repo = repoWith({ 'keysieve.toml': '', 'a/keysieve.toml': ALLOW });
    expect(foundIn(scanPaths(`${repo.dir}/a`))).toEqual([]);
    expect(foundIn(scanPaths(`${repo.dir}/c`))).toEqual(['c/z.txt']);
  });

  it('counts outside of git too', () => {
    const { dir, write } = repoAt(temporaryDirectory());
    write({ 'a/x.txt': LINE, 'c/z.txt': LINE, 'a/keysieve.toml': ALLOW });
    expect(foundIn(scanPaths(dir))).toEqual(['c/z.txt']);
  });

  it('is not missed where the folder is a file by now, or was never one of the file system', () => {
    const repo = createRepo();
    repo.commit({ 'a/b/x.txt': LINE });
    repo.git('rm', '-rq', 'a');
    repo.commit({ a: 'a file\n', 'c.txt': LINE });
    const blob = repo.git('rev-parse', 'HEAD:c.txt').trim();
    repo.git('update-index', '--add', '--cacheinfo', `100644,${blob},${'long'.repeat(80)}/x.txt`);
    repo.git('commit', '-q', '-m', 'a name that no file can have');
    const { report } = scanPaths(repo.dir, ['--history']);
    expect(report.problems).toEqual([]);
    expect(report.findings).toHaveLength(3);
  });

  it('excludes nothing by a glob that takes too long, and says so', () => {
    const glob = `${'*a'.repeat(12)}*(*(b))c`;
    const path = `a/${'a'.repeat(120)}.txt`;
    const { report } = scanPaths(
      repoWith({ 'a/keysieve.toml': `[scan]\nexclude = ["${glob}", "zzz"]\n`, [path]: LINE }).dir,
    );
    expect(report.findings.map((finding) => finding.path)).toContain(path);
    expect(report.problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('a/keysieve.toml: a glob of scan.exclude was stopped'),
    ]);
  });

  it('is left alone with --config and with --trust none', () => {
    const repo = repoWith({ 'a/keysieve.toml': ALLOW, 'mine.toml': '' });
    expect(foundIn(scanPaths(repo.dir, ['--config', 'mine.toml']))).toHaveLength(3);
    expect(foundIn(scanPaths(repo.dir, ['--trust', 'none']))).toHaveLength(3);
  });

  it.each([
    ['[[rules]]\nid = "x"\nregex = "x"\n', 'rules'],
    ['[scan]\nfail-on = "critical"\n', 'scan.fail-on'],
    ['[scan]\ninclude = ["x"]\n', 'scan.include'],
    ['[scan]\nmax-file-size = 1\n', 'scan.max-file-size'],
    ['[extend]\nuseDefault = false\n', 'extend.useDefault'],
    ['[suppress]\nforeign = false\n', 'suppress.foreign'],
  ])('that says %j is a problem with its place, and excuses nothing', (text, field) => {
    const { report, status } = scanPaths(repoWith({ 'a/keysieve.toml': `${ALLOW}${text}` }).dir);
    expect(report.problems).toMatchObject([
      {
        code: 'CONFIG',
        message: expect.stringMatching(/^a\/keysieve\.toml:\d+: .*stand in the configuration at the top/),
      },
    ]);
    expect(report.problems[0]?.message).toContain(field);
    expect(report.findings).toHaveLength(3);
    expect(status).toBe(2);
  });

  it('that cannot be read is a problem', () => {
    const { report, status } = scanPaths(repoWith({ 'a/keysieve.toml': 'x = [' }).dir);
    expect(report.problems[0]?.message).toContain('a/keysieve.toml:1:5: not valid TOML');
    expect(status).toBe(2);
  });
});

it('a staged change is excused by what stands beside it', () => {
  const repo = createRepo();
  repo.commit({ 'a/keysieve.toml': ALLOW });
  repo.stage({ 'a/x.txt': LINE });
  expect(scanStaged(repo.dir)).toMatchObject({ status: 0, report: { suppressed: [{ reason: 'samples' }] } });
  repo.stage({ 'c/x.txt': LINE });
  expect(scanStaged(repo.dir).status).toBe(1);
});

describe('a range', () => {
  it('is excused by what stood at its base', () => {
    const repo = createRepo();
    repo.commit({ 'a/keysieve.toml': ALLOW });
    repo.git('tag', 'base');
    repo.git('rm', '-q', 'a/keysieve.toml');
    repo.commit({ 'a/x.txt': LINE });
    expect(scanRange(repo, 'base..HEAD').status).toBe(0);
  });

  it('is not excused by what it brings, nor by what nobody committed', () => {
    const repo = createRepo();
    repo.commit({ 'a/other.txt': 'x\n' });
    repo.git('tag', 'base');
    repo.commit({ 'a/x.txt': LINE, 'a/keysieve.toml': ALLOW });
    repo.write({ 'a/.keysieve.toml': ALLOW });
    expect(scanRange(repo, 'base..HEAD').status).toBe(1);
    expect(scanRange(repo, 'base..HEAD', '--trust', 'head').status).toBe(0);
  });
});

describe('config explain', () => {
  const FILES = {
    'keysieve.toml': '[extend]\npath = "base.toml"\n[scan]\nfail-on = "medium"\nexclude = ["vendor/**"]\n',
    'base.toml': '[scan]\nfail-on = "high"\nredact = 2\n[[allowlists]]\ndescription = "of the base"\nregexes = ["x"]\n',
    'a/keysieve.toml': `[scan]\nexclude = ["x.txt"]\n[extend]\ndisabledRules = ["jwt"]\n${ALLOW}`,
  };
  const explain = (repo: Repo, ...args: readonly string[]) =>
    keysieve(['config', 'explain', ...args], { cwd: repo.dir });

  it('says which files apply and where each value comes from', () => {
    const repo = createRepo();
    repo.commit(FILES);
    const { status, stdout, stderr } = explain(repo, 'a/x.txt', '--json');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const told = JSON.parse(stdout) as { files: unknown; values: { key: string }[] };
    expect(told).toMatchObject({
      schema: 'keysieve-config/1',
      path: 'a/x.txt',
      trust: 'worktree',
      files: [
        { file: 'base.toml', role: 'extended' },
        { file: 'keysieve.toml', role: 'configuration' },
        { file: 'a/keysieve.toml', role: 'nested' },
      ],
      allowlists: [
        { description: 'of the base', from: 'base.toml' },
        { description: 'samples', from: 'a/keysieve.toml' },
      ],
      excludedBy: { key: 'scan.exclude', value: 'x.txt', from: 'a/keysieve.toml:2' },
      errors: [],
    });
    const values = told.values.filter(({ key }) =>
      ['scan.fail-on', 'scan.redact', 'scan.inline', 'scan.exclude', 'extend.disabledRules'].includes(key),
    );
    expect(values).toEqual([
      { key: 'scan.fail-on', value: 'medium', from: 'keysieve.toml:4' },
      { key: 'scan.inline', value: true, from: 'default' },
      { key: 'scan.redact', value: 2, from: 'base.toml:3' },
      { key: 'scan.exclude', value: 'vendor/**', from: 'keysieve.toml:5' },
      { key: 'scan.exclude', value: 'x.txt', from: 'a/keysieve.toml:2' },
      { key: 'extend.disabledRules', value: 'jwt', from: 'a/keysieve.toml:4' },
    ]);
  });

  it('prints the same for people', () => {
    const repo = createRepo();
    repo.commit(FILES);
    const { stdout } = explain(repo, 'a/x.txt');
    expect(stdout).toMatch(/^a\/x\.txt \(--trust worktree\)\n {2}extended +base\.toml\n/);
    expect(stdout).toMatch(/^ {2}scan\.fail-on +medium +keysieve\.toml:4$/m);
    expect(explain(repo, 'other.txt').stdout).not.toContain('a/keysieve.toml');
    expect(explain(repo, 'a').stdout).toContain('a/keysieve.toml');
  });

  it('says it of the commit that a range starts from', () => {
    const repo = createRepo();
    repo.commit(FILES);
    repo.git('tag', 'base');
    repo.git('rm', '-q', 'a/keysieve.toml');
    repo.commit({ 'b.txt': 'x\n' });
    expect(explain(repo, 'a/x.txt').stdout).not.toContain('a/keysieve.toml');
    expect(explain(repo, 'a/x.txt', '--range', 'base..HEAD').stdout).toContain('base:a/keysieve.toml:2');
  });

  it('refuses a path outside of the repository', () => {
    const { status, stderr } = explain(createRepo(), '../x');
    expect({ status, stderr }).toMatchObject({ status: 2, stderr: expect.stringContaining('../x lies outside') });
  });

  it('ends in 2 where a file cannot be used', () => {
    const repo = createRepo();
    repo.commit({ 'a/keysieve.toml': '[scan]\nredact = 2\n' });
    const { status, stdout } = explain(repo, 'a/x.txt');
    expect(stdout).toContain('a/keysieve.toml:2: scan.redact: counts for the whole scan');
    expect(status).toBe(2);
  });
});
