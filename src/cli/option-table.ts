/** The one table of options: both parsers, the help, the completion and the error messages read it. */

import type { CommandName } from './command-table.ts';
import { BASELINE_OPTIONS } from './options/baseline-options.ts';
import { GENERAL_OPTIONS } from './options/general-options.ts';
import { HOOK_OPTIONS } from './options/hook-options.ts';
import type { OptionSpec } from './options/option-spec.ts';
import { OUTPUT_OPTIONS } from './options/output-options.ts';
import { PATH_OPTIONS } from './options/path-options.ts';
import { RULE_OPTIONS } from './options/rule-options.ts';
import { TARGET_OPTIONS } from './options/target-options.ts';
import { VERDICT_OPTIONS } from './options/verdict-options.ts';

/** Formats that are announced but do not exist yet: they get their own answer. */
export const LATER_FORMATS: readonly string[] = ['junit', 'csv', 'gitlab', 'github', 'html'];

/** Headings stand in the help in this order. */
const OPTIONS = [
  ...TARGET_OPTIONS,
  ...RULE_OPTIONS,
  ...PATH_OPTIONS,
  ...VERDICT_OPTIONS,
  ...HOOK_OPTIONS,
  ...OUTPUT_OPTIONS,
  ...BASELINE_OPTIONS,
  ...GENERAL_OPTIONS,
] as const satisfies readonly OptionSpec[];

type Option = (typeof OPTIONS)[number];

export type OptionName = Option['name'];

type ValueOf<O> = O extends { kind: 'boolean' } ? boolean : O extends { repeatable: true } ? readonly string[] : string;

/** What was typed, by option; values other than booleans are still text. */
export type TypedOptions = { readonly [O in Option as O['name']]?: ValueOf<O> };

/** A command line after its syntax was checked. */
export interface ParsedArguments {
  /** The first operand. */
  readonly command: string | undefined;
  /** The other operands, in order. */
  readonly operands: readonly string[];
  readonly options: TypedOptions;
}

/** The same table with the general type, for code that walks it. */
export const OPTION_SPECS: readonly (OptionSpec & { readonly name: OptionName })[] = OPTIONS;

/** Whether a command has this option of its own; those that are understood everywhere are nobody's own. */
export function belongsTo({ commands = ['scan'], everywhere }: OptionSpec, command: CommandName): boolean {
  return everywhere !== true && commands.some((name) => name === command);
}
