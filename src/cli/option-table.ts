/** The one table of commands and options: both parsers, the help, the completion and the error messages read it. */

import type { Trust } from '#model/options.ts';
import type { ScanRequest } from '#model/request.ts';
import { SEVERITIES } from '#model/severity.ts';

/** The five forms of `scan`. */
export type Form = ScanRequest['form'];

/** The commands that have options of their own. */
export type OptionedCommand =
  | 'scan'
  | 'rules'
  | 'hook'
  | 'install'
  | 'uninstall'
  | 'doctor'
  | 'baseline'
  | 'import'
  | 'config';

/** One option. A boolean has its `--no-` twin without being told; every other kind takes one value. */
export interface OptionSpec {
  readonly name: string;
  /** One letter, written with one dash. */
  readonly alias?: string;
  readonly kind: 'boolean' | 'string' | 'number' | 'size' | 'choice';
  readonly choices?: readonly string[];
  /** May be given several times, and every value counts; of others the last one does. */
  readonly repeatable?: true;
  /** As the help shows it: parsers never fill in a value that was not typed. */
  readonly default?: string;
  readonly help: string;
  /** Heading in the help. */
  readonly group: string;
  /** The forms of `scan` it belongs to; absent means all. */
  readonly forms?: readonly Form[];
  /** The commands that understand it; absent means `scan` alone. */
  readonly commands?: readonly OptionedCommand[];
  /** Understood by every command. */
  readonly everywhere?: true;
}

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

/** Options and formats that are announced but do not exist yet: they get their own answer. */
export const LATER_OPTIONS: readonly string[] = ['cache', 'fetch-missing'];

export const LATER_FORMATS: readonly string[] = ['junit', 'csv', 'gitlab', 'github', 'html'];

export const TRUSTS = ['worktree', 'base', 'head', 'none'] as const satisfies readonly Trust[];

/** Values of `--progress` and `--color`. */
export const WHEN = ['auto', 'always', 'never'] as const;

export type When = (typeof WHEN)[number];

const TARGET = 'What to scan:';
const RULES = 'What to look for:';
const PATHS = 'Which files:';
const VERDICT = 'When to fail:';
const OUTPUT = 'What to print:';
const BASELINE = 'What to accept:';
const HOOKS = 'Which hooks, and where:';
const GENERAL = 'General:';

const ALL: readonly OptionedCommand[] = ['scan', 'rules', 'hook'];
const CONFIGURED: readonly OptionedCommand[] = [...ALL, 'baseline'];
const SCANS: readonly OptionedCommand[] = ['scan', 'hook'];
const LOOKING: readonly OptionedCommand[] = [...SCANS, 'baseline'];
const CHOSEN: readonly OptionedCommand[] = ['scan', 'baseline'];
const ACCEPTING: readonly OptionedCommand[] = ['baseline'];
const PLACES: readonly OptionedCommand[] = ['install', 'uninstall'];

const OPTIONS = [
  {
    name: 'staged',
    kind: 'boolean',
    commands: CHOSEN,
    group: TARGET,
    help: 'What the next commit would add: the index, not the work tree. Paths narrow it',
  },
  {
    name: 'history',
    kind: 'boolean',
    commands: CHOSEN,
    group: TARGET,
    help: 'Everything that the repository holds: all refs, stash, reflog, messages, names, unreachable objects',
  },
  {
    name: 'range',
    kind: 'string',
    commands: [...CHOSEN, 'config'],
    repeatable: true,
    group: TARGET,
    help: 'Commits of a range such as A..B, or any arguments of git rev-list (write --range=--all for those with dashes)',
  },
  {
    name: 'since',
    kind: 'string',
    commands: CHOSEN,
    group: TARGET,
    help: 'Commits younger than a date, alone or within --range',
  },
  {
    name: 'branch',
    kind: 'string',
    commands: CHOSEN,
    group: TARGET,
    help: 'Commits of a branch, alone or beside --range',
  },
  { name: 'stdin', kind: 'boolean', group: TARGET, help: 'Standard input' },
  {
    name: 'stdin-path',
    kind: 'string',
    commands: ['scan', 'rules'],
    group: TARGET,
    forms: ['stdin'],
    help: 'Name of what comes from standard input, for rules and filters that look at paths',
  },
  {
    name: 'allow-shallow',
    kind: 'boolean',
    commands: CHOSEN,
    group: TARGET,
    forms: ['history'],
    help: 'Scan the history of a shallow clone, although most of it is not there',
  },
  {
    name: 'verify-objects',
    kind: 'boolean',
    group: TARGET,
    forms: ['history'],
    help: 'Compare every object with its id, which is a hash of it',
  },
  {
    name: 'count-commits',
    kind: 'boolean',
    group: TARGET,
    forms: ['history'],
    help: 'Say how many commits hold each secret',
  },
  {
    name: 'config',
    alias: 'c',
    kind: 'string',
    commands: [...CONFIGURED, 'config'],
    group: RULES,
    default: 'keysieve.toml, .keysieve.toml or .gitleaks.toml',
    help: 'Configuration file',
  },
  {
    name: 'rules',
    kind: 'string',
    repeatable: true,
    commands: CONFIGURED,
    group: RULES,
    help: 'One more file of patterns',
  },
  {
    name: 'providers',
    kind: 'boolean',
    commands: CHOSEN,
    group: RULES,
    help: "Run secrets.providers of the repository's own configuration too, programs that print patterns",
  },
  {
    name: 'enable',
    kind: 'string',
    repeatable: true,
    commands: CONFIGURED,
    group: RULES,
    help: 'Use a rule that is off, named by id, tag or glob (aws-*)',
  },
  {
    name: 'disable',
    kind: 'string',
    repeatable: true,
    commands: CONFIGURED,
    group: RULES,
    help: 'Leave out a rule, named by id, tag or glob (aws-*)',
  },
  {
    name: 'trust',
    kind: 'choice',
    commands: [...SCANS, 'config'],
    choices: TRUSTS,
    group: RULES,
    default: 'base for ranges, else worktree',
    help: 'Where configuration, baseline and inline allows may come from',
  },
  {
    name: 'inline',
    kind: 'boolean',
    commands: LOOKING,
    group: RULES,
    default: 'true',
    help: 'Heed keysieve:allow comments; --no-inline reports what they allow',
  },
  {
    name: 'own-keys',
    kind: 'boolean',
    commands: SCANS,
    group: RULES,
    help: 'Look for your own AWS credentials too, in any spelling: those of ~/.aws and of the environment',
  },
  {
    name: 'baseline',
    kind: 'string',
    commands: LOOKING,
    group: RULES,
    default: '.keysieve-baseline',
    help: 'File of accepted findings; one that is named counts whatever --trust says',
  },
  {
    name: 'include',
    kind: 'string',
    commands: LOOKING,
    repeatable: true,
    group: PATHS,
    help: 'Only paths that match this glob',
  },
  {
    name: 'exclude',
    kind: 'string',
    commands: LOOKING,
    repeatable: true,
    group: PATHS,
    help: 'No path that matches this glob',
  },
  {
    name: 'include-ignored',
    kind: 'boolean',
    commands: CHOSEN,
    group: PATHS,
    forms: ['paths'],
    help: 'Files that .gitignore leaves out as well',
  },
  {
    name: 'max-file-size',
    kind: 'size',
    commands: LOOKING,
    group: PATHS,
    default: 'no limit',
    help: 'Skip files larger than this, and say so: 10MB, 512k, 1GiB',
  },
  {
    name: 'fail-on',
    kind: 'choice',
    commands: SCANS,
    choices: SEVERITIES,
    group: VERDICT,
    default: 'low',
    help: 'Least severity that makes the exit status 1',
  },
  {
    name: 'strict-baseline',
    kind: 'boolean',
    commands: SCANS,
    group: VERDICT,
    help: 'Exit status 1 when an entry of the baseline is expired or matches nothing any more',
  },
  {
    name: 'require-coverage',
    kind: 'boolean',
    group: VERDICT,
    default: 'true for paths and --history',
    help: 'Exit status 2 when nothing at all was scanned',
  },
  {
    name: 'strict-coverage',
    kind: 'boolean',
    commands: SCANS,
    group: VERDICT,
    help: 'Exit status 2 when there is content that cannot be read: archives, Git LFS pointers, files over the limit',
  },
  {
    name: 'format',
    alias: 'f',
    kind: 'string',
    repeatable: true,
    commands: ALL,
    group: OUTPUT,
    default: 'text',
    help: 'Report format, text, json, jsonl or sarif, and with =FILE where to: -f text -f sarif=out.sarif',
  },
  {
    name: 'output',
    alias: 'o',
    kind: 'string',
    commands: ALL,
    group: OUTPUT,
    help: 'File for the report, when there is one format',
  },
  { name: 'reveal', kind: 'boolean', commands: ALL, group: OUTPUT, help: 'Print secrets whole' },
  {
    name: 'redact',
    kind: 'number',
    commands: ALL,
    group: OUTPUT,
    default: '4',
    help: 'Leading characters of a secret to keep, never more than a quarter of it',
  },
  {
    name: 'color',
    kind: 'choice',
    choices: WHEN,
    commands: CONFIGURED,
    group: OUTPUT,
    default: 'auto',
    help: 'Colours in the text report',
  },
  {
    name: 'progress',
    kind: 'choice',
    commands: CHOSEN,
    choices: WHEN,
    group: OUTPUT,
    default: 'auto',
    help: 'Progress on standard error; auto: on a terminal, after half a second',
  },
  {
    name: 'quiet',
    alias: 'q',
    kind: 'boolean',
    commands: SCANS,
    group: OUTPUT,
    help: 'Print findings and problems only',
  },
  {
    name: 'verbose',
    alias: 'v',
    kind: 'boolean',
    commands: SCANS,
    group: OUTPUT,
    help: 'Print every skip with its reason',
  },
  {
    name: 'file',
    kind: 'string',
    group: TARGET,
    commands: ['rules'],
    help: 'The file that rules test looks at, in the place of a text',
  },
  {
    name: 'time-limit',
    kind: 'number',
    commands: ['hook'],
    group: VERDICT,
    help: 'Seconds after which the scan of a hook gives up, with status 2 (default: none)',
  },
  {
    name: 'reason',
    kind: 'string',
    commands: ACCEPTING,
    group: BASELINE,
    help: 'Why the findings are accepted: create and update demand it',
  },
  {
    name: 'until',
    kind: 'string',
    commands: ACCEPTING,
    group: BASELINE,
    default: 'for good',
    help: 'The last day on which they are accepted, YYYY-MM-DD',
  },
  { name: 'author', kind: 'string', commands: ACCEPTING, group: BASELINE, help: 'Who accepts them' },
  {
    name: 'any-path',
    kind: 'boolean',
    commands: ACCEPTING,
    group: BASELINE,
    help: 'Accept the secrets wherever they stand, so that files can be moved',
  },
  {
    name: 'hook',
    kind: 'string',
    repeatable: true,
    commands: PLACES,
    group: HOOKS,
    default: 'pre-commit, pre-merge-commit and commit-msg; pre-receive in a bare repository',
    help: 'A hook by its name',
  },
  { name: 'global', kind: 'boolean', commands: PLACES, group: HOOKS, help: 'In what new repositories are made from' },
  { name: 'template', kind: 'string', commands: PLACES, group: HOOKS, help: 'In a folder for git init --template' },
  {
    name: 'from-git-secrets',
    kind: 'boolean',
    commands: ['install'],
    group: HOOKS,
    help: 'In the place of the hooks of git-secrets; other hooks are kept',
  },
  {
    name: 'yes',
    kind: 'boolean',
    commands: ['doctor'],
    group: HOOKS,
    help: 'Run hooks for the proof although they run other commands too',
  },
  {
    name: 'dry-run',
    kind: 'boolean',
    commands: ['import'],
    group: GENERAL,
    help: 'Say what would be written, and write nothing',
  },
  {
    name: 'json',
    kind: 'boolean',
    commands: ['doctor', 'baseline', 'config'],
    group: OUTPUT,
    help: 'Print everything as JSON',
  },
  {
    name: 'jobs',
    kind: 'number',
    commands: LOOKING,
    group: GENERAL,
    help: 'Threads; 1 means none beside the main one (default: from the size of the work)',
  },
  { name: 'help', alias: 'h', kind: 'boolean', group: GENERAL, everywhere: true, help: 'Show this help' },
  { name: 'version', kind: 'boolean', group: GENERAL, everywhere: true, help: 'Show the version' },
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
