/** Whole runs in this process: help, completion, wrong usage, and errors of every kind. */

import { describe, expect, it } from 'vitest';
import { belongsTo, OPTION_SPECS } from '#cli/option-table.ts';
import { run } from '#cli/run.ts';
import { sayFailure, sayProblems } from '#cli/say.ts';
import type { Streams } from '#cli/streams.ts';
import { KeysieveError, UsageError } from '#model/errors.ts';
import { reportWith } from './report.ts';
import { Failing, keptStreams } from './streams.ts';

async function runKept(argv: readonly string[], fields: Partial<Streams> = {}) {
  const streams = keptStreams(fields);
  const status = await run(argv, streams);
  return { status, stdout: streams.stdout.text, stderr: streams.stderr.text };
}

describe('help', () => {
  it.each([[['--help']], [['-h']], [['help']], [['-qh']], [['bogus', '-h']], [['confg', '--help']], [['help', '-h']]])(
    '%j is about all commands',
    async (argv) => {
      const { status, stdout, stderr } = await runKept(argv);
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(stdout).toMatch(/^keysieve <command> \[options\]\n/);
      expect(stdout).toContain('keysieve scan [path...]');
      expect(stdout).toContain('Exit status:');
    },
  );

  it.each([
    [['scan', '--help']],
    [['help', 'scan']],
    [['scan', '--bogus', '--format', '-h']],
    [['scan', '--staged', '--history', '-h']],
    [['-h', 'scan']],
  ])('%j is about scan', async (argv) => {
    const { status, stdout, stderr } = await runKept(argv);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    for (const { name, group } of OPTION_SPECS.filter((spec) => spec.everywhere || belongsTo(spec, 'scan'))) {
      expect(stdout).toContain(`--${name}`);
      expect(stdout).toContain(group);
    }
  });

  it('of rules has its own options, and those of scan in no way', async () => {
    const { stdout } = await runKept(['rules', '-h']);
    for (const spec of OPTION_SPECS) {
      const isThere = new RegExp(`--${spec.name}\\b(?!-)`).test(stdout);
      expect([spec.name, isThere]).toEqual([spec.name, spec.everywhere === true || belongsTo(spec, 'rules')]);
    }
  });

  it('needs no current directory', async () => {
    const streams = keptStreams();
    Object.defineProperty(streams, 'cwd', {
      get() {
        throw new UsageError('gone');
      },
    });
    expect(await run(['scan', '-h'], streams)).toBe(0);
    expect(await run(['scan'], streams)).toBe(2);
    expect(streams.stderr.text).toContain('keysieve: gone\n');
  });

  it('fits the terminal', async () => {
    const { stdout } = await runKept(['scan', '-h'], { columns: 60 });
    const [, options = ''] = stdout.split('What to scan:');
    expect(
      Math.max(...(options.split('Exit status')[0] ?? '').split('\n').map((line) => line.length)),
    ).toBeLessThanOrEqual(60);
  });

  it('is printed to standard error, with status 2, when there is no command', async () => {
    const { status, stdout, stderr } = await runKept([]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('keysieve scan [path...]');
    expect(stderr).toMatch(/\nkeysieve: no command\n$/);
  });
});

describe('the other commands', () => {
  it('print the version', async () => {
    expect(await runKept(['--version'])).toEqual({ status: 0, stdout: '0.0.0-dev\n', stderr: '' });
    expect((await runKept(['scan', '--version'])).status).toBe(0);
  });

  it('print a completion script that calls what run answers', async () => {
    const { status, stdout, stderr } = await runKept(['completion']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('keysieve --get-yargs-completions');
  });

  it.each([
    [
      ['keysieve', ''],
      ['scan', 'rules', 'help', 'completion'],
    ],
    [
      ['keysieve', 'rules', ''],
      ['list', 'check', 'explain', 'test'],
    ],
    [
      ['keysieve', 'rules', 'explain', '--'],
      ['--format', '--config'],
    ],
    [
      ['keysieve', 'scan', '--s'],
      ['--staged', '--since', '--stdin', '--strict-coverage'],
    ],
    [
      ['keysieve', 'scan', '--fail-on', ''],
      ['info', 'critical'],
    ],
    [
      ['keysieve', 'scan', '--in'],
      ['--inline', '--no-inline', '--include'],
    ],
  ])('complete %j', async (words, expected) => {
    const { status, stdout, stderr } = await runKept(['--get-yargs-completions', ...words]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    // With zsh as SHELL every word has its description behind a colon.
    expect(stdout.split('\n').map((line) => line.split(/[:\t]/)[0])).toEqual(expect.arrayContaining(expected));
  });
});

describe('wrong usage', () => {
  it.each([
    [['scann'], 'unknown command "scann", did you mean "scan"?', ''],
    [['src/app'], 'unknown command "src/app" (to scan a file or folder: keysieve scan src/app)', ''],
    [['hook'], 'which hook? For example: keysieve hook pre-commit', 'hook '],
    [
      ['hook', 'post-commit'],
      '"post-commit" is no hook that keysieve knows: there are pre-commit, commit-msg, prepare-commit-msg, pre-merge-commit, pre-push, pre-receive, update',
      'hook ',
    ],
    [['install', 'here'], 'unexpected "here" behind the command install', 'install '],
    [['config'], 'unknown action "" of the command config; there is explain', 'config '],
    [['config', 'explain'], 'config explain needs a path', 'config '],
    [['config', 'explain', 'a', 'b'], 'unexpected "b" behind the path', 'config '],
    [
      ['-q', 'git-secrets'],
      'git-secrets has options of its own: write it first, as in keysieve git-secrets --scan',
      'git-secrets ',
    ],
    [['help', 'scann'], 'unknown command "scann", did you mean "scan"?', ''],
    [['help', 'scan', 'x'], 'unexpected "x" behind the command help', 'scan '],
    [['completion', 'x'], 'unexpected "x" behind the command completion', 'completion '],
    [['completion', '--staged'], '--staged does not belong to the command completion', 'completion '],
    [['--staged'], 'no command: did you mean "keysieve scan --staged"?', ''],
    [['scan', '--file', 'x'], '--file does not belong to the command scan', 'scan '],
    [['scan', '--stagde'], 'unknown option --stagde, did you mean "--staged"?', 'scan '],
    [['scan', '--staged', '--history'], '--staged and --history exclude each other: run them in turn', 'scan '],
  ])('%j', async (argv, message, command) => {
    expect(await runKept(argv)).toEqual({
      status: 2,
      stdout: '',
      stderr: `keysieve: ${message}\nFor help: keysieve ${command}--help\n`,
    });
  });

  it('cannot write to the terminal what it likes', async () => {
    const { stderr } = await runKept(['scan', '--\x1b[2J\nkeysieve: all is well']);
    expect(stderr).not.toContain('\x1b');
    expect(stderr).toMatch(/^keysieve: unknown option --\\x1b\[2J/);
  });
});

describe('streams', () => {
  it.each([
    ['EPIPE', 0],
    ['ENOSPC', 2],
  ])('a failure %s of standard output gives status %i', async (code, status) => {
    const streams = keptStreams();
    expect(await run(['--version'], { ...streams, stdout: new Failing(code) })).toBe(status);
    expect(streams.stderr.text === '').toBe(status === 0);
  });

  it('a closed standard error changes nothing', async () => {
    expect(await run(['scan', '--bogus'], { ...keptStreams(), stderr: new Failing('EPIPE') })).toBe(2);
  });
});

describe('sayFailure', () => {
  const failures: readonly (readonly [unknown, number, RegExp])[] = [
    [new KeysieveError('GIT', 'git is\nmissing\x07'), 2, /^keysieve: git is\n {4}missing\\x07\n$/],
    [new UsageError('wrong'), 2, /^keysieve: wrong\nthe hint\n$/],
    [new KeysieveError('INTERRUPTED', 'interrupted'), 130, /^keysieve: interrupted\n$/],
    [new TypeError('x is undefined'), 2, /^TypeError: x is undefined\n +at (?:.*\n)*keysieve: please report this/],
    ['a string', 2, /^a string\nkeysieve: please report this/],
  ];
  it.each(failures)('%s', (error, status, text) => {
    const streams = keptStreams();
    expect(sayFailure(streams, error, 'the hint')).toBe(status);
    expect(streams.stderr.text).toMatch(text);
  });
});

describe('sayProblems', () => {
  it('escapes paths, and leaves most of many to the report', () => {
    const streams = keptStreams();
    const problems = Array.from({ length: 22 }, (_, i) => ({
      code: 'SOURCE' as const,
      message: `problem ${i}`,
      path: { text: 'a\nb' },
    }));
    sayProblems(streams, reportWith({ problems }));
    const lines = streams.stderr.text.trimEnd().split('\n');
    expect(lines[0]).toBe('keysieve: a\\nb: problem 0');
    expect(lines).toHaveLength(21);
    expect(lines.at(-1)).toBe('keysieve: and 2 more problems; the report has them all');
  });
});
