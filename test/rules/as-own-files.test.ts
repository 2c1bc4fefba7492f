/** Our pattern files are examples for users too: `keysieve rules check patterns/*.toml` reads them as any other file. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseRuleFile } from '#rules/parse-rules.ts';

const FOLDER = fileURLToPath(new URL('../../patterns', import.meta.url));
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.toml'));

it.each(FILES)('%s can be read as a file of a user', (name) => {
  const text = readFileSync(join(FOLDER, name), 'utf8');
  const { rules } = parseRuleFile(text, { file: name, role: 'patterns', builtIn: false });
  expect(rules.length).toBeGreaterThan(0);
});

describe('counts beyond those of RE2', () => {
  const rule = (count: string): string => `[[rules]]\nid = "acme"\ndescription = "x"\nregex = 'ACME_[a-z]{${count}}'\n`;

  it.each(['1001', '2,4000', '100000'])('%s are read in our own files', (count) => {
    expect(() => parseRuleFile(rule(count), { file: 'x.toml', role: 'patterns', builtIn: false })).not.toThrow();
  });

  it('have a limit too', () => {
    expect(() => parseRuleFile(rule('100001'), { file: 'x.toml', role: 'patterns', builtIn: false })).toThrow(
      /more than 100000 repetitions/,
    );
  });

  it('are refused in files of gitleaks', () => {
    const options = { file: '.gitleaks.toml', role: 'patterns', builtIn: false } as const;
    expect(() => parseRuleFile(rule('1001'), options)).toThrow(/RE2 repeats at most 1000 times/);
  });
});
