import { describe, expect, it } from 'vitest';
import { createDetector } from '#detect/detect.ts';
import type { Match } from '#model/match.ts';
import type { Rule } from '#model/rule.ts';
import { compileRules } from '#rules/compile.ts';
import { pairMatches } from '#scan/pair.ts';
import { accessKeyId, secretKey, sessionToken, temporaryKeyId } from '../../support/keys.ts';
import { matchIn } from '../../support/matches.ts';
import { ruleOf } from '../../support/rule-data.ts';
import { loadPack } from '../../support/rules.ts';

const pack = loadPack('aws');

/** Values by the short names that the tables use: I a key ID, T a temporary one, S a secret, K a session token. */
const VALUES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['1', '2', '3'].flatMap((seed) => [
      [`I${seed}`, accessKeyId(seed)],
      [`T${seed}`, temporaryKeyId(seed)],
      [`S${seed}`, secretKey(seed)],
      [`K${seed}`, sessionToken(seed, 300)],
    ]),
  ),
  // A documented example: it has the word in it.
  IX: ['AK', 'IA', 'IOSFODNN7', 'EXAMPLE'].join(''),
};

const nameOf = (value: string): string => Object.keys(VALUES).find((name) => VALUES[name] === value) ?? 'other';

/** Every match that stands: `S1>I1` for a member and its lead, `I1!` for what is critical, `IX?` for what is excused. */
function pairsIn(template: string): string[] {
  const text = template.replace(/\{(\w+)\}/g, (_, name: string) => VALUES[name] ?? '');
  const bytes = new TextEncoder().encode(text);
  const { matches, problems } = pack.detector.detect({ bytes, origin: { kind: 'stdin', path: { text: 'x' } } });
  expect(problems).toEqual([]);
  const paired = pairMatches(matches, pack.compiled);
  return paired.map(({ secret, lead, severity, excuse }) => {
    const leading = lead && paired.find(({ rule, offset }) => rule === lead.rule && offset === lead.offset);
    const mark = excuse === undefined ? (severity === 'critical' ? '!' : '') : '?';
    return `${nameOf(secret)}${leading === undefined ? '' : `>${nameOf(leading.secret)}`}${mark}`;
  });
}

const named = (id: string, secret: string): string =>
  `aws_access_key_id = {${id}}\naws_secret_access_key = {${secret}}\n`;
const reversed = (id: string, secret: string): string =>
  `aws_secret_access_key = {${secret}}\naws_access_key_id = {${id}}\n`;

describe('pairs', () => {
  it.each<[string, string, readonly string[]]>([
    ['an ID and its secret', named('I1', 'S1'), ['I1!', 'S1>I1!']],
    ['two of them', named('I1', 'S1') + named('I2', 'S2'), ['I1!', 'S1>I1!', 'I2!', 'S2>I2!']],
    ['two profiles', `[a]\n${named('I1', 'S1')}\n[b]\n${named('I2', 'S2')}`, ['I1!', 'S1>I1!', 'I2!', 'S2>I2!']],
    ['the secret before its ID', reversed('I1', 'S1'), ['S1>I1!', 'I1!']],
    [
      'two of them, the secret before its ID',
      reversed('I1', 'S1') + reversed('I2', 'S2'),
      ['S1>I1!', 'I1!', 'S2>I2!', 'I2!'],
    ],
    [
      'two profiles, the secret before its ID',
      `[a]\n${reversed('I1', 'S1')}\n[b]\n${reversed('I2', 'S2')}`,
      ['S1>I1!', 'I1!', 'S2>I2!', 'I2!'],
    ],
    ['a row of CSV', 'user,{I1},{S1}\n', ['I1!', 'S1>I1!']],
    ['rows of CSV', 'a,{I1},{S1}\nb,{I2},{S2}\nc,{I3},{S3}\n', ['I1!', 'S1>I1!', 'I2!', 'S2>I2!', 'I3!', 'S3>I3!']],
    [
      'rows of CSV, the secret first',
      '{S1},{I1}\n{S2},{I2}\n{S3},{I3}\n',
      ['S1>I1!', 'I1!', 'S2>I2!', 'I2!', 'S3>I3!', 'I3!'],
    ],
    ['columns', 'id    {I1} {I2}\nvalue {S1} {S2}\n', ['I1!', 'I2!', 'S1>I1!', 'S2>I2!']],
    ['columns, the secrets first', 'value {S1} {S2}\nid    {I1} {I2}\n', ['S1>I1!', 'S2>I2!', 'I1!', 'I2!']],
    [
      'columns that are named',
      'aws_key: [{I1}, {I2}]\naws_secret_access_key: {S1}\naws_secret_access_key: {S2}\n',
      ['I1!', 'I2!', 'S1>I1!', 'S2>I2!'],
    ],
    [
      'a temporary ID with secret and token',
      `${named('T1', 'S1')}aws_session_token = {K1}\n`,
      ['T1!', 'S1>T1!', 'K1>T1'],
    ],
    [
      'the nearest of two IDs',
      'old {I1}\n\n\n# new\naws_access_key_id = {I2}\naws_secret_access_key = {S2}\n',
      ['I1', 'I2!', 'S2>I2!'],
    ],
    [
      'a secret that is named rather than a value nearer by',
      '{I1} {S2}\naws_secret_access_key = {S1}\n',
      ['I1!', 'S1>I1!'],
    ],
    [
      'an ID with one secret, and another secret alone',
      `${named('I1', 'S1')}aws_secret_access_key = {S2}\n`,
      ['I1!', 'S1>I1!', 'S2'],
    ],
    [
      'a value alone beside a value that is named: it was never more than a guess',
      `${named('I1', 'S1')}{S2}\n`,
      ['I1!', 'S1>I1!'],
    ],
    ['the same pair twice', named('I1', 'S1') + named('I1', 'S1'), ['I1!', 'S1>I1!', 'I1!', 'S1>I1!']],
    ['an ID that is repeated, with one secret', `{I1}\n${named('I1', 'S1')}`, ['I1', 'I1!', 'S1>I1!']],
    ['one value that two rules find once', 'AKIA {I1} aws_secret_access_key = {S1}', ['I1!', 'S1>I1!']],
    ['an ID alone', '{I1}\n', ['I1']],
    ['a secret alone', 'aws_secret_access_key = {S1}\n', ['S1']],
    ['a value without a name, alone', '{S1}\n', []],
    ['a secret six lines below', `{I1}\n${'\n'.repeat(5)}aws_secret_access_key = {S1}\n`, ['I1', 'S1']],
    ['a secret five lines below', `{I1}\n${'\n'.repeat(4)}aws_secret_access_key = {S1}\n`, ['I1!', 'S1>I1!']],
    ['a secret far away on the line', `{I1}${' '.repeat(700)}aws_secret_access_key = {S1}\n`, ['I1', 'S1']],
    ['nothing', 'nothing', []],
    ['an example beside a real secret that is named', named('IX', 'S1'), ['IX?', 'S1']],
    ['an example beside a value without a name', '{IX}\n{S1}\n', ['IX?']],
    ['an example and a real ID beside a secret', `{IX}\n${named('I1', 'S1')}`, ['IX?', 'I1!', 'S1>I1!']],
  ])('%s', (_, template, expected) => expect(pairsIn(template)).toEqual(expected));
});

it('measures from the end of what is written, which is longer than what it decodes to', () => {
  const written = accessKeyId('1').padEnd(1000, 'x');
  const text = `${written} ${secretKey('1')}`;
  const lead = { ...matchIn(text, written), rule: 'aws-access-key-id', secret: accessKeyId('1') };
  const member = { ...matchIn(text, secretKey('1')), rule: 'aws-secret-access-key' };
  const leadsOf = (one: Match) => pairMatches([one, member], pack.compiled).map((match) => match.lead?.rule);
  expect(leadsOf({ ...lead, encoded: written, decodings: ['escape'] })).toEqual([undefined, 'aws-access-key-id']);
  expect(leadsOf(lead)).toEqual([undefined, undefined]);
});

it('finds pairs among twenty thousand matches at once, on lines of their own and on one line', () => {
  const lines = Array.from(
    { length: 10_000 },
    (_, at) => `{"id": "${accessKeyId(`${at}`)}", "secret_access_key": "${secretKey(`${at}`)}"}`,
  );
  for (const text of [lines.join('\n'), lines.join(',')]) {
    const bytes = new TextEncoder().encode(text);
    const { matches } = pack.detector.detect({ bytes, origin: { kind: 'stdin', path: { text: 'x' } } });
    const started = performance.now();
    const paired = pairMatches(matches, pack.compiled);
    expect(performance.now() - started).toBeLessThan(20_000);
    expect(paired.filter(({ lead }) => lead !== undefined).length).toBeGreaterThan(9_990);
  }
}, 60_000);

it('finds pairs in two lines of ten thousand values each', () => {
  const ids = Array.from({ length: 10_000 }, (_, at) => accessKeyId(`${at}`)).join(' ');
  const secrets = Array.from({ length: 10_000 }, (_, at) => secretKey(`${at}`)).join(' ');
  const bytes = new TextEncoder().encode(`${ids}\n${secrets}\n`);
  const { matches } = pack.detector.detect({ bytes, origin: { kind: 'stdin', path: { text: 'x' } } });
  const started = performance.now();
  pairMatches(matches, pack.compiled);
  expect(performance.now() - started).toBeLessThan(20_000);
}, 60_000);

describe('rules that yield', () => {
  const compiled = compileRules({ rules: [general('a'), general('b'), known()], allowlists: [] });
  const detector = createDetector(compiled);

  function general(id: string): Rule {
    return ruleOf(id, '[a-z]+=(\\w+)', { secretGroup: 1, yields: true });
  }
  function known(): Rule {
    return ruleOf('known', 'k\\d+', {});
  }

  it.each([
    ['the known kind is kept', 'x=k1', ['known k1']],
    ['also where it is a part of the value', 'x=ak1b', ['known k1']],
    ['of two that yield the first is kept', 'x=abc', ['a abc']],
    ['what stands elsewhere is kept', 'x=k1 y=abc', ['known k1', 'a abc']],
    ['and what stands before', 'y=abc x=k1', ['a abc', 'known k1']],
  ])('%s', (_, text, expected) => {
    const bytes = new TextEncoder().encode(text);
    const { matches } = detector.detect({ bytes, origin: { kind: 'stdin', path: { text: 'x' } } });
    expect(pairMatches(matches, compiled).map(({ rule, secret }) => `${rule} ${secret}`)).toEqual(expected);
  });
});

describe('rules of some paths only', () => {
  it.each([
    ['one for any kind of credential', { secretGroup: 1, yields: true }],
    ['one that knows the kind', { secretGroup: 1 }],
  ])('%s takes the place of none', (_, settings) => {
    const rules = [
      ruleOf('here', '[a-z]+=(\\w+)', { ...settings, path: { source: '^here$', flags: '' } }),
      ruleOf('any', '[a-z]+=(\\w+)', { secretGroup: 1, yields: true }),
    ];
    const compiled = compileRules({ rules, allowlists: [] });
    const bytes = new TextEncoder().encode('x=abc');
    const { matches } = createDetector(compiled).detect({ bytes, origin: { kind: 'stdin', path: { text: 'x' } } });
    expect(pairMatches(matches, compiled).map(({ rule }) => rule)).toContain('any');
  });
});
