import { describe, expect, it } from 'vitest';
import { type Imported, NOTHING_IMPORTED } from '#import/imported.ts';
import { recognizeFormat } from '#import/recognize.ts';

/** What a file of that name comes to. */
async function read(name: string, text: string): Promise<Imported> {
  return recognizeFormat(name, text).read(text, name);
}

const HASH = 'ab12'.repeat(10);
const COMMIT = 'c0ffee'.repeat(6).slice(0, 40).padEnd(40, '0');

describe('places to accept', () => {
  it.each([
    [
      'a fingerprint',
      '.gitleaksignore',
      `${COMMIT}:src/a.ts:jwt:12`,
      { path: 'src/a.ts', commit: COMMIT, rule: 'jwt', line: 12 },
    ],
    ['one without a commit', '.gitleaksignore', 'src/a:b.ts:jwt:12', { path: 'src/a:b.ts', rule: 'jwt', line: 12 }],
    ['one of betterleaks', '.betterleaksignore', 'a.ts:jwt:1 # why', { path: 'a.ts', rule: 'jwt', line: 1 }],
    [
      'a finding of a report',
      'old.json',
      JSON.stringify([{ RuleID: 'jwt', File: './a.ts', StartLine: 3, Commit: COMMIT, Secret: 'plain-text' }]),
      { path: 'a.ts', line: 3, rule: 'jwt', commit: COMMIT, secret: { kind: 'value', text: 'plain-text' } },
    ],
    [
      'one that is redacted, of a scan without commits',
      'gitleaks-baseline.json',
      JSON.stringify([{ RuleID: 'jwt', File: 'a.ts', StartLine: 3, Commit: '', Secret: 'REDACTED' }]),
      { path: 'a.ts', line: 3, rule: 'jwt' },
    ],
    [
      'a hash of detect-secrets',
      '.secrets.baseline',
      JSON.stringify({ results: { 'a.ts': [{ type: 'Secret Keyword', hashed_secret: HASH, line_number: 7 }] } }),
      { path: 'a.ts', line: 7, rule: 'Secret Keyword', secret: { kind: 'sha1', hash: HASH } },
    ],
    [
      'one that was audited',
      'found.json',
      JSON.stringify({ results: { 'a.ts': [{ type: 'x', hashed_secret: HASH, line_number: 7, is_secret: false }] } }),
      { path: 'a.ts', line: 7, rule: 'x', secret: { kind: 'sha1', hash: HASH }, note: 'audited as no secret' },
    ],
    [
      'a file of talisman',
      '.talismanrc',
      'fileignoreconfig:\n- filename: a.pem\n  checksum: abc\n  ignore_detectors: [filecontent]\nversion: "1.0"\n',
      { path: 'a.pem', wholeFile: { checksum: 'abc' } },
    ],
    [
      'a secret of ggshield',
      '.gitguardian.yaml',
      'version: 2\nsecret:\n  ignored_matches:\n  - name: sample\n    match: MY_TEST\n',
      { secret: { kind: 'value', text: 'MY_TEST' }, note: 'sample' },
    ],
    [
      'one of its version 1',
      '.gitguardian.yml',
      'matches-ignore:\n- MY_TEST\n',
      { secret: { kind: 'value', text: 'MY_TEST' } },
    ],
  ])('%s', async (_, name, text, place) => {
    const { accepted, ...rest } = await read(name, text);
    expect(accepted).toEqual([{ at: expect.stringContaining(name), ...place }]);
    expect(rest).toEqual({ excludes: [], allowlists: [], left: [] });
  });
});

describe('allowlists', () => {
  it.each([
    [
      'a list of gitleaks',
      '.gitleaks.toml',
      '[Allowlist]\ndescription = "d"\nregexTarget = "line"\nregexes = ["x"]\n',
      [{ description: 'd', regexTarget: 'line', regexes: ['x'] }],
    ],
    [
      'two of betterleaks',
      'betterleaks.toml',
      '[[allowlists]]\npaths = ["^a"]\ncondition = "AND"\ncommits = ["abcdef0"]\n[[allowlists]]\nstopwords = ["x"]\ntargetRules = ["jwt"]\n',
      [
        { description: 'allowlist 1 of betterleaks.toml', condition: 'AND', paths: ['^a'], commits: ['abcdef0'] },
        { description: 'allowlist 2 of betterleaks.toml', stopwords: ['x'], targetRules: ['jwt'] },
      ],
    ],
    [
      'filters of detect-secrets',
      '.secrets.baseline',
      JSON.stringify({
        results: {},
        filters_used: [
          { path: 'detect_secrets.filters.allowlist.is_line_allowlisted' },
          { path: 'detect_secrets.filters.regex.should_exclude_file', pattern: ['\\.lock$'] },
          { path: 'detect_secrets.filters.regex.should_exclude_line', pattern: ['nolint'] },
          { path: 'detect_secrets.filters.regex.should_exclude_secret', pattern: ['EXAMPLE'] },
        ],
      }),
      [
        { description: 'should exclude file of .secrets.baseline', paths: ['\\.lock$'] },
        { description: 'should exclude line of .secrets.baseline', regexTarget: 'line', regexes: ['nolint'] },
        { description: 'should exclude secret of .secrets.baseline', regexes: ['EXAMPLE'] },
      ],
    ],
    [
      'its excludes before version 1',
      '.secrets.baseline',
      JSON.stringify({ results: {}, exclude: { files: 'lock', lines: null } }),
      [{ description: 'excluded files of .secrets.baseline', paths: ['lock'] }],
    ],
    [
      'patterns of talisman',
      '.talismanrc',
      'allowed_patterns: [test-key]\nfileignoreconfig:\n- filename: a.b/c+.ts\n  allowed_patterns: [x]\n',
      [
        {
          description: 'allowed patterns of a.b/c+.ts in .talismanrc',
          condition: 'AND',
          regexTarget: 'match',
          regexes: ['x'],
          paths: ['^a\\.b/c\\+\\.ts$'],
        },
        { description: 'allowed patterns of .talismanrc', regexTarget: 'match', regexes: ['test-key'] },
      ],
    ],
    [
      'paths of trufflehog',
      '.trufflehog',
      '# c\n\n^vendor/\n.*\\.lock\n',
      [{ description: 'excluded paths of .trufflehog', paths: ['^vendor/', '.*\\.lock'] }],
    ],
    [
      'a plain pattern of git-secrets',
      '.gitallowed',
      'EXAMPLE_[0-9]+\n',
      [
        {
          description: 'allowed for git-secrets by .gitallowed: pattern 1',
          regexTarget: 'line',
          regexes: ['EXAMPLE_[0-9]+'],
          paths: ['EXAMPLE_[0-9]+'],
        },
      ],
    ],
    [
      'one for a folder',
      '.gitallowed',
      '^docs/.*\n',
      [{ description: 'allowed for git-secrets by .gitallowed: pattern 1', paths: ['^docs/'] }],
    ],
  ])('%s', async (_, name, text, allowlists) => {
    expect(await read(name, text)).toEqual({ ...NOTHING_IMPORTED, allowlists });
  });
});

it.each([
  [
    '.secretlintignore',
    '# c\n\nnode_modules/\n/top.txt\n*.min.js\n**/x\n\\#y\n',
    ['node_modules', '/top.txt', '*.min.js', '**/x', '#y'],
  ],
  ['.gitguardian.yaml', 'secret:\n  ignored-paths:\n  - "**/README.md"\n  - doc/*\n', ['**/README.md', 'doc/*']],
  ['.gitguardian.yaml', 'paths-ignore: [LICENSE]\n', ['LICENSE']],
])('excluded paths of %s', async (name, text, excludes) => {
  expect(await read(name, text)).toEqual({ ...NOTHING_IMPORTED, excludes });
});

it.each([
  ['rules', '[[rules]]\nid = "x"\nregex = "x"\n'],
  ['rules that are off', '[extend]\nuseDefault = true\ndisabledRules = ["jwt"]\n'],
  ['a file that it extends', '[extend]\npath = "other.toml"\n'],
])('a configuration of gitleaks with %s is extended', async (_, text) => {
  expect(await read('sub/.gitleaks.toml', `${text}[allowlist]\npaths = ["x"]\n`)).toEqual({
    ...NOTHING_IMPORTED,
    extended: 'sub/.gitleaks.toml',
  });
});

it.each([
  ['.gitleaksignore', 'nonsense\n', 'no fingerprint'],
  ['.gitleaksignore', '../a:jwt:1\n', 'no fingerprint'],
  ['a.json', '[{"RuleID":"x"}]', 'names no file'],
  ['a.json', '[{"File":"/etc/passwd","StartLine":1}]', 'names no file'],
  ['.secrets.baseline', `{"results":{"a":[{"hashed_secret":"${HASH}","is_secret":true}]}}`, 'audited as a real secret'],
  ['.secrets.baseline', '{"results":{"a":[{"hashed_secret":"x"}]}}', 'no hash'],
  ['.talismanrc', 'fileignoreconfig:\n- filename: "*.pem"\n  checksum: x\n', 'no single file'],
  ['.talismanrc', 'fileignoreconfig:\n- filename: a\n', 'neither a checksum'],
  ['.talismanrc', 'fileignoreconfig:\n- filename: a\n  ignore_detectors: [filecontent]\n', 'for good'],
  ['.talismanrc', 'threshold: medium\n', 'fail-on'],
  ['.talismanrc', 'scopeconfig:\n- scope: node\n', 'scopes'],
  ['.secretlintignore', '!keep.txt\n', 'takes files in again'],
  ['.secretlintignore', '+(a)\n', 'mean something else'],
  ['.gitallowed', 'foo\\>\n', 'means the same'],
  ['.gitallowed', '[[:digit:]]\n', 'means the same'],
  ['.gitallowed', 'a.txt:3:\n', 'means the same'],
  ['.gitallowed', '^a.*EXAMPLE\n', 'means the same'],
  ['.gitallowed', 'a{,3}\n', 'means the same'],
  ['.gitguardian.yaml', `secret:\n  ignored_matches:\n  - match: ${'ab'.repeat(32)}\n`, 'only ggshield'],
  ['.gitguardian.yaml', 'secret:\n  ignored_detectors: [Generic Password]\n', 'other names'],
])('says of %s with %j that it is left, and why', async (name, text, why) => {
  const { left, ...rest } = await read(name, text);
  expect(left).toEqual([{ at: expect.stringContaining(name), why: expect.stringContaining(why) }]);
  expect(rest).toEqual({ accepted: [], excludes: [], allowlists: [] });
});

it.each([
  ['notes.txt', 'hello', 'is none of the files'],
  ['a.json', '[', 'is no valid JSON'],
  ['a.json', '{"x":1}', 'no list of findings'],
  ['.secrets.baseline', '[]', 'no "results"'],
  ['.talismanrc', 'a: [', 'is no valid YAML'],
  ['.talismanrc', 'a: &x [1]\nb: [*x, *x]\n', 'aliases'],
  ['.gitleaks.toml', 'a = [', 'not valid TOML'],
  ['.gitleaks.toml', '[allowlist]\nregexes = ["("]\n', 'allowlist'],
])('refuses %s with %j', async (name, text, message) => {
  await expect((async () => read(name, text))()).rejects.toThrow(message);
});
