/** The two parsers: what each makes of a command line, and that they make the same of it. */

import { describe, expect, it } from 'vitest';
import { OPTION_SPECS } from '#cli/option-table.ts';
import { asksForHelp, parseFast } from '#cli/parse-fast.ts';
import { parseWithYargs } from '#cli/yargs.ts';
import { UsageError } from '#model/errors.ts';
import { COMMAND_LINES } from './command-lines.ts';

describe('both parsers', () => {
  it.each(COMMAND_LINES.map((words) => [words.join(' '), words] as const))('agree on: %s', async (_, words) => {
    expect(await parseWithYargs(words)).toEqual(parseFast(words));
  });

  const wrong = [
    ['scan', '--stagde'],
    ['scan', '-x'],
    ['scan', '--no-such'],
    ['scan', '--config'],
    ['scan', '--config', '--quiet'],
    ['scan', '--range'],
    ['scan', '--rules', '--quiet'],
  ];
  it.each(wrong.map((words) => [words.join(' '), words] as const))('refuse: %s', async (_, words) => {
    expect(() => parseFast(words)).toThrow(UsageError);
    await expect(parseWithYargs(words)).rejects.toThrow(UsageError);
  });

  it('are tried with every option of the table', () => {
    const typed = new Set(COMMAND_LINES.flatMap((words) => Object.keys(parseFast(words).options)));
    const untried = OPTION_SPECS.filter(({ name }) => !typed.has(name)).map(({ name }) => name);
    // Help is answered before either parser is asked.
    expect(untried).toEqual(['help']);
  });
});

describe('parseFast', () => {
  it('keeps values as they were typed and leaves out what was not', () => {
    expect(parseFast(['scan', '--redact', '007', '-f', 'json', 'a', '--no-inline', '--fail-on=x=y'])).toEqual({
      command: 'scan',
      operands: ['a'],
      options: { redact: '007', format: ['json'], inline: false, 'fail-on': 'x=y' },
    });
  });

  // The one thing that yargs does not read.
  it.each([['-fjson'], ['-qfjson'], ['-f=json']])('reads a value that is glued to its letter: %s', (word) => {
    expect(parseFast(['scan', word]).options.format).toEqual(['json']);
  });

  it.each([
    [['--stagde'], 'unknown option --stagde, did you mean "--staged"?'],
    [['--failOn', 'high'], 'unknown option --failOn, did you mean "--fail-on"?'],
    [['--no-inlnie'], 'unknown option --no-inlnie, did you mean "--no-inline"?'],
    [['--no-config'], 'unknown option --no-config'],
    [['--unheard-of'], 'unknown option --unheard-of'],
    [['--constructor'], 'unknown option --constructor'],
    [['--__proto__'], 'unknown option --__proto__'],
    [['-x'], 'unknown option -x'],
    [['-qx'], 'unknown option -x'],
    [['--staged=false'], '--staged takes no value: its opposite is --no-staged'],
    [['--no-staged=false'], '--no-staged takes no value'],
    [['--config'], '--config needs a value'],
    [['--config='], '--config needs a value'],
    [['--config', ''], '--config needs a value'],
    [['-c', '-q'], '-c needs a value: if -q is meant to be it, write -c-q'],
    [['--range', '--all'], '--range needs a value: if --all is meant to be it, write --range=--all'],
  ])('refuses %j', (words, message) => {
    expect(() => parseFast(['scan', ...words])).toThrow(new UsageError(message));
  });
});

describe('asksForHelp', () => {
  it.each([
    [['-h'], true],
    [['--help'], true],
    [['scan', '--bogus', '-h'], true],
    [['scan', '-qh'], true],
    [['scan', '--config', '-h'], true],
    [['scan', '--', '-h'], false],
    [['scan', '-fh'], false],
    [['scan', 'h', '--history'], false],
    [[], false],
  ])('%j: %s', (words, expected) => {
    expect(asksForHelp(words)).toBe(expected);
  });
});
