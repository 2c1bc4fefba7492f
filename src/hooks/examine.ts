/** Looks at the hooks of a repository without running any: which there are, and what stands in their way. */

import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Repository } from '#git/repository.ts';
import { findHookPlace, findHooksPath, type HookPlace } from './find-place.ts';
import { type HookMaker, makerOf } from './hook-maker.ts';
import { HOOK_NAMES, type HookName } from './hook-name.ts';
import { callsKeysieve, removeBlock } from './hook-script.ts';
import { isExecutable } from './is-executable.ts';

/** One hook. */
export interface HookState {
  readonly name: HookName;
  /** What git runs; for husky that is husky's own script. Absolute. */
  readonly path: string;
  /** Where the commands stand. Absolute. */
  readonly script: string;
  readonly exists: boolean;
  readonly executable: boolean;
  readonly callsKeysieve: boolean;
  /** What else it runs, a line each. */
  readonly otherCommands: readonly string[];
  /** The tool that wrote it, where one did. */
  readonly maker: HookMaker | undefined;
  /** Why git would not run it; undefined when nothing is known to stand in the way. */
  readonly complaint: string | undefined;
}

/** Where hooks are, why there, and those that call keysieve or should. */
export interface Examination {
  readonly folder: string;
  readonly reason: string;
  readonly hooks: readonly HookState[];
  /** What is true of all hooks. */
  readonly complaints: readonly string[];
}

/** Throws ConfigError where git runs no hook at all. */
export async function examineHooks(repository: Repository, env: NodeJS.ProcessEnv): Promise<Examination> {
  const place = await findHookPlace(repository);
  const configured = await findHooksPath(repository);
  const folder = configured?.folder ?? join(repository.commonDir, 'hooks');
  const states = HOOK_NAMES.map((name) => examine(place, folder, name));
  const needed: HookName = repository.bare ? 'pre-receive' : 'pre-commit';
  return {
    folder,
    reason: configured === undefined ? 'core.hooksPath is not set' : `core.hooksPath is set (${configured.scope})`,
    hooks: states.filter(({ name, callsKeysieve }) => callsKeysieve || (name === needed && !guardsPushes(states))),
    complaints: complaintsOf(place, env),
  };
}

/** A server may ask ref by ref. */
function guardsPushes(states: readonly HookState[]): boolean {
  return states.some(({ name, callsKeysieve }) => name === 'update' && callsKeysieve);
}

function complaintsOf(place: HookPlace, env: NodeJS.ProcessEnv): readonly string[] {
  if (place.kind === 'folder') return [];
  const isOff = env['HUSKY'] === '0' || /^(?:1|true)$/.test(env['HUSKY_SKIP_HOOKS'] ?? '');
  return [
    ...(place.kind === 'husky' && place.complaint !== undefined ? [place.complaint] : []),
    ...(isOff ? ['HUSKY=0 (or HUSKY_SKIP_HOOKS) is set, so husky runs no hook: unset it'] : []),
  ];
}

function examine(place: HookPlace, folder: string, name: HookName): HookState {
  const path = join(folder, name);
  const script = place.kind === 'husky4' ? place.file : join(place.kind === 'husky' ? place.folder : folder, name);
  const mode = lstatSync(path, { throwIfNoEntry: false })?.mode;
  const text = commandsOf(place, script, name);
  const facts = {
    exists: mode !== undefined && text !== undefined,
    executable: mode !== undefined && isExecutable(mode),
    callsKeysieve: text !== undefined && callsKeysieve(text),
  };
  const maker = text === undefined ? undefined : makerOf(text);
  const otherCommands = text === undefined ? [] : otherCommandsOf(text, maker);
  return { name, path, script, ...facts, otherCommands, maker, complaint: complaintOf(facts, { name, path, script }) };
}

/** The text that holds the commands; undefined where there is none. */
function commandsOf(place: HookPlace, script: string, name: HookName): string | undefined {
  if (lstatSync(script, { throwIfNoEntry: false }) === undefined) return undefined;
  const text = readFileSync(script, 'latin1');
  return place.kind === 'husky4' ? new RegExp(`"${name}": *"(.*)",?\\n`).exec(text)?.[1] : text;
}

function otherCommandsOf(text: string, maker: HookMaker | undefined): readonly string[] {
  return maker === undefined ? commandLines(removeBlock(text)) : [`${maker.name}, as ${maker.file} says`];
}

function commandLines(text: string): readonly string[] {
  if (text.includes('\0')) return ['a program that is no script'];
  const lines = text.split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '' && !line.startsWith('#') && !OURS.test(line) && !HUSKY.test(line));
}

/** Nothing but a call of keysieve stands in the line. */
const OURS =
  /^(?:PATH="node_modules\/\.bin:\$PATH" )?(?:exec |npx (?:--no-install |--no )?)?\S*keysieve (?:hook|scan)\b[^;&|]*$/;
const HUSKY = /^\. .*husky\.sh"?$/;

function complaintOf(
  { exists, executable }: Pick<HookState, 'exists' | 'executable'>,
  { name, path, script }: Pick<HookState, 'name' | 'path' | 'script'>,
): string | undefined {
  if (!exists)
    return `there is no ${name} hook at ${script === path ? path : `${script}, or husky is not set up`}: run keysieve install`;
  if (!executable) return `${path} is not executable, so git does not run it: chmod +x it, or run keysieve install`;
  return undefined;
}
