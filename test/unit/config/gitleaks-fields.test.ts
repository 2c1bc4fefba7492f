/**
 * What each field of gitleaks' configuration means, as its readme describes it, seen through a scan: the same text with
 * and without the field.
 */

import { describe, expect, it, vi } from 'vitest';
import { excusedBy, scanConfigured, scanFiles, toldBy } from '../../support/config-scan.ts';
import { createRepo } from '../../support/repo.ts';

// Fingerprints of weak secrets are slow on purpose, and other tests run at the same time.
vi.setConfig({ testTimeout: 30_000 });

/** A rule that finds `acme_` and eight letters, or what `more` makes of it. */
const rule = (more = '', regex = 'acme_[a-z]{8}') => `[[rules]]\nid = "acme"\nregex = '''${regex}'''\n${more}\n`;

const TEXT = 'one acme_abcdefgh\ntwo = acme_zzzzzzzz # note\n';
const [FIRST, SECOND] = ['a.txt:1 acme_abcdefgh acme', 'a.txt:2 acme_zzzzzzzz acme'];

const scan = (config: string, files: Readonly<Record<string, string>> = { 'a.txt': TEXT }) =>
  scanFiles({ '.gitleaks.toml': config, ...files });

describe('a field of a rule', () => {
  it.each<[string, string, readonly string[]]>([
    ['regex', rule(), [FIRST, SECOND]],
    ['regex with flags for all of it', rule('', '(?i)ACME_[A-Z]{8}'), [FIRST, SECOND]],
    ['regex with flags for a part', rule('', 'acme_(?i:[Z]{8})'), [SECOND]],
    [
      'regex with a named group',
      rule('', 'acme_(?P<value>[a-z]{8})'),
      ['a.txt:1 abcdefgh acme', 'a.txt:2 zzzzzzzz acme'],
    ],
    ['secretGroup', rule('secretGroup = 2', '(\\w+) = acme_([a-z]{8})'), ['a.txt:2 zzzzzzzz acme']],
    ['secretGroup 0, which is the first', rule('secretGroup = 0', 'acme_([a-h]{8})'), ['a.txt:1 abcdefgh acme']],
    ['entropy', rule('entropy = 3'), [FIRST]],
    [
      'entropy of the group alone',
      rule('entropy = 0.1\nsecretGroup = 1', 'acme_([a-z]{8})'),
      ['a.txt:1 abcdefgh acme'],
    ],
    ['keywords that occur', rule('keywords = ["absent", "ACME_"]'), [FIRST, SECOND]],
    ['keywords that do not', rule('keywords = ["absent"]'), []],
    ['keywords that stand elsewhere in the file', rule('keywords = ["note"]'), [FIRST, SECOND]],
    ['path that fits', rule("path = '''\\.txt$'''"), [FIRST, SECOND]],
    ['path that does not', rule("path = '''^src/'''"), []],
    ['path alone', "[[rules]]\nid = \"file\"\npath = '''a\\.txt$'''\n", ['a.txt:1  file']],
    ['skipReport', rule('skipReport = true'), []],
    ['tags and description', rule('tags = ["t"]\ndescription = "ACME token"'), [FIRST, SECOND]],
  ])('%s', async (_, config, expected) => expect(toldBy(await scan(config))).toEqual(expected));

  it('tags and description are in the report', async () => {
    const { findings } = await scan(rule('tags = ["t"]\ndescription = "ACME token"'));
    expect(findings[0]).toMatchObject({ tags: ['t'], title: 'ACME token' });
  });
});

describe('an allowlist', () => {
  const global = (criteria: string) => `${rule()}[[allowlists]]\ndescription = "why"\n${criteria}\n`;
  const ofRule = (criteria: string) => rule(`[[rules.allowlists]]\ndescription = "why"\n${criteria}`);
  const [EXCUSED_FIRST, EXCUSED_SECOND] = ['acme_abcdefgh: why', 'acme_zzzzzzzz: why'];

  const criteria: readonly (readonly [string, string, readonly string[]])[] = [
    ['regexes on the secret', "regexes = ['z{8}$', 'nothing']", [EXCUSED_SECOND]],
    ['regexes that only the line fits', "regexes = ['note']", []],
    ['regexes on the line', "regexTarget = 'line'\nregexes = ['note']", [EXCUSED_SECOND]],
    ['regexes on the match', "regexTarget = 'match'\nregexes = ['^acme_a']", [EXCUSED_FIRST]],
    ['paths', "paths = ['^a[.]txt$']", [EXCUSED_FIRST, EXCUSED_SECOND]],
    ['paths of other files', "paths = ['^b']", []],
    ['stopwords, in any case', "stopwords = ['ZZZ']", [EXCUSED_SECOND]],
    ['two criteria of which one must agree', "paths = ['^b']\nstopwords = ['zzz']", [EXCUSED_SECOND]],
    ['two of which both must, and do', "condition = 'AND'\npaths = ['^a']\nstopwords = ['zzz']", [EXCUSED_SECOND]],
    ['two of which both must, and do not', "condition = 'AND'\npaths = ['^b']\nstopwords = ['zzz']", []],
  ];
  it.each(criteria)('of a rule: %s', async (_, said, expected) => {
    expect(excusedBy(await scan(ofRule(said)))).toEqual(expected);
  });
  it.each(criteria)('of all: %s', async (_, said, expected) => {
    expect(excusedBy(await scan(global(said)))).toEqual(expected);
  });

  it.each([
    ['of a rule in the old words', rule("[rules.allowlist]\nstopwords = ['zzz']")],
    ['of all in the old words', `${rule()}[allowlist]\nstopwords = ['zzz']\n`],
  ])('%s, without a reason', async (_, config) => {
    expect(excusedBy(await scan(config))).toEqual(['acme_zzzzzzzz: none given']);
  });

  it('with targetRules is for those alone', async () => {
    const other = `[[rules]]\nid = "other"\nregex = 'acme_z+'\n`;
    const report = await scan(`${rule()}${other}[[allowlists]]\ntargetRules = ["other"]\nstopwords = ['zzz']\n`);
    expect(report.suppressed.map(({ finding }) => finding.rule)).toEqual(['other']);
    expect(toldBy(report)).toEqual([FIRST, SECOND]);
  });

  it('with commits is for findings of those', async () => {
    const repo = createRepo();
    const known = repo.commit({ 'a.txt': 'acme_aaaaaaaa\n' });
    repo.commit({ 'b.txt': 'acme_bbbbbbbb\n' });
    repo.write({ '.gitleaks.toml': `${rule()}[[allowlists]]\ncommits = ["${known}"]\n` });
    const report = await scanConfigured(repo.dir, { form: 'history' });
    expect(excusedBy(report)).toEqual(['acme_aaaaaaaa: none given']);
    expect(toldBy(report)).toEqual(['b.txt:1 acme_bbbbbbbb acme']);
  });
});

describe('required', () => {
  const user = (more = '') => `[[rules]]\nid = "user"\nregex = 'user_[a-z]+'\n${more}`;
  const needs = (within = '') => `${rule(`[[rules.required]]\nid = "user"\n${within}`)}${user('skipReport = true\n')}`;

  it.each<[string, string, string, readonly string[]]>([
    [
      'a partner anywhere in the text',
      needs(),
      `acme_aaaaaaaa${'\n'.repeat(900)}${' '.repeat(30_000)}user_x`,
      ['+901:30001'],
    ],
    ['no partner', needs(), 'acme_aaaaaaaa', []],
    ['a partner on one of so many lines', needs('withinLines = 2'), 'user_x\n\nacme_aaaaaaaa', ['+1:1']],
    ['a partner a line too far', needs('withinLines = 1'), 'user_x\n\nacme_aaaaaaaa', []],
    ['a partner below', needs('withinLines = 1'), 'acme_aaaaaaaa\nuser_x', ['+2:1']],
    ['a partner within so many columns', needs('withinColumns = 3'), 'acme_aaaaaaaa   user_x', ['+1:17']],
    ['a partner a column too far', needs('withinColumns = 3'), 'acme_aaaaaaaa    user_x', []],
    [
      'a partner in the same columns, lines away',
      needs('withinColumns = 3'),
      `acme_aaaaaaaa${'\n'.repeat(40)}user_x`,
      ['+41:1'],
    ],
    ['both, and lines too far', needs('withinColumns = 3\nwithinLines = 4'), 'acme_aaaaaaaa\n\n\n\n\nuser_x', []],
    [
      'both, and columns too far',
      needs('withinColumns = 3\nwithinLines = 4'),
      `acme_aaaaaaaa\n${' '.repeat(20)}user_x`,
      [],
    ],
    ['the nearest of several', needs(), 'user_a\n\nacme_aaaaaaaa\nuser_b user_c', ['+4:1']],
    ['one on the line rather than a nearer one below', needs(), 'user_a        acme_aaaaaaaa\nuser_b', ['+1:1']],
    ['the first of two as near', needs(), 'user_a acme_aaaaaaaa user_b', ['+1:1']],
  ])('is %s', async (_, config, text, related) => {
    const { findings } = await scan(config, { 'a.txt': text });
    expect(findings.flatMap((one) => one.related.map(({ start }) => `+${start.line}:${start.column}`))).toEqual(
      related,
    );
    expect(findings.map(({ rule: id }) => id)).toEqual(related.length === 0 ? [] : ['acme']);
  });

  it('reports partners on their own as well, unless they are not to be reported', async () => {
    const config = `${rule('[[rules.required]]\nid = "user"\n')}${user()}`;
    expect(toldBy(await scan(config, { 'a.txt': 'user_x acme_aaaaaaaa user_y' }))).toEqual([
      'a.txt:1 user_x user',
      'a.txt:1 acme_aaaaaaaa acme +1:1 user',
      'a.txt:1 user_y user',
    ]);
  });

  it('is all of them, the nearest first', async () => {
    const host = '[[rules]]\nid = "host"\nregex = \'host_[a-z]+\'\nskipReport = true\n';
    const config = `${rule('[[rules.required]]\nid = "user"\n[[rules.required]]\nid = "host"\n')}${user('skipReport = true\n')}${host}`;
    const told = async (text: string) => toldBy(await scan(config, { 'a.txt': text }));
    expect(await told('user_x\n\nacme_aaaaaaaa\nhost_x')).toEqual(['a.txt:3 acme_aaaaaaaa acme +4:1 host +1:1 user']);
    expect(await told('user_x\n\nacme_aaaaaaaa\n')).toEqual([]);
  });

  it('is one partner for each of twenty and twenty', async () => {
    const lines = Array.from(
      { length: 20 },
      (_, at) => `user_${'x'.repeat(at + 1)} acme_${'abcdefghijklmnopqrst'[at]?.repeat(8)}`,
    );
    const told = toldBy(await scan(needs(), { 'a.txt': lines.join('\n') }));
    expect(told).toHaveLength(20);
    expect(told.every((text, at) => text.endsWith(`acme +${at + 1}:1 user`))).toBe(true);
  });

  it('is no partner whose rule is for other files', async () => {
    const config = `${rule('[[rules.required]]\nid = "user"\n')}${user("path = '^b'\nskipReport = true\n")}`;
    const text = 'user_x acme_aaaaaaaa';
    expect(toldBy(await scan(config, { 'a.txt': text, 'b.txt': text }))).toEqual([
      'b.txt:1 acme_aaaaaaaa acme +1:1 user',
    ]);
  });

  it('hides what a partner is, though it is not reported', async () => {
    const { findings } = await scanFiles(
      { '.gitleaks.toml': needs(), 'a.txt': 'user_secretsecret acme_aaaaaaaa' },
      { reveal: false },
    );
    expect(findings[0]?.line?.text).toBe('user… acm…');
  });
});

describe('extend', () => {
  const base = (path: string) => `[extend]\npath = "${path}"\n`;
  const BASE = rule(
    'description = "Base"\nentropy = 2\nkeywords = ["acme"]\ntags = ["base"]\n[[rules.allowlists]]\nstopwords = ["qqq"]',
  );

  it('path brings rules, of which an entry without a regex changes what it names', async () => {
    const config = `${base('base.toml')}[[rules]]\nid = "acme"\nentropy = 0.5\ndescription = "Mine"\n`;
    const report = await scan(config, { 'base.toml': BASE, 'a.txt': `${TEXT}acme_qqqqqqqq` });
    expect(toldBy(report)).toEqual([FIRST, SECOND]);
    expect(report.findings[0]).toMatchObject({ title: 'Mine', tags: ['base'] });
    expect(excusedBy(report)).toEqual(['acme_qqqqqqqq: none given']);
  });

  it('path brings rules, from which an entry with a regex inherits the rest', async () => {
    const config = `${base('base.toml')}${rule('tags = ["mine"]', 'acme_[a-z]{4}')}`;
    const report = await scan(config, { 'base.toml': BASE, 'a.txt': 'acme_aaaa acme_qqqq acme_abcd' });
    expect(toldBy(report)).toEqual(['a.txt:1 acme_abcd acme']);
    expect(report.findings[0]).toMatchObject({ title: 'Base', tags: ['base', 'mine'] });
  });

  it.each([
    ['the file', { 'ci/.gitleaks.toml': base('base.toml'), 'ci/base.toml': rule() }],
    ['the top, where gitleaks is started', { 'ci/.gitleaks.toml': base('ci/base.toml'), 'ci/base.toml': rule() }],
  ])('path may be relative to %s', async (_, files) => {
    expect(toldBy(await scanFiles({ ...files, 'a.txt': TEXT }, { config: 'ci/.gitleaks.toml' }))).toEqual([
      FIRST,
      SECOND,
    ]);
  });

  it('disabledRules takes rules of the other file away', async () => {
    const config = `${base('base.toml')}disabledRules = ["acme"]\n`;
    expect(toldBy(await scan(config, { 'base.toml': rule(), 'a.txt': TEXT }))).toEqual([]);
  });

  it('url is not fetched, and said so', async () => {
    const report = await scan(`[extend]\nurl = "https://example.com/rules.toml"\n${rule()}`);
    expect(toldBy(report)).toEqual([FIRST, SECOND]);
    expect(report.notices).toEqual([{ message: expect.stringContaining('extend.url: not fetched') }]);
  });
});
