/** The one table of commands: dispatch, help, completion and error messages read it. */

/** A command; `operands` as the usage line shows them, in the notation of yargs. */
export interface CommandSpec {
  readonly name: string;
  readonly operands: string;
  readonly help: string;
}

export const COMMANDS = [
  { name: 'scan', operands: '[path...]', help: 'Look for secrets in files, in what is staged, or in history' },
  {
    name: 'rules',
    operands: '[action] [argument...]',
    help: 'List rules; check FILE..., explain ID..., test ID TEXT',
  },
  {
    name: 'baseline',
    operands: '[action] [argument...]',
    help: 'Accept what is known: create, update, prune, explain, merge, audit',
  },
  { name: 'hook', operands: '<name> [argument...]', help: 'What an installed hook runs: keysieve hook pre-commit' },
  { name: 'install', operands: '', help: 'Put hooks where this repository runs them, beside those that are there' },
  { name: 'uninstall', operands: '', help: 'Take out what install has put in' },
  {
    name: 'import',
    operands: '[file...]',
    help: "Carry over other tools' ignores, baselines and configurations; without a file, those that are here",
  },
  {
    name: 'config',
    operands: '<action> [path]',
    help: 'Which configuration applies to a path, and where each value comes from: config explain PATH',
  },
  { name: 'doctor', operands: '', help: 'Prove that the hooks fire, and say what stands in the way' },
  {
    name: 'git-secrets',
    operands: '[argument...]',
    help: "git-secrets' command line, flag for flag; also as a program named git-secrets",
  },
  { name: 'help', operands: '[command]', help: 'Show the help of a command' },
  { name: 'completion', operands: '', help: 'Print a script that completes commands and options in your shell' },
] as const satisfies readonly CommandSpec[];

export type CommandName = (typeof COMMANDS)[number]['name'];

/** What the script that `keysieve completion` prints calls the program with; the name is fixed by yargs. */
export const COMPLETION_REQUEST = '--get-yargs-completions';
