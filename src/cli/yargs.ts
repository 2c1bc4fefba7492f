/** Help and completion, by yargs from the option table. The only importer of yargs; loaded only when it is needed. */

import type { Argv, Options } from 'yargs';
import { UsageError } from '#model/errors.ts';
import { BASELINE_ACTIONS } from './baseline-actions.ts';
import { COMMANDS, COMPLETION_REQUEST, type CommandName } from './command-table.ts';
import { belongsTo, OPTION_SPECS, type OptionName, type ParsedArguments, type TypedOptions } from './option-table.ts';
import type { OptionSpec } from './options/option-spec.ts';
import { RULES_ACTIONS } from './rules-actions.ts';

const WIDEST_COLUMNS = 110;
const USUAL_COLUMNS = 80;

/** Options of yargs under which it reads a command line as `parse-fast.ts` does. */
const PARSER = {
  'boolean-negation': true,
  'camel-case-expansion': false,
  'dot-notation': false,
  'duplicate-arguments-array': true,
  'flatten-duplicate-arrays': true,
  'greedy-arrays': false,
  'parse-numbers': false,
  'parse-positional-numbers': false,
  'populate--': false,
  'short-option-groups': true,
  'strip-aliased': true,
} as const;

const EPILOGUE = [
  'Exit status: 0 no findings that count; 1 findings; 2 wrong usage, broken configuration or an incomplete scan; 130 interrupted.',
  'Every switch has an opposite, as in --no-inline. An operand that begins with a dash stands behind --.',
].join('\n');

const EXAMPLES: readonly [string, string][] = [
  ['$0 scan', 'the current directory'],
  ['$0 scan --staged', 'what the next commit would add'],
  ['$0 scan --history -f text -f sarif=out.sarif', 'everything, with a second report in a file'],
  ['$0 scan --range main..HEAD', 'the commits of a branch'],
  ['$0 rules explain aws-access-key-id', 'what a rule looks for and how'],
];

/** The help of a command, or of all of them. `columns` is the width of the terminal. */
export async function helpText(command: CommandName | undefined, columns: number | undefined): Promise<string> {
  const parser = await createParser(columns);
  return said(parser, [...(command === undefined ? [] : [command]), '--help']);
}

/** The script for the shell that the environment names in SHELL. */
export async function completionScript(): Promise<string> {
  return said(await createParser(undefined), ['completion']);
}

/**
 * What the words of a command line, the program's name among them, could be continued with: one a line. Options are
 * offered only behind a dash; with nothing to offer, the shell completes file names.
 */
export async function completionText(words: readonly string[]): Promise<string> {
  const offered = await said(await createParser(undefined), [COMPLETION_REQUEST, ...words]);
  const wantsOption = words.at(-1)?.startsWith('-') ?? false;
  // yargs offers letters with two dashes, which nobody understands.
  const lines = offered.split('\n').filter((line) => (wantsOption ? !/^(--.\b|$)/.test(line) : /^[^-]/.test(line)));
  return lines.map((line) => `${line}\n`).join('');
}

/** The same result as `parseFast` for every correct command line; a test holds the two together. Throws UsageError. */
export async function parseWithYargs(argv: readonly string[]): Promise<ParsedArguments> {
  const { default: yargs } = await import('yargs');
  const parser = yargs()
    .parserConfiguration(PARSER)
    .help(false)
    .version(false)
    .exitProcess(false)
    .options(yargsOptions(OPTION_SPECS))
    .strictOptions()
    .fail((message, error) => {
      throw new UsageError(message ?? error.message, { cause: error });
    });
  const { _: operands, $0: _, ...values } = await parser.parseAsync([...argv]);
  const [command, ...others] = operands.map(String);
  return { command, operands: others, options: typedOptions(values) };
}

/** Of an option that is not repeatable, yargs keeps all values; the last one counts. */
function typedOptions(values: Readonly<Record<string, unknown>>): TypedOptions {
  const typed = OPTION_SPECS.flatMap(({ name, repeatable }) => {
    const value = values[name];
    if (value === undefined || (Array.isArray(value) && value.length === 0)) return [];
    return [[name, Array.isArray(value) && !repeatable ? value.at(-1) : value] as const];
  });
  return Object.fromEntries(typed) as TypedOptions;
}

/** Commands with their options, for everything that is printed. */
async function createParser(columns: number | undefined): Promise<Argv> {
  const { default: yargs } = await import('yargs');
  const parser = yargs()
    .scriptName('keysieve')
    // Before our own option of that name is defined, which yargs would warn about.
    .version(false)
    .locale('en')
    .updateStrings({ boolean: 'switch', string: 'value', array: 'repeatable' })
    .parserConfiguration(PARSER)
    .exitProcess(false)
    .wrap(Math.min(columns ?? USUAL_COLUMNS, WIDEST_COLUMNS))
    .usage('$0 <command> [options]\n\nFinds secrets in git repositories and files, and proves what it looked at.')
    .example(EXAMPLES)
    .epilogue(EPILOGUE)
    .options(yargsOptions(OPTION_SPECS.filter(({ everywhere }) => everywhere)))
    // Without its own words here, yargs would replace those of the table, and forget the letter.
    .help('help', OPTION_SPECS.find(({ name }) => name === 'help')?.help ?? '')
    .alias('help', 'h');
  for (const { name, operands, help } of COMMANDS) {
    if (name === 'completion') parser.completion(name, help);
    else parser.command(`${name} ${operands}`, help, (own) => describeArguments(own, name).options(ownOptions(name)));
  }
  return parser;
}

/** What completion can know of operands. */
function describeArguments(parser: Argv, command: CommandName): Argv {
  const actions = command === 'rules' ? RULES_ACTIONS : command === 'baseline' ? BASELINE_ACTIONS : undefined;
  if (actions === undefined) return parser;
  const usual = command === 'rules' ? ' (default: list)' : '';
  const describe = `${actions.map(({ name, help }) => `${name}: ${help}`).join('; ')}${usual}`;
  return parser.positional('action', { describe, type: 'string', choices: actions.map(({ name }) => name) });
}

/** With a real default where an option is on, for then yargs completes its `--no-` twin. */
function ownOptions(command: CommandName): Record<string, Options> {
  const specs = OPTION_SPECS.filter((spec) => belongsTo(spec, command));
  const on = specs.filter((spec) => spec.default === 'true');
  const options = yargsOptions(specs);
  return { ...options, ...Object.fromEntries(on.map(({ name }) => [name, { ...options[name], default: true }])) };
}

function yargsOptions(specs: readonly (OptionSpec & { readonly name: OptionName })[]): Record<string, Options> {
  return Object.fromEntries(specs.map((spec) => [spec.name, yargsOption(spec)]));
}

/** Nothing gets a default: what was not typed must stay absent. Values are checked in `parse-arguments.ts`. */
function yargsOption(spec: OptionSpec): Options {
  return {
    describe: spec.help,
    group: spec.group,
    type: spec.kind === 'boolean' ? 'boolean' : 'string',
    ...(spec.kind === 'boolean' ? {} : { requiresArg: true }),
    ...(spec.repeatable ? { array: true } : {}),
    ...(spec.alias === undefined ? {} : { alias: spec.alias }),
    ...(spec.choices === undefined ? {} : { choices: spec.choices }),
    ...(spec.default === undefined ? {} : { defaultDescription: spec.default }),
  };
}

/** Runs yargs for what it prints, which it hands over instead of printing it; for commands it calls back twice. */
async function said(parser: Argv, words: readonly string[]): Promise<string> {
  let last = '';
  let failure: Error | undefined;
  await parser.parse([...words], {}, (error: Error | undefined, _: unknown, output: string) => {
    failure ??= error ?? undefined;
    last = output;
  });
  if (failure !== undefined) throw failure;
  return `${last}\n`;
}
