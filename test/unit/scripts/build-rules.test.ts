/** The build of the rule data: what it writes, and what it refuses. */

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { buildRules } from '../../../scripts/build-rules.ts';
import { temporaryDirectory } from '../../support/repo.ts';

const DOCUMENTED = `title = "T"
description = "D"
advice = "A"
severity = "low"
references = ["r"]
examples = ["e"]
counterExamples = ["c"]
`;
const rule = (id: string, more = '') => `[[rules]]\nid = "${id}"\nregex = '''(?i)${id}'''\n${DOCUMENTED}${more}`;

/** Builds these pattern files; returns the lines of the module. */
async function build(files: Readonly<Record<string, string>>): Promise<string[]> {
  const root = temporaryDirectory();
  mkdirSync(join(root, 'patterns'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, 'patterns', name), text);
  await buildRules(root);
  return readFileSync(join(root, 'src', 'rules', 'generated', 'built-in-rules.ts'), 'utf8').split('\n');
}

it('writes all rules, one a line, ordered by id', async () => {
  const lines = await build({
    'b.toml': `${rule('bbb')}${rule('ccc')}[[allowlists]]\ndescription = "why"\nregexes = ["x"]\n`,
    'a.toml': rule('aaa', 'requires = [{ rule = "bbb", withinLines = 3 }]\n'),
    'readme.md': 'no patterns',
  });
  const data = lines
    .filter((line) => line.startsWith('  '))
    .map((line) => JSON.parse(line.replace(/,$/, '').replaceAll('\\\\', '\\')) as object);
  expect(data).toMatchObject([
    { id: 'aaa', regex: { source: 'aaa', flags: 'i' }, builtIn: true, origin: 'built in' },
    { id: 'bbb' },
    { id: 'ccc' },
    { description: 'why', origin: 'built in' },
  ]);
  expect(lines[0]).toMatch(/Generated/);
});

it.each([
  ['no files', {}, 'patterns: holds no TOML file'],
  [
    'broken files, all named',
    { 'a.toml': 'x = 1', 'b.toml': '[' },
    /^patterns\/a\.toml:1: x: .*\npatterns\/b\.toml:1:/,
  ],
  [
    'a rule without its documents',
    { 'a.toml': rule('a').replace(/examples = .*\n/, '') },
    'rules[0].examples: is missing',
  ],
  [
    'a regex that is not shown to be safe',
    { 'a.toml': `${rule('a')}${rule('b').replace('(?i)b', '(b+)+c')}secretGroup = 0\n` },
    'patterns/a.toml: rule b may take too long on some text: "(b+)+" can split the same text in many ways',
  ],
  [
    'a path that is not shown to be safe',
    { 'a.toml': rule('a', "path = '(b+)+c'\n") },
    'patterns/a.toml: rule a may take too long on some text: "(b+)+" can split the same text in many ways',
  ],
  ['an unknown check', { 'a.toml': rule('a', 'validate = ["no-such-check"]') }, 'no check is called "no-such-check"'],
  [
    'an id in two files',
    { 'a.toml': rule('a'), 'b.toml': rule('a') },
    'patterns/b.toml: the id "a" is taken by a rule in patterns/a.toml',
  ],
  [
    'an unknown partner',
    { 'a.toml': rule('a', 'requires = [{ rule = "bb" }]') },
    'rule a refers to a rule "bb" that does not exist',
  ],
  [
    'an unknown target',
    { 'a.toml': `${rule('a')}[[allowlists]]\ndescription = "why"\npaths = ["x"]\ntargetRules = ["bb"]\n` },
    '"why" refers to a rule "bb" that does not exist',
  ],
  [
    'a rule that needs the whole text',
    { 'a.toml': rule('acme').replace('(?i)acme', 'acme_[a-z]+') },
    'patterns/a.toml: rule acme has to be searched for in the whole text: its matches have no longest length: "[a-z]+"',
  ],
])('refuses %s', async (_, files, message) => {
  await expect(build(files as Record<string, string>)).rejects.toThrow(message);
});
