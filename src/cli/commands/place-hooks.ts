/** `keysieve install` and `keysieve uninstall`: which hooks and where, and what was done. */

import { relative, resolve } from 'node:path';
import { findRepository, type Repository } from '#git/repository.ts';
import { type GitContext, gitEnvironment } from '#git/spawn.ts';
import { installedHooks } from '#git-secrets/hook-files.ts';
import { findHookPlace, findHooksPath, type HookPlace } from '#hooks/find-place.ts';
import { assertOwnMachine, HOOK_NAMES, type HookName, parseHookName } from '#hooks/hook-name.ts';
import { installHook, type PlacedHook, replaceHook } from '#hooks/install.ts';
import { findTemplate, ownTemplate, setTemplate, unsetTemplate } from '#hooks/template.ts';
import { uninstallHook } from '#hooks/uninstall.ts';
import { ConfigError, UsageError } from '#model/errors.ts';
import { escapeForTerminal } from '#text/terminal.ts';
import { EXIT_CLEAN, EXIT_FAILURE } from '../exit-code.ts';
import type { ParsedArguments, TypedOptions } from '../option-table.ts';
import { say } from '../say.ts';
import type { Streams } from '../streams.ts';
import { writeText } from '../write-text.ts';

const USUAL: readonly HookName[] = ['pre-commit', 'pre-merge-commit', 'commit-msg'];
const USUAL_ON_SERVERS: readonly HookName[] = ['pre-receive'];

/** Status 2 where hooks were put in place that git does not run yet. Throws KeysieveError. */
export async function placeHooksCommand(
  { operands, options }: ParsedArguments,
  command: 'install' | 'uninstall',
  streams: Streams,
): Promise<number> {
  if (operands[0] !== undefined) throw new UsageError(`unexpected "${operands[0]}" behind the command ${command}`);
  const target = await findTarget(options, command, streams);
  const placed = command === 'install' ? install(target, options) : uninstall(target, options);
  await writeText(streams.stdout, reportLines(placed, streams.cwd));
  await target.conclude?.();
  if (placed.length === 0) say(streams, 'keysieve is in no hook here');
  for (const note of target.notes ?? []) say(streams, note);
  const complaint = command === 'install' && target.place.kind === 'husky' ? target.place.complaint : undefined;
  if (complaint === undefined) return EXIT_CLEAN;
  say(streams, complaint);
  return EXIT_FAILURE;
}

/** Where the hooks are, which ones are usual there, and what is left to do about git's configuration. */
interface Target {
  readonly place: HookPlace;
  readonly usual: readonly HookName[];
  readonly notes?: readonly string[];
  readonly conclude?: () => Promise<void>;
}

async function findTarget(options: TypedOptions, command: 'install' | 'uninstall', streams: Streams): Promise<Target> {
  const { cwd, env } = streams;
  if (options.template !== undefined) {
    if (options.global === true) throw new UsageError('--global and --template exclude each other');
    return inTemplate(resolve(cwd, options.template));
  }
  if (options.global === true)
    return globalTarget({ cwd, env: gitEnvironment(env, false), running: new Set() }, command);
  const repository = await findRepository(cwd, { named: false, env });
  if (repository === undefined) {
    throw new ConfigError(`${cwd} is not in a git repository: change to one, or say --global for those to come`);
  }
  await refuseShared(repository);
  return { place: await findHookPlace(repository), usual: repository.bare ? USUAL_ON_SERVERS : USUAL };
}

/** A folder of hooks that all repositories of a user share is not changed for the sake of one. */
async function refuseShared(repository: Repository): Promise<void> {
  const { scope, folder } = (await findHooksPath(repository)) ?? {};
  if (scope !== 'global' && scope !== 'system') return;
  throw new ConfigError(
    `core.hooksPath of the ${scope} configuration is ${folder}, so git runs those hooks in all repositories and no others: put hooks there with keysieve install --global, or set core.hooksPath here (git config core.hooksPath .git/hooks)`,
  );
}

function inTemplate(template: string): Target {
  return { place: { kind: 'folder', folder: resolve(template, 'hooks'), besideMainTree: true }, usual: USUAL };
}

/** The user's own `core.hooksPath`, else the template for new repositories, which is made where there is none. */
async function globalTarget(git: GitContext, command: 'install' | 'uninstall'): Promise<Target> {
  const shared = await findHooksPath({ git, root: git.cwd });
  if (shared?.scope === 'global' || shared?.scope === 'system') {
    return { place: { kind: 'folder', folder: shared.folder, besideMainTree: false }, usual: USUAL };
  }
  const found = await findTemplate(git);
  const own = ownTemplate(git.env);
  const target = inTemplate(found ?? own);
  if (command === 'uninstall') return found === own ? { ...target, conclude: () => unsetTemplate(git) } : target;
  const notes = [
    'repositories that git init and git clone make from now on have the hooks; in others run keysieve install',
  ];
  return found === undefined ? { ...target, notes, conclude: () => setTemplate(git, own) } : { ...target, notes };
}

function install({ place, usual }: Target, options: TypedOptions): readonly PlacedHook[] {
  const wanted = options.hook?.map(parseHookName) ?? usual;
  const ownKeys = options['own-keys'];
  if (ownKeys === true) wanted.forEach(assertOwnMachine);
  const replaced = options['from-git-secrets'] === true ? fromGitSecrets(place, ownKeys) : [];
  const others = wanted.filter((name) => !replaced.some((hook) => hook.name === name));
  return [...replaced, ...others.map((name) => installHook(place, name, ownKeys))];
}

function fromGitSecrets(place: HookPlace, ownKeys: boolean | undefined): readonly PlacedHook[] {
  if (place.kind === 'husky4') return [];
  return installedHooks(place.folder).map(({ name, path }) => replaceHook(path, name, ownKeys));
}

function uninstall({ place }: Target, options: TypedOptions): readonly PlacedHook[] {
  const names = options.hook?.map(parseHookName) ?? HOOK_NAMES;
  return names.flatMap((name) => uninstallHook(place, name) ?? []);
}

function reportLines(placed: readonly PlacedHook[], cwd: string): readonly string[] {
  return placed.map(({ name, path, outcome }) => {
    const below = relative(cwd, path);
    return `${name}: ${escapeForTerminal(below.startsWith('..') ? path : below)}: ${outcome}\n`;
  });
}
