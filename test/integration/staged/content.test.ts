/** Content that git would not show in a diff: binary, empty, huge, converted or hidden by attributes. */

import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isPosix, keyAt, scanStaged } from '../../support/form-scans.ts';
import { accessKeyId } from '../../support/keys.ts';
import { places } from '../../support/keysieve.ts';
import { createRepo, type Repo } from '../../support/repo.ts';

const KEY = accessKeyId('content');
const OLD_KEY = accessKeyId('content-old');
const PNG_HEAD = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0, 0xff, 0x0a]);

/** A committed file with an old key, and the same with a new key on line 3 in the index. */
function repoWithAddedKey(): Repo {
  const repo = createRepo();
  repo.commit({ 'a.txt': `${OLD_KEY}\ntwo\n` });
  repo.stage({ 'a.txt': `${OLD_KEY}\ntwo\nkey = ${KEY}\n` });
  return repo;
}

const FOUND = [keyAt('a.txt', 3, 7)];

it('finds a key in a new binary file', () => {
  const repo = createRepo();
  repo.stage({ 'a.png': Buffer.concat([PNG_HEAD, Buffer.from(`${KEY}\n`)]) });
  expect(places(scanStaged(repo.dir).report)).toEqual([keyAt('a.png', 4, 1)]);
});

it('finds a key between the NULs of a binary file', () => {
  const repo = createRepo();
  repo.stage({ 'a.bin': Buffer.concat([Buffer.alloc(5000), Buffer.from(KEY), Buffer.alloc(5000)]) });
  expect(scanStaged(repo.dir).report.findings).toHaveLength(1);
});

it('reports only the added key of a changed binary file', () => {
  const repo = createRepo();
  const old = Buffer.concat([PNG_HEAD, Buffer.from(`${OLD_KEY}\n`)]);
  repo.commit({ 'a.png': old });
  repo.stage({ 'a.png': Buffer.concat([old, Buffer.from(`${KEY}\n`)]) });
  expect(places(scanStaged(repo.dir).report)).toEqual([keyAt('a.png', 5, 1)]);
});

it('passes an empty file', () => {
  const repo = createRepo();
  repo.stage({ empty: '' });
  const { report, status } = scanStaged(repo.dir);
  expect(report.coverage.files).toBe(1);
  expect(status).toBe(0);
});

it('finds a key that fills an empty file', () => {
  const repo = createRepo();
  repo.commit({ 'a.txt': '' });
  repo.stage({ 'a.txt': KEY });
  expect(places(scanStaged(repo.dir).report)).toEqual([keyAt('a.txt', 1, 1)]);
});

it('finds a key at the end of a new file of 10 MB', () => {
  const repo = createRepo();
  const lines = 131_072;
  repo.stage({ 'big.txt': `${`${'x'.repeat(79)}\n`.repeat(lines)}key = ${KEY}\n` });
  const { report } = scanStaged(repo.dir);
  expect(places(report)).toEqual([keyAt('big.txt', lines + 1, 7)]);
  expect(report.coverage.bytes).toBe(lines * 80 + 27);
});

it('reports only the added key of a changed file of 10 MB', () => {
  const repo = createRepo();
  const body = `${'x'.repeat(79)}\n`.repeat(131_072);
  repo.commit({ 'big.txt': `${OLD_KEY}\n${body}` });
  repo.stage({ 'big.txt': `${OLD_KEY}\n${body}${KEY}\n` });
  expect(places(scanStaged(repo.dir).report)).toEqual([keyAt('big.txt', 131_074, 1)]);
});

it('finds a key far along in a single line of 10 MB', () => {
  const repo = createRepo();
  repo.stage({ 'min.js': `${'a;'.repeat(5_000_000)} ${KEY} b` });
  expect(places(scanStaged(repo.dir).report)).toEqual([keyAt('min.js', 1, 10_000_002)]);
});

describe('attributes of the repository hide nothing and run nothing', () => {
  it.each(['-diff', 'binary', 'diff=evil', '-text', 'eol=crlf', 'working-tree-encoding=UTF-16', 'export-ignore'])(
    'with `* %s` in .gitattributes and info/attributes',
    (attribute) => {
      const repo = repoWithAddedKey();
      repo.write({ '.gitattributes': `* ${attribute}\n`, '.git/info/attributes': `* ${attribute}\n` });
      repo.git('config', 'diff.evil.binary', 'true');
      const { report, status } = scanStaged(repo.dir);
      expect(places(report)).toEqual(FOUND);
      expect(status).toBe(1);
    },
  );

  it.runIf(isPosix).each([
    { trap: 'textconv', attribute: 'diff=evil', key: 'diff.evil.textconv' },
    { trap: 'a diff command', attribute: 'diff=evil', key: 'diff.evil.command' },
    { trap: 'a clean filter', attribute: 'filter=evil', key: 'filter.evil.clean' },
    { trap: 'a smudge filter', attribute: 'filter=evil', key: 'filter.evil.smudge' },
    { trap: 'a filter process', attribute: 'filter=evil', key: 'filter.evil.process' },
    { trap: 'diff.external', attribute: 'x', key: 'diff.external' },
    { trap: 'fsmonitor', attribute: 'x', key: 'core.fsmonitor' },
    { trap: 'a pager', attribute: 'x', key: 'core.pager' },
  ])('with $trap configured', ({ attribute, key }) => {
    const repo = repoWithAddedKey();
    const marker = join(repo.dir, '.git/marker');
    const script = join(repo.dir, '.git/evil.sh');
    writeFileSync(script, `#!/bin/sh\n: > '${marker}'\nexit 0\n`, { mode: 0o755 });
    repo.write({ '.gitattributes': `* ${attribute}\n` });
    repo.git('config', key, script);
    const { report } = scanStaged(repo.dir);
    expect(existsSync(marker)).toBe(false);
    expect(places(report)).toEqual(FOUND);
  });
});

describe('settings of git change nothing', () => {
  it.each([
    ['core.autocrlf', 'true'],
    ['core.autocrlf', 'input'],
    ['core.eol', 'crlf'],
    ['core.quotePath', 'true'],
    ['core.bigFileThreshold', '1'],
    ['core.whitespace', 'cr-at-eol'],
    ['core.ignoreCase', 'true'],
    ['color.ui', 'always'],
    ['color.diff', 'always'],
    ['diff.noprefix', 'true'],
    ['diff.mnemonicPrefix', 'true'],
    ['diff.srcPrefix', 'x y/'],
    ['diff.dstPrefix', '+++ '],
    ['diff.algorithm', 'histogram'],
    ['diff.context', '10'],
    ['diff.interHunkContext', '10'],
    ['diff.suppressBlankEmpty', 'true'],
    ['diff.colorMoved', 'zebra'],
    ['diff.wsErrorHighlight', 'all'],
    ['diff.wordRegex', '.'],
    ['diff.renameLimit', '1'],
    ['diff.orderFile', '/dev/null'],
    ['diff.statGraphWidth', '1'],
    ['diff.submodule', 'log'],
    ['diff.indentHeuristic', 'false'],
    ['diff.trustExitCode', 'true'],
    ['i18n.logOutputEncoding', 'UTF-16'],
    ['advice.statusHints', 'false'],
    ['grep.fallbackToNoIndex', 'true'],
    ['core.abbrev', '4'],
  ])('with %s = %s', (name, value) => {
    const repo = repoWithAddedKey();
    repo.git('config', name, value);
    expect(places(scanStaged(repo.dir).report)).toEqual(FOUND);
  });

  it.each([
    { GIT_DIFF_OPTS: '-u10' },
    { GIT_EXTERNAL_DIFF: 'false' },
    { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'diff.noprefix', GIT_CONFIG_VALUE_0: 'true' },
    { GIT_LITERAL_PATHSPECS: '1' },
    { GIT_TRACE: '1' },
    { LC_ALL: 'C', LANGUAGE: 'de' },
    { GIT_PAGER: 'false', PAGER: 'false' },
  ])('with %o in the environment', (env) => {
    expect(places(scanStaged(repoWithAddedKey().dir, [], { env }).report)).toEqual(FOUND);
  });

  it('with CRLF text that git normalises in the index', () => {
    const repo = createRepo();
    repo.git('config', 'core.autocrlf', 'true');
    repo.commit({ 'a.txt': `${OLD_KEY}\r\ntwo\r\n` });
    repo.stage({ 'a.txt': `${OLD_KEY}\r\ntwo\r\nkey = ${KEY}\r\n` });
    expect(places(scanStaged(repo.dir).report)).toEqual(FOUND);
  });

  it('with replace refs that show another content for the staged object', () => {
    const repo = repoWithAddedKey();
    repo.write({ 'harmless.txt': 'harmless\n' });
    const harmless = repo.git('hash-object', '-w', 'harmless.txt').trim();
    repo.git('replace', repo.git('rev-parse', ':a.txt').trim(), harmless);
    expect(places(scanStaged(repo.dir).report)).toEqual(FOUND);
  });

  it('with a graft of HEAD that holds the staged key already', () => {
    const repo = repoWithAddedKey();
    const head = repo.git('rev-parse', 'HEAD').trim();
    const tree = repo.git('write-tree').trim();
    const fake = repo.git('commit-tree', '-m', 'fake', tree).trim();
    repo.git('replace', head, fake);
    expect(places(scanStaged(repo.dir).report)).toEqual(FOUND);
  });
});
