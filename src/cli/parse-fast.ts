/** The parser of every normal run: node's own, fed from the option table, so that nothing is loaded for it. */

import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UsageError } from '#model/errors.ts';
import { suggestion } from '#rules/suggest.ts';
import { OPTION_SPECS, type OptionName, type ParsedArguments, type TypedOptions } from './option-table.ts';
import type { OptionSpec } from './options/option-spec.ts';

type Spec = OptionSpec & { readonly name: OptionName };
type Token = ReturnType<typeof tokensOf>[number];
type OptionToken = Extract<Token, { kind: 'option' }>;

const SPEC_BY_NAME: ReadonlyMap<string, Spec> = new Map(OPTION_SPECS.map((spec) => [spec.name, spec]));

/**
 * Checks that every option exists and that those that take a value have one; what values mean is
 * `parse-arguments.ts`'s business. Throws UsageError.
 */
export function parseFast(argv: readonly string[]): ParsedArguments {
  const tokens = tokensOf(argv);
  const options: Record<string, boolean | string | string[]> = {};
  for (const token of tokens) if (token.kind === 'option') addOption(options, token);

  const [command, ...operands] = tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : []));
  return { command, operands, options: options as TypedOptions };
}

/**
 * Whether help is asked for anywhere before `--`, also where the rest makes no sense or `-h` stands in the place of a
 * value: who asks for help gets it.
 */
export function asksForHelp(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return (end === -1 ? argv : argv.slice(0, end)).some((word) => word === '--help' || HELP_LETTER.test(word));
}

/** `-h`, also in a group after other switches: `-qh`. */
const HELP_LETTER = new RegExp(
  `^-[${OPTION_SPECS.map((spec) => (spec.kind === 'boolean' ? (spec.alias ?? '') : '')).join('')}]*h`,
);

/** Not strict: node's own messages know neither our `--no-` twins nor what could have been meant. */
function tokensOf(argv: readonly string[]) {
  return parseArgs({ args: argv, options: PARSE_OPTIONS, strict: false, allowPositionals: true, tokens: true }).tokens;
}

const PARSE_OPTIONS: NonNullable<ParseArgsConfig['options']> = Object.fromEntries(
  OPTION_SPECS.map(({ name, alias, kind }) => {
    const type: 'boolean' | 'string' = kind === 'boolean' ? 'boolean' : 'string';
    return [name, alias === undefined ? { type } : { type, short: alias }];
  }),
);

function addOption(options: Record<string, boolean | string | string[]>, token: OptionToken): void {
  const spec = SPEC_BY_NAME.get(token.name);
  if (spec === undefined) {
    options[switchedOff(token)] = false;
  } else if (spec.kind === 'boolean') {
    if (token.value !== undefined)
      throw new UsageError(`${token.rawName} takes no value: its opposite is --no-${spec.name}`);
    options[spec.name] = true;
  } else if (spec.repeatable) {
    const values = options[spec.name];
    options[spec.name] = [...(Array.isArray(values) ? values : []), givenValue(token)];
  } else {
    options[spec.name] = givenValue(token);
  }
}

/** The option that a `--no-` twin turns off; throws for everything that is none. */
function switchedOff(token: OptionToken): string {
  const spec = token.name.startsWith('no-') ? SPEC_BY_NAME.get(token.name.slice(3)) : undefined;
  if (spec?.kind !== 'boolean') throw unknownOption(token);
  if (token.value !== undefined) throw new UsageError(`${token.rawName} takes no value`);
  return spec.name;
}

function unknownOption(token: OptionToken): UsageError {
  const { rawName } = token;
  const switches = OPTION_SPECS.filter(({ kind }) => kind === 'boolean').map(({ name }) => `no-${name}`);
  const names = token.name.startsWith('no-') ? switches : OPTION_SPECS.map(({ name }) => name);
  const guess =
    token.name.length === 1
      ? ''
      : suggestion(
          rawName,
          names.map((name) => `--${name}`),
        );
  return new UsageError(`unknown option ${rawName}${guess}`);
}

/**
 * A value that begins with a dash is far more often the next option, of which the value was forgotten; written with
 * `=` it is meant. `-` alone is a file name by tradition.
 */
function givenValue({ rawName, value, inlineValue }: OptionToken): string {
  const isShort = !rawName.startsWith('--');
  const text = isShort && inlineValue ? value?.replace(/^=/, '') : value;
  if (text === undefined || text === '') throw new UsageError(`${rawName} needs a value`);
  if (!inlineValue && text.startsWith('-') && text !== '-') {
    const long = isShort ? `${rawName}${text}` : `${rawName}=${text}`;
    throw new UsageError(`${rawName} needs a value: if ${text} is meant to be it, write ${long}`);
  }
  return text;
}
