/** Reads what is registered for git-secrets: `secrets.*` in git's configuration, and the lines of a `.gitallowed`. */

import type { GitContext } from './spawn.ts';
import { gitFailure, runGit } from './spawn.ts';

/** A pattern as it was registered, in Latin-1 (each byte a character), and what to call it in messages. */
export interface RegisteredPattern {
  readonly name: string;
  readonly text: string;
}

/** A command that prints patterns. */
export interface RegisteredProvider {
  readonly name: string;
  /** In Latin-1. */
  readonly command: string;
  /** Whether it stands in the user's own configuration, and not in that of a repository. */
  readonly isOwn: boolean;
}

/** Everything in git's configuration, in git's order. Patterns may be empty. */
export interface Registration {
  readonly patterns: readonly RegisteredPattern[];
  readonly allowed: readonly RegisteredPattern[];
  readonly providers: readonly RegisteredProvider[];
}

interface Value {
  readonly scope: string;
  readonly key: string;
  readonly value: string;
}

/** What a repository brings, also when it was copied and not cloned. */
const REPOSITORY_SCOPES = ['local', 'worktree'];

/** All files of git's configuration that count in the folder of `git`. Throws GitError where they cannot be read. */
export async function readRegistration(git: GitContext): Promise<Registration> {
  const args = ['config', '-z', '--show-scope', '--get-regexp', '^secrets\\.(patterns|allowed|providers)$'];
  const { status, stdout, stderr } = await runGit(git, args);
  // 1: there is no such key.
  if (status !== 0 && status !== 1) throw gitFailure(args, status, stderr);
  const values = parseValues(stdout.toString('latin1'));
  return {
    patterns: linesOf(values, 'secrets.patterns'),
    allowed: linesOf(values, 'secrets.allowed'),
    providers: values
      .filter(({ key }) => key === 'secrets.providers')
      .map(({ scope, value }, index) => ({
        name: `provider ${index + 1} of secrets.providers`,
        command: value,
        isOwn: !REPOSITORY_SCOPES.includes(scope),
      })),
  };
}

/** `scope\0key\nvalue\0`, over and over; a key without a value has no newline. */
function parseValues(output: string): readonly Value[] {
  const fields = output.split('\0');
  const values: Value[] = [];
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const [scope = '', entry = ''] = fields.slice(at, at + 2);
    const newline = entry.indexOf('\n');
    const key = newline === -1 ? entry : entry.slice(0, newline);
    values.push({ scope, key, value: newline === -1 ? '' : entry.slice(newline + 1) });
  }
  return values;
}

/** For grep a newline in a pattern stands between patterns. */
function linesOf(values: readonly Value[], key: string): readonly RegisteredPattern[] {
  return values
    .filter((value) => value.key === key)
    .flatMap(({ value }) => value.split('\n'))
    .map((text, index) => ({ name: `pattern ${index + 1} of ${key}`, text }));
}

/** The patterns of a `.gitallowed`, Latin-1: its lines but blank ones and those whose first visible character is `#`. */
export function parseAllowed(text: string): readonly RegisteredPattern[] {
  return text.split('\n').flatMap((line, index) => {
    if (/^[ \t]*(?:#|$)/.test(line)) return [];
    return [{ name: `line ${index + 1} of .gitallowed`, text: line }];
  });
}
