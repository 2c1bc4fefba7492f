/** Reads a command line of git-secrets as git-secrets does, with git's own option parser, and refuses what makes no sense. */

import { type GitContext, runGit } from '#git/spawn.ts';
import { GitError } from '#model/errors.ts';
import { PARSEOPT_SPEC, SUBCOMMANDS, type Subcommand } from './usage.ts';

/** What was asked for. `flags` are long names, such as `recursive`. */
export interface CommandLine {
  readonly kind: 'command';
  readonly subcommand: Subcommand;
  readonly flags: ReadonlySet<string>;
  readonly operands: readonly string[];
}

/** A text to print instead of doing anything, and the status to end with. */
export interface Answer {
  readonly kind: 'answer';
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number;
}

/** The status of git's commands for wrong usage. */
const EXIT_USAGE = 129;
/** The status of git-secrets for options that do not go together. */
const EXIT_MISUSE = 1;

/** One letter options by their long names. */
const LETTERS: Readonly<Record<string, string>> = { r: 'recursive', f: 'force', l: 'literal', a: 'allowed' };

/** Where options belong, and how git-secrets names them when they stand elsewhere. */
const OWNERS: readonly { readonly flag: string; readonly shown: string; readonly owner: Subcommand }[] = [
  { flag: 'force', shown: '-f|--force', owner: 'install' },
  { flag: 'allowed', shown: '-a|--allowed', owner: 'add' },
  { flag: 'literal', shown: '-l|--literal', owner: 'add' },
  { flag: 'recursive', shown: '-r|--recursive', owner: 'scan' },
  { flag: 'cached', shown: '--cached', owner: 'scan' },
  { flag: 'no-index', shown: '--no-index', owner: 'scan' },
  { flag: 'untracked', shown: '--untracked', owner: 'scan' },
];

const TREES = ['cached', 'no-index', 'untracked'];

/** Parses `words`; git completes shortened options and says what it does not understand. */
export async function parseCommandLine(git: GitContext, words: readonly string[]): Promise<CommandLine | Answer> {
  const spelledOut = readSpelledOut(words);
  if (spelledOut !== undefined) return interpret(spelledOut);
  const asked = words.length === 0 ? ['-h'] : words;
  const { status, stdout, stderr } = await runGit(git, ['rev-parse', '--parseopt', '--', ...asked], PARSEOPT_SPEC);
  const printed = stdout.toString('utf8');
  if (status === EXIT_USAGE) {
    // Without a word git-secrets shows its help, which is no mistake.
    return {
      kind: 'answer',
      stdout: withoutHereDocument(printed),
      stderr,
      status: words.length === 0 ? 0 : EXIT_USAGE,
    };
  }
  if (status !== 0) throw new GitError(`"git rev-parse --parseopt" ended in ${status}: ${stderr.trim()}`);
  return interpret(unquote(printed));
}

const EXACT: ReadonlySet<string> = new Set(
  [...SUBCOMMANDS, ...OWNERS.map(({ flag }) => flag), 'global'].map((name) => `--${name}`),
);

/** Long options in full, as hooks and most people write them: git would answer the same, in a process of its own. */
function readSpelledOut(words: readonly string[]): readonly string[] | undefined {
  const end = words.indexOf('--');
  const options = end === -1 ? words : words.slice(0, end);
  if (options.length === 0 || !options.every((word) => EXACT.has(word))) return undefined;
  return [...options, '--', ...(end === -1 ? [] : words.slice(end + 1))];
}

/** Help comes as a command of the shell: `cat <<\EOF`, lines, `EOF`. */
function withoutHereDocument(text: string): string {
  return text.replace(/^cat <<\\EOF\n/, '').replace(/^EOF\n$/m, '');
}

const WORD = /(?:[^\s'\\]|'[^']*'|\\.)+/gs;

/** The words behind `set --`: bare, or in single quotes with `'\''` and `'\!'` for those two characters. */
function unquote(line: string): readonly string[] {
  const words = line.replace(/^set -- /, '').match(WORD) ?? [];
  return words.map((word) =>
    word.replace(/'([^']*)'|\\(.)/gs, (_, quoted?: string, one?: string) => quoted ?? one ?? ''),
  );
}

function interpret(words: readonly string[]): CommandLine | Answer {
  const end = words.indexOf('--');
  const [first, ...options] = words.slice(0, end).map((word) => longName(word));
  const operands = words.slice(end + 1);
  const subcommand = SUBCOMMANDS.find((name) => name === first);
  const flags = new Set(subcommand === undefined && first !== undefined ? [first, ...options] : options);
  const complaint = misuse(subcommand, flags);
  if (complaint !== undefined) return refusal(complaint);
  if (subcommand === undefined) return refusal('no command: --scan or another command has to come first, see -h');
  return { kind: 'command', subcommand, flags, operands };
}

function longName(word: string): string {
  const name = word.replace(/^--?/, '');
  return LETTERS[name] ?? name;
}

function misuse(subcommand: Subcommand | undefined, flags: ReadonlySet<string>): string | undefined {
  const negated = [...flags].find((flag) => flag.startsWith('no-') && flag !== 'no-index');
  if (negated !== undefined) return `--${negated} means nothing here`;
  const stray = OWNERS.find(({ flag, owner }) => flags.has(flag) && owner !== subcommand);
  if (stray !== undefined) return `${stray.shown} can only be supplied with the --${stray.owner} subcommand`;
  const trees = TREES.filter((flag) => flags.has(flag));
  if (flags.has('recursive') && trees.length > 0) {
    return '-r|--recursive cannot be supplied with --cached, --no-index, or --untracked';
  }
  if (trees.length > 1) return `only one of ${trees.map((flag) => `--${flag}`).join(' and ')} can be supplied`;
  return undefined;
}

function refusal(message: string): Answer {
  return { kind: 'answer', stdout: '', stderr: `${message}\n`, status: EXIT_MISUSE };
}
