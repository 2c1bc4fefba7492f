/** The commands that change or show git's configuration: `--add`, `--add-provider`, `--register-aws`, `--list`. */

import { Buffer } from 'node:buffer';
import { type GitContext, gitFailure, readGit, runGit } from '#git/spawn.ts';
import { escapeEre } from '#text/escape-ere.ts';
import { AWS_ALLOWED, AWS_PATTERNS, AWS_PROVIDER } from './aws-patterns.ts';
import type { CommandContext } from './context.ts';
import { EXIT_MATCHED, EXIT_OK, sayTo } from './deliver.ts';
import type { CommandLine } from './parse-command-line.ts';

/** A value to be added to a key of all of git's configuration, or of the user's with `isGlobal`. */
interface Addition {
  readonly key: 'secrets.patterns' | 'secrets.allowed' | 'secrets.providers';
  readonly value: string;
  readonly isGlobal: boolean;
}

/** `--add`: status 1 when the pattern is there already. */
export async function addPattern({ git, surroundings }: CommandContext, line: CommandLine): Promise<number> {
  const [pattern = ''] = line.operands;
  if (pattern === '') {
    sayTo(surroundings.stderr, '--add needs a pattern that is not empty');
    return EXIT_MATCHED;
  }
  const key = line.flags.has('allowed') ? 'secrets.allowed' : 'secrets.patterns';
  const value = line.flags.has('literal') ? escapeEre(pattern) : pattern;
  return (await add(git, { key, value, isGlobal: line.flags.has('global') })) ? EXIT_OK : EXIT_MATCHED;
}

/** `--add-provider`: the words become one command line. */
export async function addProvider({ git, surroundings }: CommandContext, line: CommandLine): Promise<number> {
  const value = line.operands.join(' ');
  if (value === '') {
    sayTo(surroundings.stderr, '--add-provider needs a command');
    return EXIT_MATCHED;
  }
  const added = await add(git, { key: 'secrets.providers', value, isGlobal: line.flags.has('global') });
  return added ? EXIT_OK : EXIT_MATCHED;
}

/** `--register-aws`: what is there already stays as it is, and a second time is no failure. */
export async function registerAws({ git, surroundings }: CommandContext, line: CommandLine): Promise<number> {
  const isGlobal = line.flags.has('global');
  const additions: readonly Addition[] = [
    { key: 'secrets.providers', value: AWS_PROVIDER, isGlobal },
    ...AWS_PATTERNS.map((value): Addition => ({ key: 'secrets.patterns', value, isGlobal })),
    ...AWS_ALLOWED.map((value): Addition => ({ key: 'secrets.allowed', value, isGlobal })),
  ];
  let isNew = false;
  // One after the other: git locks the file.
  for (const addition of additions) isNew = (await add(git, addition)) || isNew;
  if (isNew) surroundings.stdout.write('OK\n');
  return EXIT_OK;
}

/** Whether it was new. Throws GitError where git does not write it. */
async function add(git: GitContext, { key, value, isGlobal }: Addition): Promise<boolean> {
  const scope = isGlobal ? ['--global'] : [];
  const known = await runGit(git, ['config', ...scope, '-z', '--get-all', key]);
  if (known.stdout.toString('utf8').split('\0').slice(0, -1).includes(value)) return false;
  await readGit(git, ['config', ...scope, '--add', key, value]);
  return true;
}

/** `--list`: git's own listing, and its status. */
export async function list({ git, surroundings }: CommandContext, line: CommandLine): Promise<number> {
  const scope = line.flags.has('global') ? ['--global'] : [];
  const args = ['config', ...scope, '--get-regexp', '^secrets\\.'];
  const { status, stdout, stderr } = await runGit(git, args);
  if (status !== 0 && status !== 1) throw gitFailure(args, status, stderr);
  surroundings.stdout.write(Buffer.from(stdout));
  return status;
}
