import { describe, expect, it } from 'vitest';
import { expiredEntries } from '#baseline/expired.ts';

const line = (path: string, rest: string): string => `rule ${path} s10$${'0'.repeat(32)}$${'a'.repeat(32)} ${rest}`;

describe('expired entries', () => {
  it('are found by their lines, and others are not read', () => {
    const text = [
      '# until 2020-01-01 of course',
      line('a', 'until 2020-01-01 because x'),
      'this is no entry',
      line('b', 'because until 2020-01-01 nobody knew'),
      line('c', 'until 2026-06-01 because until 2020-01-01 it was so'),
      line('é', 'until 2026-05-31 because until 2020-01-01 it was so'),
      line('e', 'because x'),
    ];
    for (const end of ['\n', '\r\n']) {
      const found = expiredEntries(Buffer.from(text.join(end) + end), 'file', '2026-06-01');
      expect(found.map(({ path, line: number }) => `${path?.text} ${number}`)).toEqual(['a 2', 'é 6']);
    }
  });

  it('are found on the last line without its end', () => {
    expect(expiredEntries(Buffer.from(line('a', 'until 2020-01-01 because x')), 'file', '2026-06-01')).toHaveLength(1);
  });

  it('are not looked for in what a merge left', () => {
    const text = `${line('a', 'because x')}\n<<<<<<< HEAD\n${line('b', 'because x')}\n`;
    expect(() => expiredEntries(Buffer.from(text), 'file', '2026-06-01')).toThrow(/^file: a merge left a conflict/);
  });

  it('names a line that it cannot read', () => {
    expect(() => expiredEntries(Buffer.from('\nrule until 2020-01-01 because x\n'), 'file', '2026-06-01')).toThrow(
      /^file:2: is no entry/,
    );
  });
});
