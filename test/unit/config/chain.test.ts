/** Configuration that extends configuration. */

import { describe, expect, it } from 'vitest';
import { repoAt, temporaryDirectory } from '../../support/repo.ts';
import { idsOf, resolveIn } from './scenes.ts';

const extending = (path: string, more = '') => `[extend]\npath = "${path}"\n${more}`;
const rule = (id: string) => `[[rules]]\nid = "${id}"\nregex = 'x'\n`;

function folderWith(files: Readonly<Record<string, string>>): string {
  const { dir, write } = repoAt(temporaryDirectory());
  write(files);
  return dir;
}

describe('[extend] path', () => {
  it('is relative to the file, and the extending file has the last word', async () => {
    const options = await resolveIn(
      folderWith({
        'keysieve.toml': extending('ci/team.toml', '[scan]\nexclude = ["mine"]\nredact = 1\n'),
        'ci/team.toml': `${extending('../org.toml', '[scan]\nexclude = ["team"]\ninclude = ["i"]\nfail-on = "low"\n')}${rule('team')}`,
        'org.toml': `[scan]\nredact = 0\nfail-on = "critical"\n${rule('org')}`,
      }),
    );
    expect(options.filter).toEqual({ include: ['i'], exclude: ['team', 'mine'] });
    expect(options.failOn).toBe('low');
    expect(options.redaction.shownCharacters).toBe(1);
    expect(idsOf(options)).toEqual(['cloud-key', 'cloud-secret-entry', 'org', 'team']);
    expect(options.narrowedBy).toEqual(['ci/team.toml', 'keysieve.toml']);
  });

  it('may lead from ours to gitleaks, and what gitleaks extends is gitleaks', async () => {
    const dir = folderWith({
      'keysieve.toml': extending('.gitleaks.toml'),
      '.gitleaks.toml': extending('base.toml', 'unknown1 = 1\n'),
      'base.toml': 'unknown2 = 1\n',
    });
    expect((await resolveIn(dir)).notices).toEqual([
      expect.stringMatching(/^base.toml:1: unknown2: not a key/),
      expect.stringMatching(/^\.gitleaks.toml:3: extend.unknown1: not a key/),
    ]);
  });

  it.each([
    [
      'a missing file',
      { 'keysieve.toml': extending('x/none.toml') },
      'keysieve.toml:2: extend.path: there is no file x/none.toml; the path is relative to this file',
    ],
    [
      'a loop',
      { 'keysieve.toml': extending('a.toml'), 'a.toml': extending('keysieve.toml') },
      'a.toml:2: extend.path: leads back to keysieve.toml',
    ],
    [
      'itself',
      { 'keysieve.toml': extending('./keysieve.toml') },
      'keysieve.toml:2: extend.path: leads back to keysieve.toml',
    ],
    [
      'a third level',
      {
        'keysieve.toml': extending('a.toml'),
        'a.toml': extending('b.toml'),
        'b.toml': extending('c.toml'),
        'c.toml': '',
      },
      'b.toml:2: extend.path: one extension too many',
    ],
    ['a broken file', { 'keysieve.toml': extending('a.toml'), 'a.toml': 'x = 1' }, 'a.toml:1: x: unknown key'],
  ])('to %s is an error', async (_, files, message) => {
    await expect(resolveIn(folderWith(files as Record<string, string>))).rejects.toThrow(message);
  });
});

describe('[extend] useDefault', () => {
  it.each([
    ['true', 'true', true],
    ['true', 'false', true],
    ['false', 'true', false],
    [undefined, 'false', false],
    [undefined, undefined, true],
  ])('%s over %s: built-in rules %s', async (own, extended, expected) => {
    const say = (value: string | undefined) => (value === undefined ? '' : `useDefault = ${value}\n`);
    const dir = folderWith({
      'keysieve.toml': extending('a.toml', say(own)),
      'a.toml': `[extend]\n${say(extended)}${rule('a')}`,
    });
    expect(idsOf(await resolveIn(dir)).includes('cloud-key')).toBe(expected);
  });
});
