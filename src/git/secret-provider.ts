/** Runs a secret provider of git-secrets, a command of the user's own, and takes what it prints for patterns. */

import { Buffer } from 'node:buffer';
import { spawnSync } from 'node:child_process';
import { awsPatterns } from './aws-credentials.ts';

/** Where a command runs. */
export interface ProviderContext {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/** `patterns` are Latin-1 lines, possibly empty ones; `failure` says how the command failed, without what it printed. */
export interface ProviderAnswer {
  readonly patterns: readonly string[];
  readonly failure?: string;
}

const MOST_OUTPUT_BYTES = 64 * 1024 * 1024;

/** The provider that we are: it takes no process, and no git-secrets on PATH. */
const OWN_PROVIDER = /^\s*git[ -]secrets\s+--aws-provider(?:\s+(\S+))?\s*$/;

/**
 * Runs `command` as git-secrets does: cut into words at white space, without regard to quotes, with names of files in
 * place of `*`. The words are a shell's arguments and never its script, so that nothing in them is a command to it.
 */
export function runProvider(command: string, { cwd, env }: ProviderContext): ProviderAnswer {
  const own = OWN_PROVIDER.exec(command);
  if (own !== null) return { patterns: awsPatterns(own[1], env) };
  const { status, stdout, error, signal } = spawnSync('sh', ['-c', '$1', 'sh', command], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: MOST_OUTPUT_BYTES,
    windowsHide: true,
  });
  const patterns = linesOf(Buffer.from(stdout ?? '').toString('latin1'));
  if (error !== undefined) return { patterns, failure: `could not be run: ${error.message}` };
  if (status !== 0) return { patterns, failure: `ended in ${status ?? signal}` };
  return { patterns };
}

function linesOf(text: string): readonly string[] {
  const trimmed = text.replace(/\n+$/, '');
  return trimmed === '' ? [] : trimmed.split('\n');
}
