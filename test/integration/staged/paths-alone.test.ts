/** Rules that look at paths alone, on what is staged: new names count, new content under old names does not. */

import { expect, it } from 'vitest';
import { scanStaged } from '../../support/form-scans.ts';
import { createRepo } from '../../support/repo.ts';

it('finds added files, empty ones too, and those that got such a name, but not changed ones', () => {
  const repo = createRepo();
  const body = 'some content\n'.repeat(9);
  repo.commit({
    'keysieve.toml': `[[rules]]\nid = "key-file"\npath = '''\\.p12$'''\n`,
    'changed.p12': 'old\n',
    'moved.p12': `moved ${body}`,
    'plain.txt': `plain ${body}`,
  });
  repo.git('mv', 'moved.p12', 'kept.p12');
  repo.git('mv', 'plain.txt', 'named.p12');
  repo.stage({ 'changed.p12': 'new\n', 'added.p12': 'x\n', 'empty.p12': '', 'other.txt': 'x\n' });
  const { findings, problems } = scanStaged(repo.dir).report;
  expect(findings.map(({ path, rule }) => `${path} ${rule}`)).toEqual([
    'added.p12 key-file',
    'empty.p12 key-file',
    'named.p12 key-file',
  ]);
  expect(problems).toEqual([]);
});
