import { describe, expect, it } from 'vitest';
import { holdsValueRun } from '#detect/value-run.ts';

const has = (text: string, length: number): boolean =>
  holdsValueRun(Buffer.from(text, 'latin1'), 0, text.length, length);

describe('holdsValueRun', () => {
  it.each([
    ['nothing', '', 1, false],
    ['one byte', 'a', 1, true],
    ['one byte that is none', '.', 1, false],
    ['the whole text', 'abcd', 4, true],
    ['one byte too few', 'abc', 4, false],
    ['one byte too few at the end', '....abc', 4, false],
    ['at the end', '.....abcd', 4, true],
    ['at the start', 'abcd.....', 4, true],
    ['across a probed byte', '..abcd..', 4, true],
    ['two runs that are too short', 'abc.def.', 4, false],
    ['a run behind one that is too short', 'abc.abcd', 4, true],
    ['a run behind one that holds the probe and is too short', '.abcd.abcde', 5, true],
    ['the marks of base64, escaped', 'a+/\\%9Zz', 8, true],
    ['no padding', 'abc=', 4, false],
    ['url-safe marks', 'ab-_', 4, true],
    ['nothing beyond ASCII', 'ab\xe9c', 4, false],
  ])('%s', (_, text, length, found) => expect(has(text, length)).toBe(found));

  it('takes each byte that a value may hold, and no other', () => {
    const taken = Array.from({ length: 256 }, (_, byte) => byte).filter((byte) =>
      holdsValueRun(Uint8Array.of(byte), 0, 1, 1),
    );
    const allowed = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/%\\_-';
    expect(String.fromCharCode(...taken)).toBe([...allowed].sort().join(''));
  });
});
