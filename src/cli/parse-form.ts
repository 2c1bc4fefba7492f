/** Which of the five forms of `scan` was typed, and whether everything else that was typed goes with it. */

import { UsageError } from '#model/errors.ts';
import { OPTION_SPECS, type ParsedArguments, type TypedOptions } from './option-table.ts';
import type { Form } from './options/option-spec.ts';

/** The options that choose a form, under the form they choose; those of one form go together. */
const CHOOSERS = [
  ['staged', 'staged'],
  ['history', 'history'],
  ['range', 'range'],
  ['range', 'since'],
  ['range', 'branch'],
  ['stdin', 'stdin'],
] as const satisfies readonly (readonly [Form, keyof TypedOptions])[];

const NAMES: Readonly<Record<Form, string>> = {
  paths: 'files and folders',
  staged: '--staged',
  history: '--history',
  range: '--range, --since and --branch',
  stdin: '--stdin',
};

/** The form of a `scan` command. Throws UsageError for two forms, or options and operands of another form. */
export function parseForm({ options, operands }: ParsedArguments): Form {
  const form = chosenForm(options);
  assertOptionsFit(form, options);
  assertOperandsFit(form, operands);
  return form;
}

function chosenForm(options: TypedOptions): Form {
  const chosen = CHOOSERS.filter(([, name]) => options[name] !== undefined && options[name] !== false);
  const [first] = chosen;
  if (first === undefined) return 'paths';
  const other = chosen.find(([form]) => form !== first[0]);
  if (other === undefined) return first[0];
  throw new UsageError(`--${first[1]} and --${other[1]} exclude each other: run them in turn`);
}

function assertOptionsFit(form: Form, options: TypedOptions): void {
  for (const { name, forms } of OPTION_SPECS) {
    const value = options[name];
    if (forms === undefined || forms.includes(form) || value === undefined || value === false) continue;
    const belongs = forms.map((other) => NAMES[other]).join(' or ');
    throw new UsageError(`--${name} belongs to scans of ${belongs}, and this one is of ${NAMES[form]}`);
  }
}

function assertOperandsFit(form: Form, operands: readonly string[]): void {
  if (operands.includes('')) {
    // Typically "$VARIABLE" that is not set: taken for the current directory, the scan would look at something else.
    throw new UsageError('a path is empty: is a variable in the command line not set?');
  }
  if (form === 'stdin' && operands.length > 0) {
    throw new UsageError('--stdin takes no paths: --stdin-path gives it a name');
  }
  if ((form === 'history' || form === 'range') && operands.length > 1) {
    throw new UsageError(`a scan of ${NAMES[form]} takes one path, the repository: narrow it with --include`);
  }
}
