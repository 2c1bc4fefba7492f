/** From the words of a `baseline` command to a request with checked values; looks at no file. */

import { checkDate, wordsOf } from '#baseline/entry.ts';
import { ConfigError, UsageError } from '#model/errors.ts';
import { suggestion } from '#rules/suggest.ts';
import { BASELINE_ACTIONS, type BaselineAction } from '../baseline-actions.ts';
import type { OptionName, ParsedArguments, TypedOptions } from '../option-table.ts';
import { type CliRequest, parseArguments } from '../parse-arguments.ts';
import { today } from './file.ts';

/** What to do with a baseline, and the scan that says what is there. */
export interface BaselineRequest {
  readonly action: BaselineAction;
  /** Behind the action, where they are no paths to scan: files for `merge`, entries for `explain`. */
  readonly operands: readonly string[];
  readonly request: CliRequest;
  readonly acceptance: AcceptanceWords;
  readonly json: boolean;
}

/** What is written beside each accepted secret. */
export interface AcceptanceWords {
  readonly reason?: string;
  readonly until?: string;
  readonly author?: string;
  readonly anyPath: boolean;
}

const WORDS: readonly OptionName[] = ['until', 'author', 'any-path'];
const CHANGES: readonly OptionName[] = ['staged', 'range', 'since', 'branch'];

/** Options that an action does not have; the others are those of the scan. */
const WITHOUT: Readonly<Record<BaselineAction, readonly OptionName[]>> = {
  create: ['json'],
  update: ['json'],
  prune: ['json', 'reason', ...WORDS, ...CHANGES],
  explain: ['reason', ...WORDS, ...CHANGES],
  audit: ['reason'],
  merge: ['json', 'reason', ...WORDS, ...CHANGES, 'history'],
};

/** `cwd` is absolute. Throws UsageError. */
export function parseBaselineRequest({ command, operands, options }: ParsedArguments, cwd: string): BaselineRequest {
  const [word, ...others] = operands;
  const action = knownAction(word);
  assertOptions(action, options);
  const takesPaths = action !== 'merge' && action !== 'explain';
  const { reason: _, until: __, author: ___, 'any-path': ____, json = false, ...rest } = options;
  const request = parseArguments({ command, operands: takesPaths ? others : [], options: rest }, cwd);
  if (action === 'merge' && others.length === 0) throw new UsageError('baseline merge needs the files to join');
  return {
    action,
    operands: takesPaths ? [] : others,
    // The person at the keyboard decides, and what nothing excuses is nothing to accept.
    request: { ...request, scan: { ...request.scan, trust: 'worktree', ownKeys: false } },
    acceptance: parseWords(action, options),
    json,
  };
}

function knownAction(word: string | undefined): BaselineAction {
  const names = BASELINE_ACTIONS.map(({ name }) => name);
  const action = names.find((name) => name === word);
  if (action !== undefined) return action;
  if (word === undefined) throw new UsageError(`what to do with the baseline? There are ${names.join(', ')}`);
  const guess = suggestion(word, names) || `; there are ${names.join(', ')}`;
  throw new UsageError(`unknown action "${word}" of the command baseline${guess}`);
}

function assertOptions(action: BaselineAction, options: TypedOptions): void {
  const wrong = WITHOUT[action].find((name) => options[name] !== undefined);
  if (wrong === undefined) return;
  const why =
    action === 'prune' && CHANGES.includes(wrong) ? ': changes alone do not show what is not needed any more' : '';
  throw new UsageError(`--${wrong} does not belong to the command baseline ${action}${why}`);
}

function assertAhead(until: string): void {
  checkDate(until, `--until ${until}`);
  if (until < today()) throw new UsageError(`--until ${until}: that day is over (today is ${today()}, in UTC)`);
}

function parseWords(action: BaselineAction, options: TypedOptions): AcceptanceWords {
  const { reason, until, author, 'any-path': anyPath = false } = options;
  if ((action === 'create' || action === 'update') && reason === undefined)
    throw new UsageError(`baseline ${action} needs --reason: why these findings are accepted, for who reads it later`);
  try {
    if (until !== undefined) assertAhead(until);
    return {
      ...(reason !== undefined && { reason: wordsOf(reason, 'reason') }),
      ...(until !== undefined && { until }),
      ...(author !== undefined && { author: wordsOf(author, 'author') }),
      anyPath,
    };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new UsageError(error.message, { cause: error });
  }
}
