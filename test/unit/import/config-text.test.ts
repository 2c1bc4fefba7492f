import { describe, expect, it } from 'vitest';
import { type Addition, configText, usableAllowlists } from '#import/config-text.ts';
import { parseRuleFile } from '#rules/parse-rules.ts';

const ADDITION: Addition = {
  excludes: ['vendor/**'],
  allowlists: [
    {
      description: 'it\'s "quoted"',
      regexes: ['a\\d\'"', '\\bx'],
      paths: ['^docs/'],
      condition: 'AND',
      regexTarget: 'line',
    },
  ],
};

const parse = (text: string) => parseRuleFile(text, { file: 'keysieve.toml', role: 'configuration' });

describe('configText', () => {
  it('writes a file that reads back as it was meant', () => {
    const result = configText({ ...ADDITION, extended: '.gitleaks.toml' }, undefined, 'keysieve.toml');
    if (result.kind !== 'file') throw new Error(result.kind);
    const { scan, allowlists, extend } = parse(result.text);
    expect(scan.exclude).toEqual(['vendor/**']);
    expect(extend.path).toBe('.gitleaks.toml');
    expect(allowlists).toMatchObject([{ description: 'it\'s "quoted"', condition: 'and', regexTarget: 'line' }]);
    expect(allowlists[0]?.regexes.map(({ source }) => source)).toEqual(['a[0-9]\'"', '\\bx']);
    expect(result).toMatchObject({ allowlists: 1, excludes: 1 });
  });

  it('extends a file and keeps every byte of it', () => {
    const existing = '# ours\n[extend]\nuseDefault = true\n\n\n';
    const result = configText(ADDITION, existing, 'keysieve.toml');
    if (result.kind !== 'file') throw new Error(result.kind);
    expect(result.text).toContain('# ours\n[extend]\nuseDefault = true\n\n[scan]');
    expect(parse(result.text).allowlists).toHaveLength(1);
  });

  it('has nothing to add a second time', () => {
    const once = configText(ADDITION, undefined, 'keysieve.toml');
    if (once.kind !== 'file') throw new Error(once.kind);
    expect(configText(ADDITION, once.text, 'keysieve.toml')).toEqual({ kind: 'nothing' });
  });

  it.each([
    ['[scan]\nredact = 2\n', ADDITION, 'has [scan] already'],
    ['[extend]\nuseDefault = true\n', { ...ADDITION, extended: 'x.toml' }, 'has [extend] already'],
    ['allowlists = []\n', { ...ADDITION, excludes: [] }, 'would not be valid any more'],
  ])('leaves %j alone and says what to put there', (existing, addition, why) => {
    const result = configText(addition, existing, 'keysieve.toml');
    expect(result).toMatchObject({ kind: 'advice', why: expect.stringContaining(why) });
    expect('text' in result && result.text).toContain('[[allowlists]]');
  });

  it('refuses a file that is no TOML', () => {
    expect(() => configText(ADDITION, 'x = [', 'keysieve.toml')).toThrow('keysieve.toml:1:');
  });
});

it('tells allowlists apart that cannot be used here', () => {
  const { usable, left } = usableAllowlists([
    { description: 'good', regexes: ['x'] },
    { description: 'bad', regexes: ['(?<!x'] },
  ]);
  expect(usable.map(({ description }) => description)).toEqual(['good']);
  expect(left).toEqual([{ at: 'bad', why: expect.stringMatching(/^regexes\[0\]/) }]);
});
