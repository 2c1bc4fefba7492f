import { describe, expect, it } from 'vitest';
import { readGitleaksConfig } from '#import/gitleaks-config.ts';
import { joinImported } from '#import/imported.ts';

const WITH_RULES = "[[rules]]\nid = 'a'\nregex = 'abcd[0-9]{9}'\n";

describe('what is not carried over', () => {
  it('lists a second configuration that would have to be extended', () => {
    const parts = ['one.toml', 'two.toml'].map((name) => readGitleaksConfig(WITH_RULES, name));
    expect(joinImported(parts)).toMatchObject({
      extended: 'one.toml',
      left: [{ at: 'two.toml', why: expect.stringContaining('one.toml') }],
    });
  });

  it('lists what a configuration says beyond its schema, with its line', () => {
    const text = "[extend]\nurl = 'https://somewhere'\n[[allowlists]]\nregexes = ['x']\nfilter = 'y'\n";
    expect(readGitleaksConfig(text, 'one.toml').left.map(({ at }) => at)).toEqual(['one.toml:2', 'one.toml:5']);
  });
});
