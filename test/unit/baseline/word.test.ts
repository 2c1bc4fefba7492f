import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeName, encodeName } from '#baseline/word.ts';
import { bytesOfPath, pathFromBytes } from '#text/path-name.ts';

describe('a name as a word', () => {
  it.each([
    ['src/config.dev.ini', 'src/config.dev.ini'],
    ['a b', 'a%20b'],
    ['100%', '100%25'],
    ['*', '%2A'],
    ['#x', '%23x'],
    ['', '""'],
    ['""', '%22%22'],
    ['naïve/日本.txt', 'naïve/日本.txt'],
    ['a\u202eb\u00a0c\n', 'a%E2%80%AEb%C2%A0c%0A'],
    ['(commit message)', '(commit%20message)'],
  ])('%j is %s', (text, word) => {
    expect(encodeName({ text })).toBe(word);
    expect(decodeName(word)).toEqual({ text });
  });

  it('reads back the same for any bytes, as one word', () => {
    const bytes = fc.uint8Array({ maxLength: 20 }).filter((array) => !array.includes(0));
    fc.assert(
      fc.property(bytes, fc.string({ unit: 'binary', maxLength: 10 }), (prefix, text) => {
        const name = pathFromBytes(Buffer.concat([prefix, Buffer.from(text)]));
        const word = encodeName(name);
        expect(word).toMatch(/^(?![*#])\S+$/);
        const read = decodeName(word);
        expect(read && Buffer.from(bytesOfPath(read)).toString('hex')).toBe(
          Buffer.from(bytesOfPath(name)).toString('hex'),
        );
        expect(read?.bytes === undefined).toBe(name.bytes === undefined);
      }),
    );
  });

  it.each(['%', 'a%2', 'a%zz'])('%s is none', (word) => expect(decodeName(word)).toBeUndefined());
});
