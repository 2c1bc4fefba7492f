/** Runs `keysieve git-secrets` and takes apart what it says on a refusal. */

import { keysieve, type Run, type RunOptions } from './keysieve.ts';
import type { Repo } from './repo.ts';

/** The end of every refusal, as git-secrets prints it. */
export const REFUSAL = `
[ERROR] Matched one or more prohibited patterns

Possible mitigations:
- Mark false positives as allowed using: git config --add secrets.allowed ...
- Mark false positives as allowed by adding regular expressions to .gitallowed at repository's root directory
- List your configured patterns: git config --get-all secrets.patterns
- List your configured allowed patterns: git config --get-all secrets.allowed
- List your configured allowed patterns in .gitallowed at repository's root directory
- Use --no-verify if this is a one-time false positive
`;

/** `keysieve git-secrets ARGS...`. */
export function gitSecrets(args: readonly string[], options: RunOptions): Run {
  return keysieve(['git-secrets', ...args], options);
}

/** Status, the lines that matched, and whatever else was said on either stream. */
export interface Verdict {
  readonly status: number | null;
  readonly lines: readonly string[];
  readonly said: string;
}

/** What a run came to. Throws where lines stand without a refusal behind them. */
export function verdictOf({ status, stdout, stderr }: Run): Verdict {
  if (!stderr.endsWith(REFUSAL)) return { status, lines: [], said: stdout + stderr };
  const all = stderr.slice(0, -REFUSAL.length).split('\n').slice(0, -1);
  const isSaid = (line: string): boolean => line.startsWith('keysieve: ');
  const said = all.filter(isSaid).map((line) => `${line}\n`);
  return { status, lines: all.filter((line) => !isSaid(line)), said: stdout + said.join('') };
}

/** Registers patterns of one kind in a repository. */
export function register(repo: Repo, kind: 'patterns' | 'allowed' | 'providers', ...values: readonly string[]): void {
  for (const value of values) repo.git('config', '--add', `secrets.${kind}`, value);
}
