/** Lines and columns of staged keys in text of every encoding and line ending. */

import { describe, expect, it } from 'vitest';
import { keyAt, scanStaged } from '../../support/form-scans.ts';
import { accessKeyId } from '../../support/keys.ts';
import { places } from '../../support/keysieve.ts';
import { createRepo } from '../../support/repo.ts';

const KEY = accessKeyId('positions');
const OLD_KEY = accessKeyId('positions-old');

const bytes = (...values: number[]): Buffer => Buffer.from(values);
const utf16le = (text: string): Buffer => Buffer.from(text, 'utf16le');
const utf16be = (text: string): Buffer => utf16le(text).swap16();
const join = (...parts: Buffer[]): Buffer => Buffer.concat(parts);

const TEXT = `erste Zeile\nkey = ${KEY}\n`;

describe('where a key stands', () => {
  it.each([
    {
      what: 'characters outside the BMP before it count two units each',
      line: `'\u{1F600}\u{1F511}' = ${KEY}`,
      column: 10,
    },
    { what: 'an accented letter counts one unit', line: `clé = ${KEY}`, column: 7 },
    { what: 'a combining mark counts one unit of its own', line: `cle\u0301 = ${KEY}`, column: 8 },
    { what: 'a tab counts one unit', line: `\t\tkey\t=\t${KEY}`, column: 9 },
    { what: 'the first column is 1', line: KEY, column: 1 },
  ])('$what', ({ line, column }) => {
    const repo = createRepo();
    repo.stage({ 'a.txt': `first\n${line}\nlast\n` });
    const [finding] = scanStaged(repo.dir).report.findings;
    expect(finding).toMatchObject({ start: { line: 2, column }, end: { line: 2, column: column + 20 } });
  });

  it.each([
    { what: 'CRLF line ends', content: Buffer.from(`first\r\nkey = ${KEY}\r\nlast\r\n`) },
    { what: 'no line end after the last line', content: Buffer.from(`first\nkey = ${KEY}`) },
    { what: 'a UTF-8 byte-order mark', content: join(bytes(0xef, 0xbb, 0xbf), Buffer.from(TEXT)) },
    { what: 'UTF-16 LE with a mark', content: join(bytes(0xff, 0xfe), utf16le(TEXT)) },
    { what: 'UTF-16 BE with a mark', content: join(bytes(0xfe, 0xff), utf16be(TEXT)) },
    { what: 'UTF-16 LE without a mark', content: utf16le(TEXT) },
    { what: 'UTF-16 BE without a mark', content: utf16be(TEXT) },
    { what: 'UTF-16 with CRLF', content: join(bytes(0xff, 0xfe), utf16le(TEXT.replaceAll('\n', '\r\n'))) },
    { what: 'Latin-1', content: Buffer.from(`gr\xfc\xdfe\nkey = ${KEY}\n`, 'latin1') },
  ])('is right in a file with $what', ({ content }) => {
    const repo = createRepo();
    repo.stage({ 'a.txt': content });
    const [finding] = scanStaged(repo.dir).report.findings;
    expect(finding).toMatchObject({ start: { line: 2, column: 7 }, end: { line: 2, column: 27 } });
  });

  it('does not count a byte-order mark as a column on the first line', () => {
    const repo = createRepo();
    repo.stage({ 'a.txt': join(bytes(0xef, 0xbb, 0xbf), Buffer.from(`${KEY}\n`)) });
    expect(places(scanStaged(repo.dir).report)).toEqual([keyAt('a.txt', 1, 1)]);
  });
});

describe('added lines of files whose text is not what git takes for lines', () => {
  const mark = bytes(0xff, 0xfe);

  it('reports only the added key of a UTF-16 file', () => {
    const repo = createRepo();
    repo.commit({ 'a.txt': join(mark, utf16le(`${OLD_KEY}\ntwo\n`)) });
    repo.stage({ 'a.txt': join(mark, utf16le(`${OLD_KEY}\ntwo\nkey = ${KEY}\n`)) });
    expect(places(scanStaged(repo.dir).report)).toEqual([keyAt('a.txt', 3, 7)]);
  });

  it('finds the added key of a UTF-16 file with characters that hold the byte of a line feed', () => {
    const repo = createRepo();
    const head = '\u010a\u0a05\u010a\nsecond\n';
    repo.commit({ 'a.txt': join(mark, utf16le(head)) });
    repo.stage({ 'a.txt': join(mark, utf16le(`${head}key = ${KEY}\n`)) });
    expect(places(scanStaged(repo.dir).report)).toEqual([keyAt('a.txt', 3, 7)]);
  });

  it.each([
    { what: 'a lone carriage return', separator: '\r' },
    { what: 'a line separator', separator: '\u2028' },
    { what: 'a next-line character', separator: '\u0085' },
    { what: 'a form feed', separator: '\f' },
    { what: 'a vertical tab', separator: '\v' },
    { what: 'a NUL', separator: '\0' },
  ])('finds an added key below $what and not the old one above', ({ separator }) => {
    const repo = createRepo();
    const head = `one${separator}two${separator}old ${OLD_KEY}${separator}x\n`;
    repo.commit({ 'a.txt': head });
    repo.stage({ 'a.txt': `${head}key = ${KEY}\n` });
    const { report, status } = scanStaged(repo.dir);
    expect(report.findings.map((f) => f.start.column)).toEqual([7]);
    expect(status).toBe(1);
  });

  it('finds a key after a lone carriage return on an added line', () => {
    const repo = createRepo();
    repo.commit({ 'a.txt': 'one\n' });
    repo.stage({ 'a.txt': `one\nprogress\rkey ${KEY}\rdone\n` });
    expect(scanStaged(repo.dir).report.findings).toHaveLength(1);
  });

  it('reports only the added key of a Latin-1 file', () => {
    const repo = createRepo();
    const old = `gr\xfc\xdfe ${OLD_KEY}\n`;
    repo.commit({ 'a.txt': Buffer.from(old, 'latin1') });
    repo.stage({ 'a.txt': Buffer.from(`${old}\xfc ${KEY}\n`, 'latin1') });
    expect(places(scanStaged(repo.dir).report)).toEqual([keyAt('a.txt', 2, 3)]);
  });

  it('reports only the added key of a file that changes from LF to UTF-16', () => {
    const repo = createRepo();
    repo.commit({ 'a.txt': 'one\ntwo\n' });
    repo.stage({ 'a.txt': join(mark, utf16le(`one\ntwo\nkey = ${KEY}\n`)) });
    expect(places(scanStaged(repo.dir).report)).toEqual([keyAt('a.txt', 3, 7)]);
  });
});
