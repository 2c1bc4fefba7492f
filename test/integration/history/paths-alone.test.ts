/** Rules that look at paths alone, on histories and ranges: which path counts, and which commit brings it. */

import { describe, expect, it } from 'vitest';
import type { JsonReport } from '../../support/keysieve.ts';
import { storeCommit, storeObject } from '../../support/objects.ts';
import { createRepo, type Repo } from '../../support/repo.ts';
import { scanHistory, scanRange } from '../../support/scans.ts';

const ruleFor = (path: string): string => `[[rules]]\nid = "key-file"\npath = '''${path}'''\n`;
const RULE = ruleFor('\\.p12$');

/** A repository whose first commit brings the rule. */
function repoWithRule(rule = RULE): Repo {
  const repo = createRepo();
  repo.commit({ 'keysieve.toml': rule }, 'the rule');
  repo.git('tag', 'base');
  return repo;
}

/** A tree of one entry, which may be anything that git's own commands would not make. */
function storeEntry(repo: Repo, mode: string, name: Uint8Array, object: string): string {
  return storeObject(
    repo,
    'tree',
    Buffer.concat([Buffer.from(`${mode} `), name, Buffer.of(0), Buffer.from(object, 'hex')]),
  );
}

/** `path: subject of the commit` of every finding, with `(gone)` where HEAD has it no more. */
function told({ findings, problems }: JsonReport): string[] {
  expect(problems).toEqual([]);
  return findings.map(({ path, rule, provenance }) => {
    expect({ rule, kind: provenance.kind }).toEqual({ rule: 'key-file', kind: 'path-name' });
    return `${path}: ${provenance['subject']}${provenance['inHead'] === false ? ' (gone)' : ''}`;
  });
}

const historyOf = (repo: Repo, ...args: readonly string[]) => told(scanHistory(repo, ...args).report);
const rangeOf = (repo: Repo, range = 'base..HEAD') => told(scanRange(repo, range).report);

/** Of the second no ending is known, so that every path is looked at: it has to find the same. */
const SAME_RULES = [RULE, ruleFor('\\.p12(?!.)')];

describe.each(SAME_RULES)('a path in history, by %j', (rule) => {
  it('is reported once, by the first commit that brings it, and said to be in HEAD or gone', () => {
    const repo = repoWithRule(rule);
    repo.commit({ 'a.p12': 'one', 'b.p12': 'one', 'c.txt': 'one' }, 'first');
    repo.git('rm', '-q', 'a.p12', 'b.p12');
    repo.commit({}, 'gone');
    repo.commit({ 'a.p12': 'two' }, 'again');
    expect(historyOf(repo)).toEqual(['a.p12: first', 'b.p12: first (gone)']);
  });

  it('counts as both when it was renamed', () => {
    const repo = repoWithRule(rule);
    repo.commit({ 'old.p12': 'content' }, 'old');
    repo.git('mv', 'old.p12', 'new.p12');
    repo.commit({}, 'new');
    expect(historyOf(repo)).toEqual(['old.p12: old (gone)', 'new.p12: new']);
  });

  it('is found where only the merge commit has it, and on the side branch where that brought it', () => {
    const repo = repoWithRule(rule);
    repo.git('checkout', '-q', '-b', 'side');
    repo.commit({ 'side.p12': 'x' }, 'side');
    repo.git('checkout', '-q', 'main');
    repo.commit({ 'a.txt': 'x' }, 'main');
    repo.git('merge', '-q', '--no-ff', '--no-commit', 'side');
    repo.commit({ 'merged.p12': 'x' }, 'merge');
    expect(historyOf(repo)).toEqual(['side.p12: side', 'merged.p12: merge']);
  });

  it('is found in commits that nothing leads to, but a branch goes first', () => {
    const repo = repoWithRule(rule);
    repo.commit({ 'lost.p12': 'x', 'kept.p12': 'x' }, 'lost');
    repo.git('reset', '-q', '--hard', 'base');
    repo.git('reflog', 'expire', '--expire=all', '--all');
    repo.commit({ 'kept.p12': 'x' }, 'kept');
    expect(historyOf(repo)).toEqual(['lost.p12: lost (gone)', 'kept.p12: kept']);
  });

  it('is not that of a submodule, nor of a file that was staged and never committed', () => {
    const repo = repoWithRule(rule);
    repo.stage({ 'staged.p12': 'x' });
    const tree = storeEntry(repo, '160000', Buffer.from('sub.p12'), repo.git('rev-parse', 'HEAD').trim());
    storeCommit(repo, { tree });
    expect(historyOf(repo)).toEqual([]);
  });

  it('may hold bytes that are no UTF-8', () => {
    const repo = repoWithRule(rule);
    const name = Buffer.from('caf\xe9.p12', 'latin1');
    storeCommit(repo, { tree: storeEntry(repo, '100644', name, storeObject(repo, 'blob', 'x')) });
    const { findings } = scanHistory(repo).report;
    expect(findings).toMatchObject([{ rule: 'key-file', path: 'caf\\xe9.p12', pathBytes: name.toString('base64') }]);
  });

  it('is excused by an allowlist on paths or commits, and left out by --exclude', () => {
    const repo = repoWithRule(rule);
    const commit = repo.commit({ 'a.p12': 'x' }, 'a');
    repo.commit({ 'b.p12': 'x', 'c.p12': 'x' }, 'b and c');
    const allow = `[[allowlists]]\ndescription = "known"\npaths = ['^b']\ncommits = ["${commit}"]\n`;
    repo.write({ 'keysieve.toml': rule + allow });
    const { report, status } = scanHistory(repo, '--exclude', 'c.*');
    expect(report.suppressed.map(({ finding, reason }) => `${finding.path}: ${reason}`)).toEqual([
      'a.p12: known',
      'b.p12: known',
    ]);
    expect(report.coverage.skipped.map(({ path }) => path)).toEqual(['c.p12']);
    expect({ findings: report.findings, status }).toEqual({ findings: [], status: 0 });
  });

  it('may be anywhere in folders that were made from each other, one of them a submodule before', () => {
    const repo = repoWithRule(rule);
    const files = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`deep/folder/file-${at}.txt`, `${at}`]));
    repo.commit(files, 'many');
    const tree = storeEntry(repo, '160000', Buffer.from('sub.p12'), repo.git('rev-parse', 'HEAD').trim());
    repo.git('branch', 'other', storeCommit(repo, { tree }));
    repo.commit({ 'deep/folder/key.p12': 'x', 'deep/folder/key.p12.txt': 'x' }, 'key');
    for (const at of [1, 2, 3]) repo.commit({ [`deep/folder/file-${at}.txt`]: 'changed' }, `change ${at}`);
    repo.commit({ 'key.p12/inside.txt': 'x', 'sub.p12': 'x' }, 'a folder, and a file');
    repo.git('repack', '-q', '-a', '-d', '-f', '--depth=50');
    expect(historyOf(repo)).toEqual(['deep/folder/key.p12: key', 'sub.p12: a folder, and a file']);
  });
});

describe('a path in a range', () => {
  it('is reported where a commit brings it, also one that is gone again', () => {
    const repo = repoWithRule();
    repo.commit({ 'a.p12': 'x', 'b.p12': 'x' }, 'two');
    repo.git('rm', '-q', 'a.p12');
    repo.commit({ 'b.p12': 'y' }, 'changed');
    expect(rangeOf(repo)).toEqual(['a.p12: two', 'b.p12: two']);
  });

  it('is not one that was there before, was changed, or came back', () => {
    const repo = repoWithRule();
    repo.commit({ 'a.p12': 'x', 'b.p12': 'x' }, 'before');
    repo.commit({ 'b.p12': 'y' }, 'changed');
    repo.git('rm', '-q', 'a.p12');
    repo.commit({}, 'gone');
    repo.commit({ 'a.p12': 'x' }, 'back');
    expect(rangeOf(repo, 'HEAD~3..HEAD')).toEqual([]);
    expect(rangeOf(repo, 'HEAD~1..HEAD')).toEqual(['a.p12: back']);
  });

  it('is the new name of a file that was renamed', () => {
    const repo = repoWithRule();
    repo.commit({ 'old.txt': 'a content\n'.repeat(9) }, 'old');
    repo.git('mv', 'old.txt', 'new.p12');
    repo.commit({}, 'new');
    expect(rangeOf(repo, 'HEAD^..HEAD')).toEqual(['new.p12: new']);
  });

  it('is what only a merge commit brings, and not what came in from outside', () => {
    const repo = repoWithRule();
    repo.commit({ 'main.p12': 'x' }, 'main');
    repo.git('checkout', '-q', '-b', 'feature', 'base');
    repo.commit({ 'a.txt': 'x' }, 'feature');
    repo.git('merge', '-q', '--no-ff', '--no-commit', 'main');
    repo.commit({ 'merged.p12': 'x', 'main.p12': 'changed' }, 'merge');
    expect(rangeOf(repo, 'main..feature')).toEqual(['merged.p12: merge']);
  });

  it('is judged by the rules at its start', () => {
    const repo = createRepo();
    repo.commit({ 'a.txt': 'x' });
    repo.commit({ 'keysieve.toml': RULE, 'a.p12': 'x' });
    expect(rangeOf(repo, 'HEAD^..HEAD')).toEqual([]);
  });
});
