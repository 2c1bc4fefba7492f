/** Reads what git-secrets was told: `secrets.*` in git's configuration, what providers print, and `.gitallowed`. */

import { Buffer } from 'node:buffer';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type GitContext, gitFailure, runGit } from '#git/spawn.ts';
import { compileAllowedPattern, compileWordPattern, type LinePattern } from './compile-pattern.ts';
import { type ProviderContext, runProvider } from './run-provider.ts';

/** A pattern as it was registered, in Latin-1, and what to call it. */
export interface RegisteredPattern {
  readonly name: string;
  readonly text: string;
}

/** What is looked for. `failures` are providers that did not do their work. */
export interface Prohibited {
  readonly patterns: readonly RegisteredPattern[];
  readonly failures: readonly string[];
}

/** The values of one key in all of git's configuration files, in git's order, as Latin-1. Throws GitError. */
export async function configValues(git: GitContext, key: string): Promise<readonly string[]> {
  const args = ['config', '-z', '--get-all', key];
  const { status, stdout, stderr } = await runGit(git, args);
  // 1: there is no such key.
  if (status !== 0 && status !== 1) throw gitFailure(args, status, stderr);
  return stdout.toString('latin1').split('\0').slice(0, -1);
}

/**
 * The prohibited patterns, one for each line of a value, and then those of providers. Empty ones are among them where
 * another follows: grep takes an empty line for a pattern. Throws GitError.
 */
export async function readProhibited(git: GitContext, context: ProviderContext): Promise<Prohibited> {
  const [values, commands] = await Promise.all([
    configValues(git, 'secrets.patterns'),
    configValues(git, 'secrets.providers'),
  ]);
  const own = values
    .flatMap((value) => value.split('\n'))
    .map((text, index) => ({ name: `pattern ${index + 1} of secrets.patterns`, text }));
  const provided: RegisteredPattern[] = [];
  const failures: string[] = [];
  for (const [index, command] of commands.entries()) {
    const name = `provider ${index + 1} of secrets.providers`;
    const { patterns, failure } = runProvider(Buffer.from(command, 'latin1').toString('utf8'), context);
    if (failure !== undefined) failures.push(`${name} ${failure}: its patterns may be missing`);
    provided.push(...patterns.map((text, line) => ({ name: `pattern ${line + 1} of ${name}`, text })));
  }
  const all = [...own, ...provided];
  const last = all.findLastIndex(({ text }) => text !== '');
  return { patterns: all.slice(0, last + 1), failures };
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

/** The allowed patterns of git's configuration and of `.gitallowed` in `root`. Throws GitError, RulesError. */
export async function readAllowed(git: GitContext, root: string | undefined): Promise<readonly LinePattern[]> {
  const values = (await configValues(git, 'secrets.allowed')).flatMap((value) => value.split('\n'));
  const registered = [
    ...values.map((text, index) => ({ name: `pattern ${index + 1} of secrets.allowed`, text })),
    ...(root === undefined ? [] : allowedFile(join(root, '.gitallowed'))),
  ];
  // An empty pattern would allow everything.
  return registered.filter(({ text }) => text !== '').map(({ name, text }) => compileAllowedPattern(text, name));
}

function allowedFile(path: string): readonly RegisteredPattern[] {
  if (!existsSync(path)) return [];
  return parseAllowed(readFileSync(path, 'latin1'));
}

/** The patterns of a `.gitallowed`, Latin-1: its lines but blank ones and those whose first visible character is `#`. */
export function parseAllowed(text: string): readonly RegisteredPattern[] {
  return text.split('\n').flatMap((line, index) => {
    if (/^[ \t]*(?:#|$)/.test(line)) return [];
    return [{ name: `line ${index + 1} of .gitallowed`, text: line }];
  });
}
