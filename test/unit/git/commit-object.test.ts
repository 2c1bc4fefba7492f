import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { parseMessage, readMessages } from '#git/commit-object.ts';
import { foundRepository } from '../../support/found-repository.ts';
import { removeLoose, storeObject } from '../../support/objects.ts';
import { createRepo, git, type Repo } from '../../support/repo.ts';

const HEADER = ['tree 1234', 'parent 5678', 'author A B <a@b.example> 1700000000 +0200'];
const COMMITTER = 'committer C <c@d.example> 1800000000 -0500';

/** A commit of these header lines and this message. */
const commit = (message: string, ...lines: readonly string[]) =>
  parseMessage('id', Buffer.from(`${[...HEADER, COMMITTER, ...lines].join('\n')}\n\n${message}`));

const withAuthor = (author: string | Buffer) =>
  parseMessage('id', Buffer.concat([Buffer.from('tree 1234\nauthor '), Buffer.from(author), Buffer.from('\n\nx\n')]));

describe('parseMessage', () => {
  it("reads a commit; the date is the committer's, in UTC", () => {
    expect(commit('subject\n\nbody\n')).toEqual({
      commit: 'id',
      author: 'A B',
      email: 'a@b.example',
      date: '2027-01-15T08:00:00Z',
      subject: 'subject',
      headerLines: 5,
    });
  });

  it('reads a tag', () => {
    const raw = 'object 1234\ntype commit\ntag v1.0\ntagger T <t@e.example> 1700000000 +0000\n\nrelease\n';
    expect(parseMessage('id', Buffer.from(raw))).toEqual({
      commit: 'id',
      author: 'T',
      email: 't@e.example',
      date: '2023-11-14T22:13:20Z',
      subject: 'release',
      headerLines: 5,
      tag: 'v1.0',
    });
  });

  it.each([
    ['an empty message', '', '', 5],
    ['a message that begins with empty lines', '\n\nsubject\n', 'subject', 5],
    ['a message without a line end', 'subject', 'subject', 5],
    ['a message that repeats a header', 'author X <x@y> 1 +0000\n', 'author X <x@y> 1 +0000', 5],
  ])('reads %s', (_, message, subject, headerLines) => {
    expect(commit(message)).toMatchObject({ subject, headerLines, author: 'A B' });
  });

  it('counts the lines of a signature as header', () => {
    const signature = ['gpgsig -----BEGIN PGP SIGNATURE-----', ' ', ' author no', ' -----END PGP SIGNATURE-----'];
    expect(commit('subject\n', ...signature)).toMatchObject({ headerLines: 9, subject: 'subject', author: 'A B' });
  });

  it('reads a header without a message', () => {
    expect(parseMessage('id', Buffer.from('tree 1234\nauthor A <a@b> 0 +0000'))).toMatchObject({
      author: 'A',
      subject: '',
    });
  });

  it.each([
    ['no name', '<a@b> 5 +0000', '', 'a@b'],
    ['no address', 'A <> 5 +0000', 'A', ''],
    ['no brackets', 'A a@b 5 +0000', '', ''],
    ['a bracket that is not closed', 'A <a@b 5 +0000', '', ''],
    ['a closing bracket first', '> A <a@b> 5 +0000', '> A', 'a@b'],
    ['more brackets after the address', 'A <a@b> c> 5 +0000', 'A', 'a@b'],
    ['two blanks', 'A  <a@b> 5 +0000', 'A ', 'a@b'],
    ['a name beyond ASCII', 'É 漢 <é@b> 5 +0000', 'É 漢', 'é@b'],
    ['nothing', '', '', ''],
  ])('reads an author with %s', (_, line, author, email) => expect(withAuthor(line)).toMatchObject({ author, email }));

  it('reads Latin-1 where it is no UTF-8', () => {
    expect(withAuthor(Buffer.from('Ren\xe9 <r@b> 5 +0000', 'latin1')).author).toBe('René');
  });

  it.each([
    ['the first second', '0 +0000', '1970-01-01T00:00:00Z'],
    ['a date before it', '-86400 +0000', '1969-12-31T00:00:00Z'],
    ['no date', '', '1970-01-01T00:00:00Z'],
    ['a date that is none', 'soon +0000', '1970-01-01T00:00:00Z'],
    ['the last date with four digits of a year', '253402300799 +0000', '9999-12-31T23:59:59Z'],
    ['a date behind it', '253402300800 +0000', '1970-01-01T00:00:00Z'],
    ['a date that no calendar holds', '99999999999999999999 +0000', '1970-01-01T00:00:00Z'],
    ['a date before the year 0', '-99999999999 +0000', '1970-01-01T00:00:00Z'],
    ['a date without a time zone', '86400', '1970-01-02T00:00:00Z'],
    ['a date behind a second bracket', 'x> 86400 +0000', '1970-01-02T00:00:00Z'],
  ])('gives an ISO date for %s', (_, rest, date) => {
    expect(parseMessage('id', Buffer.from(`tree 1\ncommitter A <a@b> ${rest}\n\nx`)).date).toBe(date);
  });

  it.each([
    ['brackets', '<'.repeat(1_000_000)],
    ['blanks', `A${' '.repeat(1_000_000)}`],
    ['blanks before a bracket', `${' '.repeat(500_000)}<${' '.repeat(500_000)}`],
  ])('does not hang on an author of many %s', (_, author) => {
    const started = performance.now();
    withAuthor(author);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('readMessages', () => {
  const read = async (repo: Repo, ids: readonly string[]) => readMessages(await foundRepository(repo.dir), ids);

  it('agrees with git log', async () => {
    const repo = createRepo();
    const ids = ['first', 'second é\n\nbody', '  third  '].map((message) => repo.commit({ a: message }, message));
    const messages = await read(repo, [...ids, ...ids]);
    const format = '--format=%H%x00%an%x00%ae%x00%cd%x00%s';
    const log = git(repo.dir, ['log', format, '--date=format-local:%Y-%m-%dT%H:%M:%SZ'], { env: { TZ: 'UTC' } });
    const seen = [...messages.values()].map((m) => [m.commit, m.author, m.email, m.date, m.subject].join('\0'));
    expect(seen.reverse()).toEqual(log.trim().split('\n'));
  });

  it('leaves out what is no message, and what is not there', async () => {
    const repo = createRepo();
    const id = repo.commit({ a: 'x' });
    const blob = storeObject(repo, 'blob', 'tree 1\nauthor A <a@b> 1 +0000\n\nno message');
    const gone = repo.commit({ a: 'y' });
    removeLoose(repo, gone);
    expect([...(await read(repo, [blob, gone, id, 'f'.repeat(40)])).keys()]).toEqual([id]);
  });
});
