import { Buffer } from 'node:buffer';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { opaqueKind } from '#text/opaque.ts';

const POINTER = ['version https://git-lfs.github.com/spec/v1', `oid sha256:${'0'.repeat(64)}`, 'size 12', ''].join(
  '\n',
);

describe('opaqueKind', () => {
  it.each([
    ['zip archive', Buffer.from('PK\x03\x04rest')],
    ['gzip data', gzipSync('text')],
    ['xz data', Buffer.from('\xfd7zXZ\0\0', 'latin1')],
    ['bzip2 data', Buffer.from('BZh91AY&SY')],
    ['Zstandard data', Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x24])],
    ['7-Zip archive', Buffer.from("7z\xbc\xaf'\x1c\0\x04", 'latin1')],
    ['RAR archive', Buffer.from('Rar!\x1a\x07\x01\0', 'latin1')],
    ['Git LFS pointer', Buffer.from(POINTER)],
  ])('%s', (kind, bytes) => {
    expect(opaqueKind(bytes)).toBe(kind);
    expect(opaqueKind(bytes.subarray(0, 64))).toBe(kind);
  });

  it.each([
    ['nothing', ''],
    ['text', 'hello'],
    ['a signature that does not stand at the start', ' PK\x03\x04'],
    ['the start of a signature', 'PK\x03'],
    ['the start of a pointer', POINTER.slice(0, 30)],
    ['a pointer of another version', POINTER.replace('v1', 'v2')],
    ['the letters of a signature', 'PK is not a zip'],
  ])('not %s', (_, text) => expect(opaqueKind(Buffer.from(text, 'latin1'))).toBeUndefined());
});
