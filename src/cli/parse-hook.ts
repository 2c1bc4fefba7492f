/** From the words of a `hook` command to a request with checked values; looks at no file. */

import { assertOwnMachine, type HookName, parseHookName } from '#hooks/hook-name.ts';
import { UsageError } from '#model/errors.ts';
import type { ParsedArguments } from './option-table.ts';
import { type CliRequest, parseArguments } from './parse-arguments.ts';

/** A hook, what git gave it, and everything that was typed for its scan. */
export interface HookRequest {
  readonly name: HookName;
  readonly operands: readonly string[];
  /** With the form of a scan of files, which the hook replaces. */
  readonly request: CliRequest;
  /** Whether a report was asked for; else the hook speaks for itself. */
  readonly hasFormats: boolean;
  readonly timeLimitSeconds: number | undefined;
}

/** `cwd` is absolute. Throws UsageError. */
export function parseHookRequest({ command, operands, options }: ParsedArguments, cwd: string): HookRequest {
  const [word, ...others] = operands;
  if (word === undefined) throw new UsageError('which hook? For example: keysieve hook pre-commit');
  const { 'time-limit': timeLimit, ...rest } = options;
  const name = parseHookName(word);
  if (options['own-keys'] === true) assertOwnMachine(name);
  return {
    name,
    operands: others,
    request: parseArguments({ command, operands: [], options: rest }, cwd),
    hasFormats: options.format !== undefined || options.output !== undefined,
    timeLimitSeconds: timeLimit === undefined ? undefined : parseSeconds(timeLimit),
  };
}

function parseSeconds(text: string): number {
  const seconds = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : 0;
  if (seconds > 0 && seconds <= MOST_SECONDS) return seconds;
  throw new UsageError(`--time-limit "${text}" is no number of seconds between 0 and ${MOST_SECONDS}`);
}

/** A day. */
const MOST_SECONDS = 86_400;
