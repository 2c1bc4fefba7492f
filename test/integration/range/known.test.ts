/** What a range takes for known: what the scan finds in the old file as well, and not what its text happens to hold. */

import { describe, expect, it } from 'vitest';
import { accessKeyId } from '../../support/keys.ts';
import { keysieveJson } from '../../support/keysieve.ts';
import { removeLoose } from '../../support/objects.ts';
import { createRepo, type Repo } from '../../support/repo.ts';
import { keyLine, problemsOf, scanHistory, scanRange } from '../../support/scans.ts';

const WORD = ['hk8', 'Qz2', 'vTx'].join('');

/** Two commits that change one file. */
function changed(old: string | Uint8Array, now: string | Uint8Array): Repo {
  const repo = createRepo();
  repo.commit({ 'b.ini': old });
  repo.commit({ 'b.ini': now });
  return repo;
}

function secretsOf(repo: Repo, ...args: readonly string[]): readonly string[] {
  const { report } = scanRange(repo, 'HEAD~1..HEAD', ...args);
  expect(report.problems).toEqual([]);
  return report.findings.map(({ secret }) => secret);
}

describe('a new secret', () => {
  it.each([
    ['is part of a longer word', `id: a${WORD}8\n`, `db_password = "${WORD}"\n`],
    ['is somebody’s name', `user = ${WORD}\n`, `password = ${WORD}\n`],
    ['is part of a path', `home = /srv/app/${WORD}/\n`, `url = postgres://u:${WORD}@db.internal:5432/app\n`],
  ])('is reported where its text %s in the old file, as by the other scans', (_, old, more) => {
    const repo = changed(old, `${old}${more}`);
    expect(secretsOf(repo)).toEqual([WORD]);
    expect(scanHistory(repo).report.findings.map(({ secret }) => secret)).toEqual([WORD]);
    repo.git('reset', '-q', '--soft', 'HEAD~1');
    const staged = keysieveJson(['scan', '--staged', '--reveal'], { cwd: repo.dir });
    expect(staged.report.findings.map(({ secret }) => secret)).toEqual([WORD]);
  });

  it('is reported where an older commit of the range has its text', () => {
    const repo = createRepo();
    repo.commit({ 'a.txt': 'one\n' });
    repo.commit({ 'b.ini': `user = ${WORD}\n` });
    const commit = repo.commit({ 'b.ini': `user = ${WORD}\npassword = ${WORD}\n` });
    const { report } = scanRange(repo, 'HEAD~2..HEAD');
    expect(report.findings.map(({ provenance }) => provenance)).toEqual([expect.objectContaining({ commit })]);
  });

  it('is reported where the old file has it as an example', () => {
    const line = keyLine();
    const repo = changed(`# keysieve:allow aws-access-key-id because it is revoked\n${line}`, line);
    expect(secretsOf(repo)).toEqual([accessKeyId()]);
  });
});

describe('a known secret', () => {
  const other = `${keyLine('other')}`;
  it.each([
    ['in a file with more lines', keyLine(), `one\n${keyLine()}`],
    ['of another line', `a = "${accessKeyId()}"\n`, `b: ${accessKeyId()} # moved\n`],
    ['in UTF-16', Buffer.from(`\ufeff${keyLine()}`, 'utf16le'), Buffer.from(`\ufeffone\n${keyLine()}`, 'utf16le')],
    ['that is written in base64', keyLine(), `${Buffer.from(`${other}${keyLine()}`).toString('base64')}\n`],
  ])('is not reported %s', (_, old, now) => {
    expect(secretsOf(changed(old, now))).not.toContain(accessKeyId());
  });

  it('is not reported where the file came with a commit of the range that was scanned', () => {
    const repo = createRepo();
    repo.commit({ 'b.ini': `one\n${keyLine()}` });
    repo.commit({ 'b.ini': `two\n${keyLine()}` });
    repo.commit({ 'b.ini': `three\n${keyLine()}` });
    expect(scanRange(repo, 'HEAD~2..HEAD').report.findings).toEqual([]);
  });

  it('is reported, with a problem, where the old file cannot be read', () => {
    const repo = changed(keyLine(), `one\n${keyLine()}`);
    const object = repo.git('rev-parse', 'HEAD~1:b.ini').trim();
    removeLoose(repo, object);
    const scan = scanRange(repo, 'HEAD~1..HEAD');
    expect(scan.status).toBe(2);
    expect(problemsOf(scan.report)).toContain(object);
    expect(scan.report.findings.map(({ secret }) => secret)).toEqual([accessKeyId()]);
  });
});
