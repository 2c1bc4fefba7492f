/** Whole scans, where parts that are right on their own could lose or show something between them. */

import { describe, expect, it } from 'vitest';
import type { ScanOptions, Target } from '#model/options.ts';
import type { Report } from '#model/report.ts';
import { builtInRuleSet } from '#rules/builtin.ts';
import { runScan } from '#scan/scan.ts';
import { foundRepository } from '../../support/found-repository.ts';
import { accessKeyId, secretKey } from '../../support/keys.ts';
import { cleanEnvironment } from '../../support/keysieve.ts';
import { storeCommit, storeObject, storeTree } from '../../support/objects.ts';
import { createRepo, type Repo } from '../../support/repo.ts';
import { ruleOf } from '../../support/rule-data.ts';

const OPTIONS: Omit<ScanOptions, 'target'> = {
  ruleSet: builtInRuleSet(),
  filter: { include: [], exclude: [] },
  failOn: 'low',
  redaction: { reveal: false, shownCharacters: 4 },
  maxFileSize: undefined,
  jobs: undefined,
  requireCoverage: false,
  strictCoverage: false,
  inlineAllows: 'all',
  baseline: undefined,
  strictBaseline: false,
  narrowedBy: [],
  notices: [],
};

async function scan(repo: Repo, target: Target, rest: Partial<ScanOptions> = {}): Promise<Report> {
  const repository = await foundRepository(repo.dir);
  return runScan({ ...OPTIONS, target, ...rest }, repository, { env: cleanEnvironment() });
}

const scanHistory = (repo: Repo) =>
  scan(repo, {
    kind: 'history',
    cwd: repo.dir,
    repository: undefined,
    allowShallow: false,
    verifyObjects: false,
    countCommits: false,
  });
const scanRange = (repo: Repo, ...revisions: readonly string[]) =>
  scan(repo, { kind: 'range', cwd: repo.dir, repository: undefined, revisions });
async function scanLastCommit(repo: Repo): Promise<Report> {
  repo.git('commit', '-q', '--no-verify', '-m', 'x');
  return scanRange(repo, 'HEAD^..HEAD');
}
const scanStaged = (repo: Repo) => scan(repo, { kind: 'staged', cwd: repo.dir, paths: [] });

const placesOf = ({ findings }: Report) =>
  findings.map(({ path, start, rule }) => `${path.text}:${start.line} ${rule}`);

describe('what was there before', () => {
  const id = `aws_access_key_id = ${accessKeyId('old')}\n`;
  const both = `${id}aws_secret_access_key = ${secretKey('new')}\n`;

  it.each([
    ['a range', scanLastCommit],
    ['what is staged', scanStaged],
  ])('does not take with it a secret that is added below: %s', async (_, run) => {
    const repo = createRepo();
    repo.commit({ 'a.ini': id });
    repo.stage({ 'a.ini': both });
    expect(placesOf(await run(repo))).toContain('a.ini:2 aws-secret-access-key');
  });

  it('is not shown on the line of what is new', async () => {
    const repo = createRepo();
    const old = accessKeyId('old');
    repo.commit({ 'a.ini': `keys = ${old}\n` });
    repo.commit({ 'a.ini': `keys = ${old} ${accessKeyId('new')}\n` });
    const report = await scanRange(repo, 'HEAD^..HEAD');
    expect(placesOf(report)).toEqual(['a.ini:1 aws-access-key-id']);
    expect(JSON.stringify(report)).not.toContain(old);
  });

  it('may have been a submodule', async () => {
    const repo = createRepo();
    const commit = repo.commit({ 'a.txt': 'x\n' });
    repo.git('update-index', '--add', '--cacheinfo', `160000,${commit.replace(/^./, 'e')},sub`);
    repo.git('commit', '-qm', 'submodule');
    repo.git('rm', '-q', '--cached', 'sub');
    repo.stage({ sub: `key = ${accessKeyId()}\n` });
    const report = await scanStaged(repo);
    expect(report.problems).toEqual([]);
    expect(placesOf(report)).toEqual(['sub:1 aws-access-key-id']);
  });
});

describe('names of files', () => {
  const commitTree = (repo: Repo, tree: string) =>
    repo.git('update-ref', 'refs/heads/names', storeCommit(repo, { tree, parents: [repo.commit({ 'a.txt': 'x' })] }));

  it('that hold keys at the same place are all found', async () => {
    const repo = createRepo();
    const blob = storeObject(repo, 'blob', 'x');
    const names = ['1', '2', '3'].map((seed) => `${accessKeyId(seed)}.txt`);
    commitTree(repo, storeTree(repo, Object.fromEntries(names.map((name) => [name, blob]))));
    const { findings, problems } = await scanHistory(repo);
    expect(findings.map(({ provenance }) => provenance.kind)).toEqual(['path-name', 'path-name', 'path-name']);
    expect(problems).toEqual([]);
  });

  it.each([
    ['are not UTF-8', Buffer.from([0xe9])],
    ['hold a newline', Buffer.from('\n')],
    ['end in a CR', Buffer.from('\r')],
    ['stand beside one that is not UTF-8', Buffer.from('é')],
  ])('that hold a key and %s are found', async (_, rest) => {
    const repo = createRepo();
    const blob = Buffer.from(storeObject(repo, 'blob', 'x'), 'hex');
    const entry = (...name: readonly Uint8Array[]) =>
      Buffer.concat([Buffer.from('100644 '), ...name, Buffer.from([0]), blob]);
    const content = Buffer.concat([entry(Buffer.from(accessKeyId()), rest), entry(Buffer.from([0x63, 0xe9]))]);
    commitTree(repo, storeObject(repo, 'tree', content));
    expect((await scanHistory(repo)).findings.map(({ provenance }) => provenance.kind)).toEqual(['path-name']);
  });

  it('that no commit holds are found', async () => {
    const repo = createRepo();
    repo.commit({ 'a.txt': 'x' });
    storeTree(repo, { [accessKeyId()]: storeObject(repo, 'blob', 'x') });
    expect((await scanHistory(repo)).findings).toHaveLength(1);
  });

  it('in a damaged tree are looked at, and nothing else is lost', async () => {
    const repo = createRepo();
    storeObject(repo, 'tree', `100644 ${accessKeyId('damaged')}`);
    repo.commit({ 'a.txt': `key = ${accessKeyId('whole')}\n` });
    const report = await scanHistory(repo);
    expect(placesOf(report)).toContain('a.txt:1 aws-access-key-id');
    expect(report.findings).toHaveLength(2);
    expect(report.problems.map(({ message }) => message)).toEqual([expect.stringContaining('tree')]);
  });
});

it('reports a secret pair in a commit message by the lines of the message', async () => {
  const repo = createRepo();
  repo.commit(
    { 'a.txt': 'x' },
    `subject\n\naws_access_key_id = ${accessKeyId()}\naws_secret_access_key = ${secretKey()}`,
  );
  const [finding, ...more] = (await scanHistory(repo)).findings;
  expect(more).toEqual([]);
  expect(finding).toMatchObject({ start: { line: 3 }, severity: 'critical', related: [{ start: { line: 4 } }] });
});

it('survives a rule that runs over its time in every file', async () => {
  const repo = createRepo();
  const slow = ruleOf('slow', '^(?:a+)+$', { builtIn: false, safety: { kind: 'unproved', why: 'test' } });
  const ruleSet = { rules: [slow, ruleOf('quick', 'x\\d')], allowlists: [] };
  repo.write(Object.fromEntries([1, 2, 3, 4, 5].map((at) => [`${at}.txt`, `${'a'.repeat(60)}b x${at}\n`])));
  const target = { kind: 'paths', cwd: repo.dir, paths: [], includeIgnored: false } as const;
  const report = await scan(repo, target, { ruleSet });
  expect(report.findings).toHaveLength(5);
  expect(report.problems).toHaveLength(5);
}, 20_000);

it('reports twenty thousand secrets of one file', async () => {
  const repo = createRepo();
  const keyIds = Array.from({ length: 20_000 }, (_, at) => accessKeyId(`${at}`));
  for (const separator of ['\n', ' ']) {
    repo.write({ 'a.txt': keyIds.join(separator) });
    const target = { kind: 'paths', cwd: repo.dir, paths: ['a.txt'], includeIgnored: false } as const;
    const { findings, problems } = await scan(repo, target);
    expect(findings).toHaveLength(20_000);
    expect(problems).toEqual([]);
  }
}, 60_000);
