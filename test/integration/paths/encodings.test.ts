/** Positions in files of every encoding on disk, and files too long for comfort. */

import { expect, it } from 'vitest';
import { keyAt, scanPaths } from '../../support/form-scans.ts';
import { accessKeyId } from '../../support/keys.ts';
import { keysieve, places } from '../../support/keysieve.ts';
import { repoAt, temporaryDirectory } from '../../support/repo.ts';

const KEY = accessKeyId('encodings');
const TEXT = `erste Zeile\nkey = ${KEY}\nlast\n`;

const utf16le = (text: string): Buffer => Buffer.from(text, 'utf16le');
const utf16be = (text: string): Buffer => utf16le(text).swap16();

function fileWith(content: string | Uint8Array): string {
  const { dir, write } = repoAt(temporaryDirectory());
  write({ 'a.txt': content });
  return dir;
}

it.each([
  { what: 'UTF-8', content: Buffer.from(TEXT) },
  { what: 'UTF-8 with a mark', content: Buffer.from(`\ufeff${TEXT}`) },
  { what: 'UTF-8 with CRLF', content: Buffer.from(TEXT.replaceAll('\n', '\r\n')) },
  { what: 'UTF-16 LE with a mark', content: utf16le(`\ufeff${TEXT}`) },
  { what: 'UTF-16 BE with a mark', content: utf16be(`\ufeff${TEXT}`) },
  { what: 'UTF-16 LE without a mark', content: utf16le(TEXT) },
  { what: 'UTF-16 BE without a mark', content: utf16be(TEXT) },
  {
    what: 'UTF-16 LE with an odd byte at the end',
    content: Buffer.concat([utf16le(`\ufeff${TEXT}`), Buffer.from('x')]),
  },
  { what: 'Latin-1', content: Buffer.from(TEXT.replace('erste', 'fr\xfche'), 'latin1') },
  {
    what: 'UTF-8 with one broken byte',
    content: Buffer.concat([Buffer.from('\u00fc'), Buffer.from([0xff]), Buffer.from(TEXT)]),
  },
])('finds a key at its line and columns in $what', ({ content }) => {
  const { report } = scanPaths(fileWith(content));
  expect(places(report)).toEqual([keyAt('a.txt', 2, 7)]);
  expect(report.findings[0]?.end).toEqual({ line: 2, column: 27 });
});

it('counts columns of text beyond Latin in UTF-16 code units', () => {
  const line = `\u65e5\u672c \u{1F511} ${KEY}`;
  expect(places(scanPaths(fileWith(`${line}\n`)).report)).toEqual([keyAt('a.txt', 1, 7)]);
  expect(places(scanPaths(fileWith(utf16le(`\ufeff${line}\n`))).report)).toEqual([keyAt('a.txt', 1, 7)]);
});

it('finds the same key twice in a file once, where it stands first', () => {
  expect(places(scanPaths(fileWith(`x\n${KEY}\n${KEY}\n`)).report)).toEqual([keyAt('a.txt', 2, 1)]);
});

it('finds every one of a thousand keys', () => {
  const keys = Array.from({ length: 1000 }, (_, i) => accessKeyId(`encodings-${i}`));
  const { report } = scanPaths(fileWith(keys.map((key) => `${key}\n`).join('')));
  expect(report.findings).toHaveLength(new Set(keys).size);
});

it('finds a key in the middle of a single line of 10 MB, and prints a short part of it', () => {
  const dir = fileWith(`${'a;'.repeat(2_500_000)} ${KEY} ${'b;'.repeat(2_500_000)}`);
  expect(places(scanPaths(dir).report)).toEqual([keyAt('a.txt', 1, 5_000_002)]);
  expect(keysieve(['scan'], { cwd: dir }).stdout.length).toBeLessThan(10_000);
});

it('finds a key at the end of 10 MB of short lines', () => {
  const { report } = scanPaths(fileWith(`${'x = 1\n'.repeat(1_700_000)}${KEY}\n`));
  expect(places(report)).toEqual([keyAt('a.txt', 1_700_001, 1)]);
});

it('finds keys in 10 MB without any line end that are broken by NULs', () => {
  const content = Buffer.concat([Buffer.alloc(5_000_000), Buffer.from(KEY), Buffer.alloc(5_000_000)]);
  expect(scanPaths(fileWith(content)).report.findings).toHaveLength(1);
});

it('finds a key on either side of every power-of-two boundary of a file', () => {
  const size = 1 << 21;
  const content = Buffer.alloc(size + 100, '. ');
  const boundaries = Array.from({ length: 10 }, (_, i) => 1 << (12 + i));
  boundaries.forEach((offset, i) => {
    content.write(accessKeyId(`boundary-${i}`), offset - 10);
    content.write(' ', offset - 11);
    content.write(' ', offset + 10);
  });
  const { report } = scanPaths(fileWith(content));
  expect(report.findings.map((f) => f.start.column)).toEqual(boundaries.map((offset) => offset - 9));
});
