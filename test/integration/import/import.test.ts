/** What other tools were told to be silent about, carried over by the built command, and what a scan then says. */

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { accessKeyId } from '../../support/keys.ts';
import { keysieve, type Run } from '../../support/keysieve.ts';
import { createRepo, type Repo } from '../../support/repo.ts';

const OLD = accessKeyId('import-old');
const GONE = accessKeyId('import-gone');
const NEW = accessKeyId('import-new');

function run(repo: Repo, ...args: readonly string[]): Run {
  return keysieve(args, { cwd: repo.dir });
}

function content(repo: Repo, name: string): string | undefined {
  const path = join(repo.dir, name);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

/** A key that is there, one that only history has, and both accepted by fingerprints of the first commit. */
function legacyRepo(): Repo {
  const repo = createRepo();
  repo.commit({ 'a.txt': `x\nkey ${OLD}\n`, 'b.txt': `key ${GONE}\n` });
  const commit = repo.git('rev-parse', 'HEAD').trim();
  repo.git('rm', '-q', 'b.txt');
  repo.commit({
    'a.txt': `more\nlines\nkey ${OLD}\n`,
    '.gitleaksignore': `${commit}:a.txt:aws-access-token:2\n${commit}:b.txt:aws-access-token:1\n`,
  });
  return repo;
}

describe('fingerprints of gitleaks', () => {
  it('accept what stood there in their commit, wherever it is now', () => {
    const repo = legacyRepo();
    expect(run(repo, 'scan').status).toBe(1);
    const imported = run(repo, 'import');
    expect(imported).toMatchObject({ status: 0, stderr: '' });
    expect(imported.stdout).toContain('2 findings accepted in .keysieve-baseline');
    expect(imported.stdout + content(repo, '.keysieve-baseline')).not.toContain(OLD);
    const lines = content(repo, '.keysieve-baseline')?.split('\n') ?? [];
    expect(
      lines.filter((line) =>
        /^aws-access-key-id a\.txt s\d\d\S+ because carried over from \.gitleaksignore$/.test(line),
      ),
    ).toHaveLength(1);
    expect(lines.filter((line) => /^aws-access-key-id b\.txt s\d\d\S+ in history because /.test(line))).toHaveLength(1);
    expect(content(repo, 'keysieve.toml')).toBeUndefined();
    expect(run(repo, 'scan').status).toBe(0);
    expect(run(repo, 'scan', '--history').status).toBe(0);
    repo.write({ 'a.txt': `${NEW}\n` });
    expect(run(repo, 'scan').status).toBe(1);
  });

  it('change nothing the second time, and nothing at all in a dry run', () => {
    const repo = legacyRepo();
    expect(run(repo, 'import', '--dry-run').stdout).toContain('2 findings would be accepted');
    expect(content(repo, '.keysieve-baseline')).toBeUndefined();
    run(repo, 'import');
    const before = content(repo, '.keysieve-baseline');
    expect(run(repo, 'import').stdout).toContain('0 findings accepted in .keysieve-baseline; 2 excused already');
    expect(content(repo, '.keysieve-baseline')).toBe(before);
  });
});

it('a baseline of hashes accepts its secrets and no other on their lines', () => {
  const repo = createRepo();
  const hashed_secret = createHash('sha1').update(OLD).digest('hex');
  const results = { 'a.txt': [{ type: 'AWS Access Key', filename: 'a.txt', hashed_secret, line_number: 1 }] };
  repo.commit({ 'a.txt': `${NEW}\n${OLD}\n`, '.secrets.baseline': JSON.stringify({ version: '1.5.0', results }) });
  const { stdout } = run(repo, 'import', '.secrets.baseline');
  expect(stdout).toContain('1 finding accepted');
  repo.write({ 'a.txt': `${NEW}\n` });
  expect(run(repo, 'import', '.secrets.baseline').stdout).toContain('no finding of keysieve has this secret there');
});

describe('what is left out elsewhere', () => {
  const files = {
    'docs/a.md': `${OLD}\n`,
    'vendor/a.js': `${NEW}\n`,
    '.secretlintignore': 'vendor/\n!keep\n',
    '.gitguardian.yaml': `version: 2\nsecret:\n  ignored_paths: ["docs/*"]\n`,
  };

  it('goes into a new configuration, and a scan heeds it', () => {
    const repo = createRepo();
    repo.commit(files);
    const { status, stdout } = run(repo, 'import');
    expect(status).toBe(0);
    expect(stdout).toContain('2 excluded paths written to keysieve.toml');
    expect(stdout).toMatch(/not carried over:\n {2}\.secretlintignore:2: /);
    expect(run(repo, 'scan', '--fail-on', 'info').status).toBe(0);
  });

  it('is printed where the configuration has such a table already, which stays as it is', () => {
    const repo = createRepo();
    repo.commit({ ...files, 'keysieve.toml': '[scan]\nredact = 2\n' });
    expect(run(repo, 'import').stdout).toMatch(
      /keysieve\.toml has \[scan\] already[\s\S]*\nexclude = \[\n {2}"vendor",/,
    );
    expect(content(repo, 'keysieve.toml')).toBe('[scan]\nredact = 2\n');
  });

  it('does not put the rules of .gitleaks.toml out of action', () => {
    const repo = createRepo();
    const rules = '[[rules]]\nid = "acme"\nregex = "acme_[a-z]{12}"\nkeywords = ["acme_"]\n';
    repo.commit({ ...files, '.gitleaks.toml': rules, 'a.txt': `${['acme', 'bcdfghjklmnp'].join('_')}\n` });
    run(repo, 'import', '.secretlintignore');
    expect(content(repo, 'keysieve.toml')).toContain('path = ".gitleaks.toml"');
    expect(run(repo, 'scan').stdout).toContain('acme');
  });
});

it.each([
  [['import', 'missing.json'], 'missing.json: there is no such file'],
  [['import', 'a.txt'], 'a.txt: is none of the files that can be carried over'],
  [['import'], 'import needs a file'],
  [['import', '--reveal'], '--reveal does not belong to the command import'],
])('%j ends in 2 and says what to do', (args, message) => {
  const repo = createRepo();
  repo.commit({ 'a.txt': 'x\n' });
  expect(run(repo, ...args)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining(message) });
});
