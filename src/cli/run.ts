/** One run of the command: words and streams in, exit status out. Loads only what the command needs. */

import { UsageError } from '#model/errors.ts';
import { VERSION } from '#model/version.ts';
import { suggestion } from '#rules/suggest.ts';
import { COMMANDS, COMPLETION_REQUEST, type CommandName } from './command-table.ts';
import { EXIT_CLEAN, EXIT_FAILURE } from './exit-code.ts';
import { belongsTo, OPTION_SPECS, type OptionName, type ParsedArguments } from './option-table.ts';
import { asksForHelp, parseFast } from './parse-fast.ts';
import { say, sayFailure } from './say.ts';
import type { Streams } from './streams.ts';
import { writeText } from './write-text.ts';

/** Never throws, and never ends the process. */
export async function run(argv: readonly string[], streams: Streams): Promise<number> {
  // Without a listener a closed pipe would end the process with status 1; failures are seen by who writes.
  for (const stream of [streams.stdout, streams.stderr]) stream.on('error', () => {});
  try {
    return await dispatch(argv, streams);
  } catch (error) {
    return sayFailure(streams, error, hintFor(argv));
  }
}

async function dispatch(argv: readonly string[], streams: Streams): Promise<number> {
  if (argv[0] === COMPLETION_REQUEST) return printCompletions(argv.slice(1), streams);
  if (argv[0] === 'git-secrets') {
    const { gitSecretsCommand } = await import('./commands/git-secrets.ts');
    return gitSecretsCommand(argv.slice(1), streams);
  }
  if (asksForHelp(argv)) return printHelp(firstCommand(argv), streams);
  const parsed = parseFast(argv);
  if (parsed.options.help) return printHelp(undefined, streams);
  if (parsed.options.version) return print(`${VERSION}\n`, streams);
  if (parsed.command === undefined) return noCommand(parsed, streams);

  const command = knownCommand(parsed.command);
  switch (command) {
    case 'scan': {
      assertOwnOptions(parsed, 'scan');
      const { parseArguments } = await import('./parse-arguments.ts');
      const request = parseArguments(parsed, streams.cwd);
      const { scanCommand } = await import('./commands/scan.ts');
      return scanCommand(request, streams);
    }
    case 'rules': {
      const { rulesCommand } = await import('./commands/rules.ts');
      return rulesCommand(parsed, streams);
    }
    case 'baseline': {
      assertOwnOptions(parsed, 'baseline');
      const { baselineCommand } = await import('./commands/baseline.ts');
      return baselineCommand(parsed, streams);
    }
    case 'hook': {
      assertOwnOptions(parsed, 'hook');
      const { hookCommand } = await import('./commands/hook.ts');
      return hookCommand(parsed, streams);
    }
    case 'install':
    case 'uninstall': {
      assertOwnOptions(parsed, command);
      const { placeHooksCommand } = await import('./commands/place-hooks.ts');
      return placeHooksCommand(parsed, command, streams);
    }
    case 'doctor': {
      assertOwnOptions(parsed, 'doctor');
      const { doctorCommand } = await import('./commands/doctor.ts');
      return doctorCommand(parsed, streams);
    }
    case 'import': {
      assertOwnOptions(parsed, 'import');
      const { importCommand } = await import('./commands/import.ts');
      return importCommand(parsed, streams);
    }
    case 'config': {
      assertOwnOptions(parsed, 'config');
      const { configCommand } = await import('./commands/config.ts');
      return configCommand(parsed, streams);
    }
    case 'git-secrets':
      throw new UsageError('git-secrets has options of its own: write it first, as in keysieve git-secrets --scan');
    case 'help':
      return help(parsed, streams);
    case 'completion':
      assertBare(parsed, 0);
      return print(await (await import('./yargs.ts')).completionScript(), streams);
    default:
      return command satisfies never;
  }
}

function knownCommand(word: string): CommandName {
  const command = COMMANDS.find(({ name }) => name === word)?.name;
  if (command !== undefined) return command;
  const names = COMMANDS.map(({ name }) => name);
  const guess = suggestion(word, names) || ` (to scan a file or folder: keysieve scan ${word})`;
  throw new UsageError(`unknown command "${word}"${guess}`);
}

/** The first word that is a command, for help and hints about command lines that may make no sense otherwise. */
function firstCommand(argv: readonly string[]): CommandName | undefined {
  return COMMANDS.find(({ name }) => name === argv.find((word) => word !== 'help' && isCommand(word)))?.name;
}

function isCommand(word: string): boolean {
  return COMMANDS.some(({ name }) => name === word);
}

function hintFor(argv: readonly string[]): string {
  const command = firstCommand(argv);
  return command === undefined ? 'For help: keysieve --help' : `For help: keysieve ${command} --help`;
}

async function help(parsed: ParsedArguments, streams: Streams): Promise<number> {
  assertBare(parsed, 1);
  const [about] = parsed.operands;
  return printHelp(about === undefined ? undefined : knownCommand(about), streams);
}

/** Nothing was asked for, so nothing may look like success. */
async function noCommand({ options }: ParsedArguments, streams: Streams): Promise<number> {
  const typed = OPTION_SPECS.find(({ name }) => options[name] !== undefined)?.name;
  if (typed !== undefined) throw new UsageError(`no command: did you mean "keysieve scan --${typed}"?`);
  const { helpText } = await import('./yargs.ts');
  streams.stderr.write(await helpText(undefined, streams.columns));
  say(streams, 'no command');
  return EXIT_FAILURE;
}

function assertOwnOptions({ options }: ParsedArguments, command: CommandName): void {
  const foreign = OPTION_SPECS.find(
    (spec) => options[spec.name] !== undefined && spec.everywhere !== true && !belongsTo(spec, command),
  );
  if (foreign !== undefined) throw new UsageError(`--${foreign.name} does not belong to the command ${command}`);
}

/** For commands that have no options of their own. */
function assertBare({ command, operands, options }: ParsedArguments, mostOperands: number): void {
  const [option] = Object.keys(options) as OptionName[];
  if (option !== undefined) throw new UsageError(`--${option} does not belong to the command ${command}`);
  const extra = operands[mostOperands];
  if (extra !== undefined) throw new UsageError(`unexpected "${extra}" behind the command ${command}`);
}

async function printHelp(command: CommandName | undefined, streams: Streams): Promise<number> {
  const { helpText } = await import('./yargs.ts');
  return print(await helpText(command, streams.columns), streams);
}

async function printCompletions(words: readonly string[], streams: Streams): Promise<number> {
  const { completionText } = await import('./yargs.ts');
  return print(await completionText(words), streams);
}

async function print(text: string, streams: Streams): Promise<number> {
  await writeText(streams.stdout, [text]);
  return EXIT_CLEAN;
}
