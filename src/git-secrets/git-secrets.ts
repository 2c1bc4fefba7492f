/** git-secrets' command line, flag for flag, on keysieve's engine. */

import { Buffer } from 'node:buffer';
import { awsPatterns } from '#git/aws-credentials.ts';
import { type CommandContext, createContext } from './context.ts';
import { EXIT_OK, type Surroundings } from './deliver.ts';
import { install } from './install.ts';
import { type CommandLine, parseCommandLine } from './parse-command-line.ts';
import { addPattern, addProvider, list, registerAws } from './register.ts';
import { commitMessageHook, preCommitHook, prepareCommitMessageHook, scan, scanHistory } from './scan.ts';

export type { Surroundings } from './deliver.ts';

/**
 * Runs one command line, without the program's name, and returns the exit status: 0; 1 for a match or a refusal; 2 where
 * something was not searched; 128 outside of a repository and 129 for wrong usage, as git has them. Throws KeysieveError.
 */
export async function runGitSecrets(words: readonly string[], surroundings: Surroundings): Promise<number> {
  const context = createContext(surroundings);
  const parsed = await parseCommandLine(context.git, words);
  if (parsed.kind === 'command') return dispatch(context, parsed);
  surroundings.stdout.write(parsed.stdout);
  surroundings.stderr.write(parsed.stderr);
  return parsed.status;
}

async function dispatch(context: CommandContext, line: CommandLine): Promise<number> {
  switch (line.subcommand) {
    case 'scan':
      return scan(context, line);
    case 'scan-history':
      return scanHistory(context);
    case 'install':
      return install(context, line);
    case 'list':
      return list(context, line);
    case 'add':
      return addPattern(context, line);
    case 'add-provider':
      return addProvider(context, line);
    case 'register-aws':
      return registerAws(context, line);
    case 'aws-provider':
      return awsProvider(context, line);
    case 'commit_msg_hook':
      return commitMessageHook(context, line);
    case 'pre_commit_hook':
      return preCommitHook(context);
    case 'prepare_commit_msg_hook':
      return prepareCommitMessageHook(context, line);
    default:
      return line.subcommand satisfies never;
  }
}

/** The one command whose purpose is to print secrets: whoever runs a provider reads them from here. */
function awsProvider({ surroundings: { stdout, env } }: CommandContext, { operands }: CommandLine): number {
  const patterns = awsPatterns(operands[0], env);
  stdout.write(Buffer.from(patterns.map((pattern) => `${pattern}\n`).join(''), 'latin1'));
  return EXIT_OK;
}
