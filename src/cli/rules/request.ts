/** From the words of a `rules` command to a request with checked values; looks at no file. */

import { UsageError } from '#model/errors.ts';
import { suggestion } from '#rules/suggest.ts';
import { OPTION_SPECS, type OptionName, type ParsedArguments } from '../option-table.ts';
import { type CliRequest, parseArguments } from '../parse-arguments.ts';
import { RULES_ACTIONS, type RulesAction } from '../rules-actions.ts';

/** What to do with rules, and where to print it. */
export interface RulesRequest {
  readonly action: RulesAction;
  /** Behind the action: selectors, files, or an ID and a text. */
  readonly operands: readonly string[];
  /** `--file`, as typed. */
  readonly file: string | undefined;
  /** The scan whose configuration counts, and the formats. */
  readonly request: CliRequest;
}

const OUTPUT: readonly OptionName[] = ['format', 'output', 'color'];
const CONFIGURATION: readonly OptionName[] = ['config', 'rules', 'enable', 'disable'];

/** Beside those that are understood everywhere. */
const OPTIONS: Readonly<Record<RulesAction, readonly OptionName[]>> = {
  list: [...OUTPUT, ...CONFIGURATION],
  explain: [...OUTPUT, ...CONFIGURATION],
  check: OUTPUT,
  test: [...OUTPUT, 'config', 'rules', 'file', 'stdin-path', 'reveal', 'redact'],
};

/** `cwd` is absolute. Throws UsageError. */
export function parseRulesRequest({ command, operands, options }: ParsedArguments, cwd: string): RulesRequest {
  const [word = 'list', ...others] = operands;
  const action = knownAction(word);
  assertOptions(action, options);
  const { file, ...rest } = options;
  assertOperands(action, others, file);
  const isInput = action === 'test' && file === undefined;
  const request = parseArguments(
    { command, operands: file === undefined ? [] : [file], options: isInput ? { ...rest, stdin: true } : rest },
    cwd,
  );
  assertFormats(request);
  return { action, operands: others, file, request };
}

function knownAction(word: string): RulesAction {
  const action = RULES_ACTIONS.find(({ name }) => name === word)?.name;
  if (action !== undefined) return action;
  const names = RULES_ACTIONS.map(({ name }) => name);
  const guess = suggestion(word, names) || `; there are ${names.join(', ')}`;
  throw new UsageError(`unknown action "${word}" of the command rules${guess}`);
}

function assertOptions(action: RulesAction, options: ParsedArguments['options']): void {
  const wrong = OPTION_SPECS.find(
    ({ name, everywhere }) => options[name] !== undefined && everywhere !== true && !OPTIONS[action].includes(name),
  );
  if (wrong !== undefined) throw new UsageError(`--${wrong.name} does not belong to the command rules ${action}`);
}

function assertOperands(action: RulesAction, operands: readonly string[], file: string | undefined): void {
  if (operands.slice(0, action === 'test' ? 1 : undefined).includes('')) {
    throw new UsageError('an argument is empty: is a variable in the command line not set?');
  }
  if (action === 'check' && operands.length === 0) throw new UsageError('rules check needs a file');
  if (action === 'explain' && operands.length === 0) {
    throw new UsageError('rules explain needs the ID of a rule; "keysieve rules" lists them');
  }
  if (action === 'test') assertTestOperands(operands, file);
}

function assertTestOperands(operands: readonly string[], file: string | undefined): void {
  if (operands.length === 0) throw new UsageError('rules test needs the ID of a rule and a text');
  if (file !== undefined && operands.length > 1) throw new UsageError('rules test takes a text or --file, not both');
  if (file === undefined && operands.length === 1) {
    throw new UsageError('rules test needs a text behind the ID: "-" reads standard input, --file FILE a file');
  }
  const extra = operands[2];
  if (extra !== undefined) throw new UsageError(`unexpected "${extra}" behind the text: quote a text that has blanks`);
}

function assertFormats({ formats }: CliRequest): void {
  const other = formats.find(({ name }) => name !== 'text' && name !== 'json');
  if (other !== undefined) throw new UsageError(`the command rules prints text and json, not ${other.name}`);
}
