/** Built-in rules on texts made to be slow: what their proofs promise, timed. */

import { describe, expect, it } from 'vitest';
import { runWithin } from '#detect/budget.ts';
import { proveSafety } from '#rules/prove-safety.ts';
import { attackTexts } from '../support/attack-texts.ts';
import { loadPack } from '../support/rules.ts';

const RULES = ['aws', 'aws-services', 'connection-strings', 'credential-files', 'http-credentials']
  .flatMap((name) => loadPack(name).file.rules)
  .filter(({ regex }) => regex !== undefined);
const LENGTH = 10_000;
/** Far more than the worst of them needs, also on a busy machine. What is read in ever more ways takes minutes. */
const LIMIT_MS = 8000;
const GENERATED_TEXTS = 40;

/** What some part of the regexes may be tempted to read in two ways; each is repeated. */
const UNITS: Readonly<Record<string, string>> = {
  names: 'secret',
  'names with glue': 'aws-secret-access-key-',
  'escaped quotes': `secret${String.raw`\n"`.repeat(60)}`,
  'escaped letters before parentheses': `secret${String.raw`\n(\x0a(\u000a(`.repeat(20)}`,
  'letters in percent escapes': `secret${'%3a%34;%253d'.repeat(15)}`,
  'names before dashes and calls': `aws-secret-access-key${'-'.repeat(20)}${`value(${'-'.repeat(60)}`.repeat(3)}!`,
  'words and blanks': `secret_access_key ${`value string${' '.repeat(50)}`.repeat(4)}`,
  'names and lines': `secret_access_key_secret${`\n${' '.repeat(40)}`.repeat(5)}`,
  'values before nothing': `value${' '.repeat(32)}`,
  'long words': `aws${'a'.repeat(16)}_${'a'.repeat(16)}_${'a'.repeat(16)}_secret`,
  'escaped signs': `secret=${String.raw`\/\\/\u002b%2F%252b`.repeat(12)}`,
  tags: `secret</key>${' '.repeat(64)}<string>`,
  'key IDs': 'AKIA',
  'token beginnings': 'IQoJb3JpZ2luX2Vj',
  'users of URLs': 'a://a:',
  'passwords of URLs': `a://a:${'@'.repeat(150)}`,
  'keywords of connection strings': `password=a;${' host=a;'.repeat(30)}`,
  'entries of netrc': `machine a login a ${'a '.repeat(20)}`,
  'arguments of commands': `curl mysql docker login ${' -u a'.repeat(40)}`,
  'keys of Secrets': `\n ${'password_'.repeat(8)}: ${'a'.repeat(40)}`,
  digits: '0',
  backslashes: '\\',
};

describe.each(RULES.map(({ id, regex, safety }) => ({ id, regex, safety })))('$id', ({ regex, safety }) => {
  it('is proved', () => {
    expect(safety).toMatchObject({ kind: 'proved' });
    expect(proveSafety(regex)).toEqual(safety);
  });

  const generated = attackTexts(regex ?? { source: '', flags: '' }, GENERATED_TEXTS, LENGTH);
  const written = Object.entries(UNITS).map(([name, unit]) => ({ name, text: unit.repeat(LENGTH / unit.length) }));

  it.each([...written, ...generated.map((text, i) => ({ name: `generated text ${i}`, text }))])(
    'soon reads $name',
    ({ text }) => {
      const { source, flags } = regex ?? { source: '', flags: '' };
      const run = (): unknown => runWithin(LIMIT_MS, () => [...text.matchAll(new RegExp(source, `${flags}g`))]);
      expect(run).not.toThrow();
    },
  );
});
