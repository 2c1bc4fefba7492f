/** Pattern files on disk. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { RulesError } from '#model/errors.ts';
import { loadRuleFile } from '#rules/load.ts';
import { temporaryDirectory } from '../../support/repo.ts';

const OPTIONS = { file: 'mine.toml', role: 'patterns' } as const;

function written(content: string | Uint8Array): string {
  const location = join(temporaryDirectory(), 'any.toml');
  writeFileSync(location, content);
  return location;
}

it('are read and named as asked', () => {
  const { rules } = loadRuleFile(written('\uFEFF[[rules]]\nid = "a"\nregex = "x"\n'), OPTIONS);
  expect(rules).toMatchObject([{ id: 'a', origin: 'mine.toml' }]);
});

it.each([
  ['not there', (): string => join(temporaryDirectory(), 'none.toml'), 'mine.toml: cannot be read: ENOENT'],
  ['a folder', (): string => temporaryDirectory(), 'mine.toml: cannot be read: EISDIR'],
  ['not UTF-8', (): string => written(Uint8Array.of(0x23, 0xff)), 'mine.toml: is not UTF-8'],
])('that are %s are errors', (_, location, message) => {
  const load = () => loadRuleFile(location(), OPTIONS);
  expect(load).toThrow(RulesError);
  expect(load).toThrow(message);
});
