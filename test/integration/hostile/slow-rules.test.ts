/** Rules of a team that take for ever on some text: each is stopped and said, and costs the others nothing. */

import { describe, expect, it } from 'vitest';
import { accessKeyId } from '../../support/keys.ts';
import { keysieveJson } from '../../support/keysieve.ts';
import { repoAt, temporaryDirectory } from '../../support/repo.ts';

/** Numbers of workers that must give the same. */
const JOBS = [1, 2];

/** A scan with one rule that is stopped, on a machine that is busy with other things. */
const LIMIT_MS = 15_000;

const KEY = accessKeyId('slow rules');
const LONG = 60;

/** Known shapes, and for each a text that it can read in very many ways and that does not match. */
const SHAPES: readonly (readonly [name: string, regex: string, text: string])[] = [
  ['nested repetition', '(a+)+$', `${'a'.repeat(LONG)}!`],
  ['nested repetition without regard to case', '(?i)(a+)+$', `${'aA'.repeat(LONG)}!`],
  ['equal alternatives', '(a|a)*b', `${'a'.repeat(LONG)}c`],
  ['anything, repeated', '(?s)^(.*)*=$', `${'x'.repeat(LONG)}!`],
  ['words with optional blanks', '^(\\w+\\s?)*$', `${'word '.repeat(LONG)}!`],
  ['two repetitions in one', '(?i)(x+x+)+y', `${'xX'.repeat(LONG)}z`],
  ['a back reference', '(([a-z]+)*)\\1=', `${'ab'.repeat(LONG)}!`],
  ['optional letters', '(?:a?){40}=', `${'a'.repeat(LONG)}!`],
  ['a lookahead', 'k(?=(a+)+=)', `k${'a'.repeat(LONG)}!`],
  ['a lookbehind', '(?<==(?:a|aa)+)k', `${'a'.repeat(LONG)}k`],
  ['cubic time', 'a*a*a*a*a*=', 'a'.repeat(3000)],
];

const ruleOf = (id: string, regex: string): string =>
  `[[rules]]\nid = "${id}"\ndescription = "${id}"\nregex = '''${regex}'''\n`;

/** A folder with these rules, and in each of the files the text, with a key ID behind it. */
function folder(rules: readonly string[], texts: readonly string[]): string {
  const { dir, write } = repoAt(temporaryDirectory());
  const files = texts.map((text, i) => [`texts/${i}.txt`, `key ${KEY}\n${text}`] as const);
  write({ 'keysieve.toml': [...rules, ruleOf('quick', 'key AKIA')].join('\n'), ...Object.fromEntries(files) });
  return dir;
}

describe.each(JOBS)('with %i jobs', (jobs) => {
  const scan = (dir: string) => keysieveJson(['scan', 'texts', `--jobs=${jobs}`], { cwd: dir, timeoutMs: LIMIT_MS });

  it.each(SHAPES)('%s', (_, regex, text) => {
    const { report, status } = scan(folder([ruleOf('slow', regex)], [text]));
    expect(report.problems).toMatchObject([{ code: 'DETECT', path: 'texts/0.txt' }]);
    expect(report.problems[0]?.message).toContain('rule slow ');
    expect(report.findings.map(({ rule }) => rule).sort()).toEqual(['aws-access-key-id', 'quick']);
    expect(status).toBe(2);
  });

  it('several rules and files: each is a problem of its own', () => {
    const bait = `${'a'.repeat(LONG)}!`;
    const { report, status } = scan(folder([ruleOf('slow-1', '(a+)+$'), ruleOf('slow-2', '(a|aa)+$')], [bait, bait]));
    const said = report.problems.map(({ path, message }) => `${path} ${/slow-\d/.exec(message)?.[0]}`);
    expect(said.sort()).toEqual(['0', '1'].flatMap((n) => [`texts/${n}.txt slow-1`, `texts/${n}.txt slow-2`]));
    expect(report.findings.filter(({ rule }) => rule === 'aws-access-key-id')).toHaveLength(2);
    expect(status).toBe(2);
  });
});
