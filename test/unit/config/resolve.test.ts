/** Arguments, configuration and defaults together. */

import { describe, expect, it } from 'vitest';
import { ConfigError, RulesError, UsageError } from '#model/errors.ts';
import { createRepo, repoAt, temporaryDirectory } from '../../support/repo.ts';
import { BUILT_IN_RULES, idsOf, resolveIn } from './scenes.ts';

const SCAN = `[scan]
include = ["src/**"]
exclude = ["vendor/**"]
disable = ["cloud-key"]
fail-on = "medium"
max-file-size = "1MB"
require-coverage = true
strict-coverage = true
redact = 2
`;

function folderWith(files: Readonly<Record<string, string>>): string {
  const { dir, write } = repoAt(temporaryDirectory());
  write(files);
  return dir;
}

describe('defaults', () => {
  it('hold where nothing is said', async () => {
    const dir = temporaryDirectory();
    expect(await resolveIn(dir)).toEqual({
      target: { kind: 'paths', cwd: dir, paths: ['.'], includeIgnored: false },
      ruleSet: { rules: BUILT_IN_RULES.rules.slice(0, 2), allowlists: [] },
      filter: { include: [], exclude: [] },
      failOn: 'low',
      redaction: { reveal: false, shownCharacters: 4 },
      maxFileSize: undefined,
      requireCoverage: true,
      strictCoverage: false,
      inlineAllows: 'all',
      baseline: undefined,
      strictBaseline: false,
      narrowedBy: [],
      notices: [],
    });
  });

  it.each([
    ['paths', true],
    ['history', true],
    ['stdin', true],
    ['staged', false],
    ['range', false],
  ] as const)('%s requires coverage: %s', async (form, expected) => {
    const { dir } = createRepo();
    expect((await resolveIn(dir, {}, form)).requireCoverage).toBe(expected);
    expect((await resolveIn(dir, { requireCoverage: !expected }, form)).requireCoverage).toBe(!expected);
  });

  it.each([
    ['staged', {}, 'all'],
    ['staged', { inline: false }, 'none'],
    ['staged', { trust: 'none' }, 'none'],
    ['range', {}, 'none'],
    ['range', { trust: 'head' }, 'all'],
  ] as const)('%s with %j counts inline allows: %s', async (form, given, expected) => {
    const repo = createRepo();
    repo.commit({});
    expect((await resolveIn(repo.dir, given, form)).inlineAllows).toBe(expected);
  });
});

describe('configuration', () => {
  it('sets options', async () => {
    const options = await resolveIn(folderWith({ 'keysieve.toml': SCAN }), {}, 'staged');
    expect(options).toMatchObject({
      filter: { include: ['src/**'], exclude: ['vendor/**'] },
      failOn: 'medium',
      redaction: { reveal: false, shownCharacters: 2 },
      maxFileSize: 1_000_000,
      requireCoverage: true,
      strictCoverage: true,
      narrowedBy: ['keysieve.toml'],
    });
    expect(idsOf(options)).toEqual(['cloud-secret-entry']);
  });

  it('gives way to the command line, where exclusions are added', async () => {
    const options = await resolveIn(folderWith({ 'keysieve.toml': SCAN }), {
      include: ['lib/**'],
      exclude: ['x'],
      enable: ['cloud-key', 'wide'],
      disable: ['cloud-secret'],
      failOn: 'critical',
      maxFileSize: 5,
      requireCoverage: false,
      redact: 0,
      reveal: true,
    });
    expect(options).toMatchObject({
      filter: { include: ['lib/**'], exclude: ['vendor/**', 'x'] },
      failOn: 'critical',
      redaction: { reveal: true, shownCharacters: 0 },
      maxFileSize: 5,
      requireCoverage: false,
    });
    expect(idsOf(options)).toEqual(['cloud-key', 'wide']);
    expect(options.narrowedBy).toEqual([
      'keysieve.toml',
      '--include lib/**',
      '--exclude x',
      '--disable cloud-secret',
      '--max-file-size 5',
    ]);
  });

  it('can take inline allows away, not give them', async () => {
    const dir = folderWith({ 'keysieve.toml': '[scan]\ninline = false\n', 'on.toml': '[scan]\ninline = true\n' });
    expect((await resolveIn(dir)).inlineAllows).toBe('none');
    expect((await resolveIn(dir, { config: 'on.toml', trust: 'none' })).inlineAllows).toBe('none');
  });

  it('can take comments of other tools away', async () => {
    const dir = folderWith({
      'keysieve.toml': '[suppress]\nforeign = false\n',
      'on.toml': '[suppress]\nforeign = true\n',
    });
    expect((await resolveIn(dir)).inlineAllows).toBe('ours');
    expect((await resolveIn(dir, { inline: false })).inlineAllows).toBe('none');
    expect((await resolveIn(dir, { config: 'on.toml' })).inlineAllows).toBe('all');
  });

  it('brings back with --enable what it disabled', async () => {
    const dir = folderWith({ 'keysieve.toml': '[extend]\ndisabledRules = ["cloud*"]\n' });
    expect(idsOf(await resolveIn(dir, { enable: ['cloud-key'] }))).toEqual(['cloud-key']);
  });

  it('that is not UTF-8 is an error', async () => {
    const repo = repoAt(temporaryDirectory());
    repo.write({ 'keysieve.toml': Uint8Array.of(0x23, 0xff) });
    await expect(resolveIn(repo.dir)).rejects.toThrow(new ConfigError('keysieve.toml: is not UTF-8; save it as UTF-8'));
  });
});

describe('--rules', () => {
  it('adds rules with every trust, named as typed', async () => {
    const dir = folderWith({
      'more/mine.toml': "[[rules]]\nid = 'mine'\nregex = 'x'\n[[allowlists]]\ndescription = 'y'\npaths = ['z']\n",
    });
    const options = await resolveIn(dir, { ruleFiles: ['more/mine.toml'], trust: 'none' });
    expect(idsOf(options)).toContain('mine');
    expect(options.narrowedBy).toEqual(['more/mine.toml']);
  });

  it.each([
    ['none.toml', 'none.toml: cannot be read: ENOENT'],
    ['bad.toml', 'bad.toml:3: rules[0].regex: '],
    ['scan.toml', 'scan.toml:1: scan: works in a configuration file only'],
  ])('%s is an error', async (file, message) => {
    const dir = folderWith({ 'bad.toml': "[[rules]]\nid = 'x'\nregex = '('\n", 'scan.toml': '[scan]\n' });
    const resolving = resolveIn(dir, { ruleFiles: [file] });
    await expect(resolving).rejects.toThrow(RulesError);
    await expect(resolving).rejects.toThrow(message);
  });
});

it.each(['enable', 'disable'] as const)('--%s of a rule that does not exist is wrong usage', async (option) => {
  const dir = temporaryDirectory();
  await expect(resolveIn(dir, { [option]: ['clod-key'] })).rejects.toThrow(
    new UsageError(`--${option} clod-key: no rule has this id or tag, did you mean "cloud-key"?`),
  );
  await expect(resolveIn(dir, { [option]: ['zzz'] })).rejects.toThrow('; "keysieve rules" lists them');
});

describe('the target', () => {
  it.each([
    ['paths', { paths: ['a'], includeIgnored: true }, { kind: 'paths', paths: ['a'], includeIgnored: true }],
    ['staged', { paths: ['a'] }, { kind: 'staged', paths: ['a'] }],
    [
      'history',
      { paths: ['r'] },
      { kind: 'history', repository: 'r', allowShallow: false, verifyObjects: false, countCommits: false },
    ],
    ['history', {}, { kind: 'history', repository: undefined }],
    ['range', { ranges: ['a..b', '--not c'] }, { kind: 'range', revisions: ['a..b', '--not', 'c'] }],
    ['range', { since: '2 weeks ago' }, { kind: 'range', revisions: ['--since=2 weeks ago', 'HEAD'] }],
    ['range', { branch: 'dev', since: 'x' }, { kind: 'range', revisions: ['--since=x', 'dev'] }],
    ['stdin', { stdinPath: 'a.env' }, { kind: 'stdin', path: 'a.env' }],
  ] as const)('of %s with %j', async (form, given, expected) => {
    const { dir } = repoAt(temporaryDirectory());
    expect((await resolveIn(dir, { ...given, trust: 'worktree' }, form)).target).toMatchObject(expected);
  });
});
