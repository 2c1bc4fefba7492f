import { describe, expect, it } from 'vitest';
import { EMPTY_BASELINE, formatBaseline, mergeBaselines, parseBaseline } from '#baseline/baseline.ts';

const hex = (seed: string): string => seed.repeat(32).slice(0, 32);
const line = (path: string, salt = hex('0'), rest = 'because x'): string =>
  `rule ${path} s10$${salt}$${hex('a')} ${rest}`;

describe('a baseline', () => {
  it('is written sorted by bytes, comments first, whatever the order, line ends and gaps were', () => {
    const text = `\ufeff${line('b')}\r\n\r\n# two\n# one\n${line('a')}\n${line('é')}\n${line('b')}\n${line('B')}`;
    const sorted = ['# two', '# one', line('B'), line('a'), line('b'), line('é')];
    expect(formatBaseline(parseBaseline(text, 'file')).split('\n')).toEqual([...sorted, '']);
  });

  it('knows the line of each entry', () => {
    const { entries } = parseBaseline(`# one\n${line('b')}\n\n${line('a')}\n`, 'file');
    expect(entries.map(({ path, line: number }) => [path?.text, number])).toEqual([
      ['b', 2],
      ['a', 4],
    ]);
  });

  it('is nothing but comments when it is new', () => {
    expect(parseBaseline(formatBaseline(EMPTY_BASELINE), 'file')).toEqual(EMPTY_BASELINE);
  });

  it('tells all that is wrong at once, and does not quote it', () => {
    const bad = ['x', 'y'].map((name) => `never-print-this-${name}`);
    const text = `${line('a')}\n${bad.join('\n')}\n`;
    expect(() => parseBaseline(text, 'file')).toThrow(/^file:2: is no entry.*\nfile:3: is no entry/);
    expect(() => parseBaseline(text, 'file')).not.toThrow(/never-print/);
  });

  it('tells no more than twenty errors', () => {
    expect(() => parseBaseline('bad\n'.concat('worse \n'.repeat(30)), 'file')).toThrow(/\nand 11 more$/);
  });

  it('has at most sixteen salts for one rule and path', () => {
    const salts = Array.from({ length: 17 }, (_, index) => hex(index.toString(16).padStart(2, '0')));
    const lines = salts.map((salt) => line('a', salt));
    expect(parseBaseline(lines.slice(1).join('\n'), 'file').entries).toHaveLength(16);
    expect(() => parseBaseline(lines.join('\n'), 'file')).toThrow(/^file:17: more than 16 different salts/);
    const spread = salts.map((salt, index) => line(`a${index}`, salt));
    expect(parseBaseline(spread.join('\n'), 'file').entries).toHaveLength(17);
  });

  it('merges to everything that any of them holds, once', () => {
    const [first, second] = [`# one\n${line('a')}\n${line('b')}\n`, `# one\n# two\n${line('c')}\n${line('b')}\n`];
    const merged = formatBaseline(mergeBaselines([parseBaseline(first, '1'), parseBaseline(second, '2')]));
    expect(merged.split('\n')).toEqual(['# one', '# two', line('a'), line('b'), line('c'), '']);
  });
});
