/** Entries of allowlists that would allow everything without a look at it. */

import { describe, expect, it } from 'vitest';
import { excusedBy, scanFiles, toldBy } from '../../support/config-scan.ts';

const RULE = `[[rules]]\nid = "user"\nregex = "user_[a-z]+"\n`;
const TEXT = { 'a.txt': 'user_one\n' };
const FOUND = ['a.txt:1 user_one user'];

const SLIPS = ['', '(?:)', '^', '$', 'x*', '[a-z]*?', 'foo|', '|foo', '(a?)', '\\W*'];
const DECISIONS = ['.*', '.+', '^.*$', '[^/]*', '^user', '(?i)USER'];

const allowing = (lines: string): string => `[[allowlists]]\ndescription = "todo"\n${lines}\n${RULE}`;

describe.each(['regexes', 'paths'])('%s', (field) => {
  it.each(SLIPS)("%j is an error, and allows nothing in gitleaks' files", async (entry) => {
    const config = allowing(`${field} = ['${entry}']`);
    await expect(scanFiles({ ...TEXT, 'keysieve.toml': config })).rejects.toThrow(
      new RegExp(`keysieve\\.toml:3.*${field}\\[0\\].*would allow everything`),
    );
    const report = await scanFiles({ ...TEXT, '.gitleaks.toml': config });
    expect(toldBy(report)).toEqual(FOUND);
    expect(report.notices.map(({ message }) => message).join()).toContain('would allow everything');
  });
});

it.each(DECISIONS)('%j is taken at its word', async (entry) => {
  for (const name of ['keysieve.toml', '.gitleaks.toml']) {
    const report = await scanFiles({ ...TEXT, [name]: allowing(`regexes = ['${entry}']`) });
    expect(excusedBy(report)).toEqual(['user_one: todo']);
    expect(report.notices).toEqual([]);
  }
});

it('so is a lookaround', async () => {
  const report = await scanFiles({ ...TEXT, 'keysieve.toml': allowing("paths = ['^(?!src/)']") });
  expect(excusedBy(report)).toEqual(['user_one: todo']);
});

it.each([
  ['a rule', `${RULE}[[rules.allowlists]]\ndescription = "todo"\nregexes = ['']\n`],
  ['a pattern', allowing("regexes = ['^user', '']")],
])('an error in %s too', async (_, config) => {
  await expect(scanFiles({ ...TEXT, 'keysieve.toml': config })).rejects.toThrow('is empty and would allow everything');
});

it.each([
  ['regexes', "regexes = ['']"],
  ['stopwords', "stopwords = ['']"],
])("in gitleaks' files, where all must agree, empty %s agree with nothing", async (_, list) => {
  const config = allowing(`condition = "AND"\npaths = ['^a']\n${list}`);
  expect(toldBy(await scanFiles({ ...TEXT, '.gitleaks.toml': config }))).toEqual(FOUND);
});
