/** Contents that git shows differently or not at all: binary, encoded, linked, oddly named. History reads them all. */

import { describe, expect, it } from 'vitest';
import { accessKeyId } from '../../support/keys.ts';
import { places } from '../../support/keysieve.ts';
import { storeCommit, storeObject, storeTree } from '../../support/objects.ts';
import { createRepo, git } from '../../support/repo.ts';
import { findingOf, keyLine, scanHistory } from '../../support/scans.ts';

/** `text` as UTF-16, big endian, without a byte-order mark. */
function bigEndian(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16();
}

describe('contents', () => {
  it.each([
    ['UTF-8 with a byte-order mark', Buffer.from(`\ufeff${keyLine()}`), 1, 21],
    ['UTF-16 little endian with a byte-order mark', Buffer.from(`\ufeff# x\n${keyLine()}`, 'utf16le'), 2, 21],
    ['UTF-16 big endian with a byte-order mark', bigEndian(`\ufeff# x\n${keyLine()}`), 2, 21],
    ['UTF-16 little endian without a byte-order mark', Buffer.from(`# x\n${keyLine()}`, 'utf16le'), 2, 21],
    ['Latin-1', Buffer.from(`# caf\u00e9\n${keyLine()}`, 'latin1'), 2, 21],
    ['CRLF line ends', Buffer.from(`# x\r\n${keyLine()}`), 2, 21],
    ['no line end at the end', Buffer.from(`# x\n${keyLine().trimEnd()}`), 2, 21],
    ['characters outside the basic plane before it', Buffer.from(`\u{1f600} ${keyLine()}`), 1, 24],
    [
      'bytes of a binary file around it',
      Buffer.concat([Buffer.from([0, 1, 0, 255, 10]), Buffer.from(keyLine())]),
      2,
      21,
    ],
  ])('finds a key in %s', (_, content, line, column) => {
    const repo = createRepo();
    repo.commit({ 'leak.bin': content });
    repo.commit({ 'leak.bin': 'clean\n' });
    expect(findingOf(scanHistory(repo))).toMatchObject({ path: 'leak.bin', start: { line, column } });
  });

  it.each(['-diff', 'binary', '-text', 'diff=unknown', 'export-ignore', 'linguist-generated', 'filter=lfs'])(
    'finds a key in a file whose attributes say %s',
    (attribute) => {
      const repo = createRepo();
      repo.commit({ 'leak.ini': keyLine(), '.gitattributes': `* ${attribute}\n` });
      expect(places(scanHistory(repo).report)).toEqual(['leak.ini:1:21 aws-access-key-id']);
    },
  );

  it('finds a key in the target of a symbolic link', () => {
    const repo = createRepo();
    const target = storeObject(repo, 'blob', `/keys/${accessKeyId()}/x`);
    repo.git('update-ref', 'HEAD', storeCommit(repo, { tree: storeTree(repo, { link: `120000 ${target}` }) }));
    expect(findingOf(scanHistory(repo))).toMatchObject({ path: 'link', provenance: { kind: 'commit' } });
  });

  it('finds a key at the end of a long file', () => {
    const repo = createRepo();
    repo.commit({ 'long.txt': `${'some words\n'.repeat(200_000)}${keyLine()}` });
    expect(places(scanHistory(repo).report)).toEqual(['long.txt:200001:21 aws-access-key-id']);
  });

  it('finds a key at the end of a very long line', () => {
    const repo = createRepo();
    repo.commit({ 'long.txt': `${'words '.repeat(500_000)}${keyLine()}` });
    expect(places(scanHistory(repo).report)).toEqual(['long.txt:1:3000021 aws-access-key-id']);
  });

  it('finds a key in a very deep folder', () => {
    const repo = createRepo();
    const path = `${'d/'.repeat(1500)}leak.ini`;
    const stream = [
      'commit refs/heads/main',
      'committer Test Author <author@example.com> 1700000000 +0000',
      'data 2\nx\n',
      `M 100644 inline ${path}`,
      `data ${keyLine().length}\n${keyLine()}`,
    ];
    git(repo.dir, ['fast-import', '--quiet'], { input: `${stream.join('\n')}\n` });
    expect(findingOf(scanHistory(repo)).path).toBe(path);
  });

  it('says that a submodule was not looked at, and goes on', () => {
    const repo = createRepo();
    const blob = storeObject(repo, 'blob', keyLine());
    const tree = storeTree(repo, { 'leak.ini': blob, module: `160000 ${'1'.repeat(40)}` });
    repo.git('update-ref', 'HEAD', storeCommit(repo, { tree }));
    const { status, report } = scanHistory(repo);
    expect(places(report)).toEqual(['leak.ini:1:21 aws-access-key-id']);
    expect(report.coverage.skipped.map((skip) => skip.path)).toContain('module');
    expect(status).toBe(1);
  });
});

describe('odd names', () => {
  it.each(['with space.ini', 'tab\there.ini', 'new\nline.ini', 'quo"te.ini', 'back\\slash.ini', "it's.ini", 'ünï.ini'])(
    'reports %j by its true name',
    (name) => {
      const repo = createRepo();
      const tree = storeTree(repo, { [name]: storeObject(repo, 'blob', keyLine()) });
      repo.git('update-ref', 'HEAD', storeCommit(repo, { tree }));
      expect(findingOf(scanHistory(repo)).path).toBe(name);
    },
  );

  it('reports a name that is not UTF-8 escaped, with its bytes beside', () => {
    const repo = createRepo();
    const name = Buffer.from([0x63, 0x61, 0x66, 0xe9, 0x2e, 0x69]);
    const blob = Buffer.from(storeObject(repo, 'blob', keyLine()), 'hex');
    const tree = storeObject(repo, 'tree', Buffer.concat([Buffer.from('100644 '), name, Buffer.from([0]), blob]));
    repo.git('update-ref', 'HEAD', storeCommit(repo, { tree }));
    expect(findingOf(scanHistory(repo))).toMatchObject({ path: 'caf\\xe9.i', pathBytes: name.toString('base64') });
  });

  it('tells a name that is not UTF-8 from one that spells its escape', () => {
    const repo = createRepo();
    const blob = Buffer.from(storeObject(repo, 'blob', keyLine()), 'hex');
    const entry = (name: Buffer) => Buffer.concat([Buffer.from('100644 '), name, Buffer.from([0]), blob]);
    const names = [Buffer.from('a\\xe9'), Buffer.from([0x61, 0xe9])];
    const tree = storeObject(repo, 'tree', Buffer.concat(names.map(entry)));
    repo.git('update-ref', 'HEAD', storeCommit(repo, { tree }));
    expect(
      scanHistory(repo)
        .report.findings.map((f) => f.pathBytes !== undefined)
        .sort(),
    ).toEqual([false, true]);
  });
});
