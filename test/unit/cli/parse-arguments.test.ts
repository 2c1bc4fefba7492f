/** From words to a request: values, forms and what excludes what. */

import { describe, expect, it } from 'vitest';
import { type CliRequest, parseArguments } from '#cli/parse-arguments.ts';
import { parseFast } from '#cli/parse-fast.ts';
import { UsageError } from '#model/errors.ts';

const CWD = '/project';

function parse(...words: string[]): CliRequest {
  return parseArguments(parseFast(['scan', ...words]), CWD);
}

const DEFAULTS: CliRequest = {
  scan: {
    form: 'paths',
    cwd: CWD,
    paths: [],
    ranges: [],
    ruleFiles: [],
    enable: [],
    disable: [],
    include: [],
    exclude: [],
    includeIgnored: false,
    allowShallow: false,
    verifyObjects: false,
    countCommits: false,
    reveal: false,
    inline: true,
  },
  formats: [{ name: 'text' }],
  progress: 'auto',
  color: 'auto',
  quiet: false,
  verbose: false,
};

describe('parseArguments', () => {
  it('fills in nothing that configuration may decide', () => {
    expect(parse()).toStrictEqual(DEFAULTS);
  });

  const scans: readonly (readonly [string[], Partial<CliRequest['scan']>])[] = [
    [['a', 'b'], { paths: ['a', 'b'] }],
    [['--', '-h'], { paths: ['-h'] }],
    [['--no-staged', '--no-history'], {}],
    [['--include-ignored'], { includeIgnored: true }],
    [['--staged', 'a.ts'], { form: 'staged', paths: ['a.ts'] }],
    [['--history', 'repo', '--allow-shallow'], { form: 'history', paths: ['repo'], allowShallow: true }],
    [['--history', '--verify-objects'], { form: 'history', verifyObjects: true }],
    [['--history', '--fetch-missing'], { form: 'history', fetchMissing: true }],
    [['--history', '--cache', 'f'], { form: 'history', cache: 'f' }],
    [['--history', '--count-commits'], { form: 'history', countCommits: true }],
    [['--range', ' A..B  --not C ', '--range=--all'], { form: 'range', ranges: ['A..B', '--not', 'C', '--all'] }],
    [['--since', '2 weeks ago'], { form: 'range', since: '2 weeks ago' }],
    [['--branch', 'main', '--range', 'A..B'], { form: 'range', branch: 'main', ranges: ['A..B'] }],
    [['--stdin', '--stdin-path', 'a.ts'], { form: 'stdin', stdinPath: 'a.ts' }],
    [['-c', 'a.toml', '--rules', 'b', '--rules', 'c'], { config: 'a.toml', ruleFiles: ['b', 'c'] }],
    [['--enable', 'a', '--disable', 'b'], { enable: ['a'], disable: ['b'] }],
    [['--include', 'a', '--exclude', 'b'], { include: ['a'], exclude: ['b'] }],
    [['--fail-on', 'high', '--fail-on', 'info'], { failOn: 'info' }],
    [['--reveal'], { reveal: true }],
    [['--redact', '0'], { redact: 0 }],
    [['--max-file-size', '10MB'], { maxFileSize: 10_000_000 }],
    [['--require-coverage'], { requireCoverage: true }],
    [['--no-require-coverage', '--strict-coverage'], { requireCoverage: false, strictCoverage: true }],
    [['--trust', 'head', '--no-inline'], { trust: 'head', inline: false }],
    [['--no-own-keys'], { ownKeys: false }],
    [['--jobs', '1'], { jobs: 1 }],
    [['--jobs', '64'], { jobs: 64 }],
  ];
  it.each(scans)('reads %j', (words, fields) => {
    expect(parse(...words)).toStrictEqual({ ...DEFAULTS, scan: { ...DEFAULTS.scan, ...fields } });
  });

  const reports: readonly (readonly [string[], Partial<CliRequest>])[] = [
    [['-f', 'json'], { formats: [{ name: 'json' }] }],
    [['-f', 'text', '-f', 'sarif=out.sarif'], { formats: [{ name: 'text' }, { name: 'sarif', file: 'out.sarif' }] }],
    [['-o', 'a=b.txt'], { formats: [{ name: 'text', file: 'a=b.txt' }] }],
    [['-f', 'jsonl', '-o', 'a'], { formats: [{ name: 'jsonl', file: 'a' }] }],
    [['-f', 'json=a=b'], { formats: [{ name: 'json', file: 'a=b' }] }],
    [['-f', 'json=-'], { formats: [{ name: 'json' }] }],
    [['-f', 'json', '-o', '-'], { formats: [{ name: 'json' }] }],
    [['--progress', 'never', '--color', 'always'], { progress: 'never', color: 'always' }],
    [['-q'], { quiet: true }],
    [['-v', '--no-quiet'], { verbose: true }],
  ];
  it.each(reports)('reads %j', (words, fields) => {
    expect(parse(...words)).toStrictEqual({ ...DEFAULTS, ...fields });
  });

  it.each([
    [['--staged', '--history'], '--staged and --history exclude each other: run them in turn'],
    [['--history', '--range', 'A..B'], '--history and --range exclude each other: run them in turn'],
    [['--since', 'x', '--stdin'], '--since and --stdin exclude each other: run them in turn'],
    [['--staged', '--branch', 'x'], '--staged and --branch exclude each other: run them in turn'],
    [['--stdin-path', 'a'], '--stdin-path belongs to scans of --stdin, and this one is of files and folders'],
    [['--staged', '--allow-shallow'], '--allow-shallow belongs to scans of --history, and this one is of --staged'],
    [
      ['--staged', '--include-ignored'],
      '--include-ignored belongs to scans of files and folders, and this one is of --staged',
    ],
    [['--stdin', 'a'], '--stdin takes no paths: --stdin-path gives it a name'],
    [['--history', 'a', 'b'], 'a scan of --history takes one path, the repository: narrow it with --include'],
    [['a', ''], 'a path is empty: is a variable in the command line not set?'],
    [['--range', '  '], '--range is blank: is a variable in the command line not set?'],
    [['--range=-n1'], `--range "-n1" names no commit: write for example --range "-n1 HEAD"`],
    [['--fail-on', 'hihg'], '--fail-on "hihg" is none of info, low, medium, high, critical'],
    [['--trust', 'non'], '--trust "non" is none of worktree, base, head, none, did you mean "none"?'],
    [['--progress', 'on'], '--progress "on" is none of auto, always, never'],
    [['--color', 'true'], '--color "true" is none of auto, always, never'],
    [['--redact', 'x'], '--redact "x" is not a whole number'],
    [['--redact', '1.5'], '--redact "1.5" is not a whole number'],
    [['--reveal', '--redact', '1'], '--reveal and --redact exclude each other'],
    [['-q', '-v'], '--quiet and --verbose exclude each other'],
    [['--jobs', '0'], '--jobs 0 is not between 1 and 64'],
    [['--jobs', '65'], '--jobs 65 is not between 1 and 64'],
    [['--jobs', 'all'], '--jobs "all" is not a whole number'],
    [['-f', 'junit'], 'the format junit is not in this version of keysieve'],
    [['-f', 'sraif'], 'unknown format "sraif" (there are text, json, jsonl, sarif)'],
    [['-f', 'sari=x'], 'unknown format "sari", did you mean "sarif"? (there are text, json, jsonl, sarif)'],
    [['-f', 'json='], '--format json= has no file name after its equals sign'],
    [['-f', 'json', '-f', 'text'], 'only one format can go to standard output: give the others a file, -f NAME=FILE'],
    [['-f', 'json=a', '-f', 'text=./a'], 'two formats would be written to ./a: give each its own file'],
    [['-f', 'json=a', '-o', 'b'], '--output is for one format without a file of its own: write -f NAME=FILE for each'],
    [
      ['-f', 'json', '-f', 'text', '-o', 'b'],
      '--output is for one format without a file of its own: write -f NAME=FILE for each',
    ],
  ])('refuses %j', (words, message) => {
    expect(() => parse(...words)).toThrow(new UsageError(message));
  });
});
