/** Puts keysieve into hooks: beside what is there, and once. */

import { chmodSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ConfigError, messageOf } from '#model/errors.ts';
import type { HookPlace } from './find-place.ts';
import { makerOf } from './hook-maker.ts';
import { HOOKS_WITH_INPUT, type HookName } from './hook-name.ts';
import {
  addBlock,
  asksForOwnKeys,
  callsKeysieve,
  hookBlock,
  hookFile,
  hookFileBefore,
  isShellScript,
  keptName,
  replaceBlock,
  type ScriptOptions,
} from './hook-script.ts';
import { addLine, huskyFile, huskyLine, replaceLine } from './husky-script.ts';
import { addToHusky4, changeInHusky4, husky4Hook } from './husky4.ts';
import { isExecutable } from './is-executable.ts';

/** A hook and what was done about it. */
export interface PlacedHook {
  readonly name: HookName;
  readonly path: string;
  /** In the words of the message: `made`, `added to the hook that is there`. */
  readonly outcome: string;
}

const ALREADY = 'calls keysieve already';
const MADE = 'made';
const ADDED = 'added, before what is there';
const LOOKS = 'changed: it looks for your own keys too';
const LOOKS_NO_MORE = 'changed: it does not look for your own keys any more';

/**
 * Installs one hook. `ownKeys`: whether it looks for the user's own credentials; undefined leaves a hook that is there as
 * it is. Throws ConfigError where a file cannot be changed without harm.
 */
export function installHook(place: HookPlace, name: HookName, ownKeys?: boolean): PlacedHook {
  const path = place.kind === 'husky4' ? place.file : join(place.folder, name);
  return { name, path, outcome: writing(path, () => install({ place, name, path, ownKeys })) };
}

/** Writes a hook over what is there, which is known to do nothing else than what keysieve does in its place. */
export function replaceHook(path: string, name: HookName, ownKeys = false): PlacedHook {
  return writing(path, () => {
    rmSync(path, { force: true });
    create(path, hookFile(name, { besideMainTree: false, ownKeys }));
    return { name, path, outcome: 'made in the place of the hook of git-secrets' };
  });
}

interface Wanted {
  readonly place: HookPlace;
  readonly name: HookName;
  readonly path: string;
  readonly ownKeys: boolean | undefined;
}

function install(wanted: Wanted): string {
  const { place } = wanted;
  switch (place.kind) {
    case 'folder':
      return installScript(wanted, { besideMainTree: place.besideMainTree, ownKeys: wanted.ownKeys ?? false });
    case 'husky':
      return installHusky(wanted, place.version);
    case 'husky4':
      return installHusky4(wanted);
    default:
      return place satisfies never;
  }
}

function installScript(wanted: Wanted, options: ScriptOptions): string {
  const { path, name } = wanted;
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return create(path, hookFile(name, options));
  if (stats.isDirectory()) throw new ConfigError(`${path} is a folder, where git wants a script: move it away`);
  const script = readFileSync(path, 'latin1');
  if (callsKeysieve(script)) {
    const outcome = changeOwnKeys(wanted, script, () =>
      writeChanged(path, script, changeScript(script, name, options)),
    );
    return isExecutable(stats.mode) ? outcome : makeExecutable(path);
  }
  refuseMade(path, script);
  // A script that git does not run, a link into a work tree and a program are left as they are, under another name.
  if (stats.isFile() && isExecutable(stats.mode) && isShellScript(script)) {
    writeFileSync(path, addBlock(script, hookBlock(name, options)), 'latin1');
    return ADDED;
  }
  return keepBeside(path, name, options);
}

/** What a hook that calls keysieve already is changed to, if anything; `change` says whether the call is ours. */
function changeOwnKeys({ name, path, ownKeys }: Wanted, script: string, change: () => boolean): string {
  if (ownKeys === undefined || ownKeys === asksForOwnKeys(script)) return ALREADY;
  if (change()) return ownKeys ? LOOKS : LOOKS_NO_MORE;
  throw new ConfigError(
    `${path} calls keysieve, but install did not put that in: ${ownKeys ? 'write' : 'take out'} --own-keys behind "hook ${name}" there by hand`,
  );
}

function changeScript(script: string, name: HookName, options: ScriptOptions): string {
  return replaceBlock(script, hookBlock(name, options));
}

function writeChanged(path: string, script: string, changed: string): boolean {
  if (changed === script) return false;
  writeFileSync(path, changed, 'latin1');
  return true;
}

/** What is put into it would be gone the next time, without a word. */
function refuseMade(path: string, script: string): void {
  const maker = makerOf(script);
  if (maker === undefined) return;
  throw new ConfigError(
    `${path} is made by ${maker.name}, which writes it anew: put keysieve into ${maker.file} instead, as docs/hooks.md says, and prove it with keysieve doctor --yes`,
  );
}

function keepBeside(path: string, name: HookName, options: ScriptOptions): string {
  const kept = join(dirname(path), keptName(name));
  if (lstatSync(kept, { throwIfNoEntry: false }) !== undefined) {
    throw new ConfigError(`${kept} is in the way: it is where the hook ${path} would be kept; move it away`);
  }
  renameSync(path, kept);
  create(path, hookFileBefore(name, options));
  const wasRun = isExecutable(statSync(kept).mode);
  return `made, and ${wasRun ? 'calls what was there' : 'leaves alone what was there, which git did not run'}, now ${keptName(name)}`;
}

function makeExecutable(path: string): string {
  chmodSync(path, 0o755);
  return 'made executable: git would not have run it';
}

function installHusky(wanted: Wanted, version: 8 | 9): string {
  const { path, name, ownKeys = false } = wanted;
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats !== undefined && !stats.isFile()) throw new ConfigError(`${path} is no file: move it away`);
  const options = { besideMainTree: false, ownKeys };
  const line = HOOKS_WITH_INPUT.includes(name) ? hookBlock(name, options) : huskyLine(name, version, ownKeys);
  if (stats === undefined) return create(path, huskyFile(line, version));
  const script = readFileSync(path, 'latin1');
  if (callsKeysieve(script)) {
    const changed = replaceLine(changeScript(script, name, options), huskyLine(name, version, !ownKeys), line);
    return changeOwnKeys(wanted, script, () => writeChanged(path, script, changed));
  }
  writeFileSync(path, addLine(script, line), 'latin1');
  return ADDED;
}

function installHusky4(wanted: Wanted): string {
  const { path, name, ownKeys = false } = wanted;
  const there = husky4Hook(path, name);
  if (there !== undefined && callsKeysieve(there)) {
    return changeOwnKeys(wanted, there, () => changeInHusky4(path, name, { ownKeys }));
  }
  addToHusky4(path, name, ownKeys);
  return ADDED;
}

function create(path: string, script: string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, script, { mode: 0o755, flag: 'wx' });
  return MADE;
}

/** Says which file could not be written, and that it is as it was. */
export function writing<T>(path: string, write: () => T): T {
  try {
    return write();
  } catch (cause) {
    if (cause instanceof ConfigError) throw cause;
    throw new ConfigError(`${path}: the hook could not be changed: ${messageOf(cause)}`, { cause });
  }
}
