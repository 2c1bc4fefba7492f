import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { pathKey } from '#model/path-name.ts';
import { bytesOfPath, locationOf, pathFromBytes, textPath } from '#text/path-name.ts';

describe('pathFromBytes', () => {
  it.each([
    ['ASCII', Buffer.from('a/b.txt'), 'a/b.txt'],
    ['UTF-8', Buffer.from('é/漢😀'), 'é/漢😀'],
    ['a name with a newline', Buffer.from('a\nb'), 'a\nb'],
    ['a name with a byte-order mark', Buffer.from('\ufeffa'), '\ufeffa'],
    ['nothing', Buffer.alloc(0), ''],
  ])('%s is text alone', (_, bytes, text) => {
    const path = pathFromBytes(bytes);
    expect(path).toEqual({ text });
    expect(Buffer.from(bytesOfPath(path))).toEqual(bytes);
    expect(locationOf(path)).toBe(text);
  });

  it.each([
    ['Latin-1', [0x63, 0x61, 0x66, 0xe9], 'caf\\xe9'],
    ['one bad byte between good characters', [0xc3, 0xa9, 0xff, 0xc3, 0xa9], 'é\\xffé'],
    ['a character that is cut', [0x61, 0xe6, 0xbc], 'a\\xe6\\xbc'],
    ['a character that is cut by another', [0xe6, 0xbc, 0x61], '\\xe6\\xbca'],
    ['a surrogate', [0xed, 0xa0, 0x80], '\\xed\\xa0\\x80'],
    ['a character written too long', [0xc0, 0xaf], '\\xc0\\xaf'],
    ['four bytes beyond Unicode', [0xf4, 0x90, 0x80, 0x80], '\\xf4\\x90\\x80\\x80'],
    ['a good character of four bytes', [0xf0, 0x9f, 0x98, 0x80, 0x80], '😀\\x80'],
  ])('%s is escaped and keeps its bytes', (_, list, text) => {
    const bytes = Buffer.from(list);
    const path = pathFromBytes(bytes);
    expect(path.text).toBe(text);
    expect(Buffer.from(bytesOfPath(path))).toEqual(bytes);
    expect(Buffer.from(locationOf(path))).toEqual(bytes);
  });

  it('keeps a copy, since the bytes may be used again', () => {
    const bytes = Buffer.from([0xff]);
    const path = pathFromBytes(bytes);
    bytes.fill(0);
    expect([...bytesOfPath(path)]).toEqual([0xff]);
  });

  it('tells a byte from a name that spells its escape', () => {
    const [byte, spelled] = [pathFromBytes(Buffer.from([0xff])), pathFromBytes(Buffer.from('\\xff'))];
    expect(byte.text).toBe(spelled.text);
    expect(pathKey(byte)).not.toBe(pathKey(spelled));
  });
});

it('textPath is the text', () => expect(textPath('a/é')).toEqual({ text: 'a/é' }));
