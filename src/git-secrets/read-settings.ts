/** What git-secrets was told to look for and to allow: from git's configuration, from providers, from `.gitallowed`. */

import { Buffer } from 'node:buffer';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllowed, type RegisteredPattern, readRegistration } from '#git/registration.ts';
import { type ProviderContext, runProvider } from '#git/secret-provider.ts';
import type { GitContext } from '#git/spawn.ts';
import { ConfigError, messageOf } from '#model/errors.ts';
import { compileAllowedPattern, compileWordPattern, type LinePattern } from './compile-pattern.ts';

/** Everything that is registered. `failures` are providers that did not do their work. */
export interface Settings {
  /** Those of providers come last. Empty ones are among them where another follows: grep takes an empty line for a pattern. */
  readonly prohibited: readonly RegisteredPattern[];
  readonly allowed: readonly RegisteredPattern[];
  readonly failures: readonly string[];
}

/** Runs every provider that git's configuration names, wherever. Throws GitError. */
export async function readSettings(git: GitContext, context: ProviderContext): Promise<Settings> {
  const { patterns, allowed, providers } = await readRegistration(git);
  const provided: RegisteredPattern[] = [];
  const failures: string[] = [];
  for (const { name, command } of providers) {
    const answer = runProvider(Buffer.from(command, 'latin1').toString('utf8'), context);
    if (answer.failure !== undefined) failures.push(`${name} ${answer.failure}: its patterns may be missing`);
    provided.push(...answer.patterns.map((text, line) => ({ name: `pattern ${line + 1} of ${name}`, text })));
  }
  const all = [...patterns, ...provided];
  const last = all.findLastIndex(({ text }) => text !== '');
  return { prohibited: all.slice(0, last + 1), allowed, failures };
}

/** For files that are named outright, as grep reads patterns: the empty one matches too. Throws RulesError. */
export function compileForFiles(patterns: readonly RegisteredPattern[]): readonly LinePattern[] {
  return patterns.map(({ name, text }) => compileWordPattern(text, { name, matchesEmpty: true }));
}

/** For what git lists, as `git grep` reads patterns. Throws RulesError. */
export function compileForTrees(patterns: readonly RegisteredPattern[]): readonly LinePattern[] {
  return patterns
    .filter(({ text }) => text !== '')
    .map(({ name, text }) => compileWordPattern(text, { name, matchesEmpty: false }));
}

/** The allowed patterns with those of `.gitallowed` in `root`. Throws RulesError, and ConfigError for a file that cannot be read. */
export function compileAllowed(
  allowed: readonly RegisteredPattern[],
  root: string | undefined,
): readonly LinePattern[] {
  const all = [...allowed, ...(root === undefined ? [] : allowedFile(join(root, '.gitallowed')))];
  // An empty pattern would allow everything.
  return all.filter(({ text }) => text !== '').map(({ name, text }) => compileAllowedPattern(text, name));
}

function allowedFile(path: string): readonly RegisteredPattern[] {
  if (!existsSync(path)) return [];
  try {
    return parseAllowed(readFileSync(path, 'latin1'));
  } catch (cause) {
    throw new ConfigError(`${path} could not be read (${messageOf(cause)}): what it allows is not known`, { cause });
  }
}
