/** Puts keysieve into hooks: beside what is there, and once. */

import { chmodSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ConfigError, messageOf } from '#model/errors.ts';
import type { HookPlace } from './find-place.ts';
import { makerOf } from './hook-maker.ts';
import { HOOKS_WITH_INPUT, type HookName } from './hook-name.ts';
import {
  addBlock,
  callsKeysieve,
  hookBlock,
  hookFile,
  hookFileBefore,
  isShellScript,
  keptName,
  type ScriptOptions,
} from './hook-script.ts';
import { addLine, huskyFile, huskyLine } from './husky-script.ts';
import { addToHusky4 } from './husky4.ts';
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

/** Installs one hook. Throws ConfigError where a file cannot be changed without harm. */
export function installHook(place: HookPlace, name: HookName): PlacedHook {
  switch (place.kind) {
    case 'folder': {
      const path = join(place.folder, name);
      return { name, path, outcome: writing(path, () => installScript(path, name, place)) };
    }
    case 'husky': {
      const path = join(place.folder, name);
      return { name, path, outcome: writing(path, () => installHusky(path, name, place.version)) };
    }
    case 'husky4': {
      const path = place.file;
      return { name, path, outcome: writing(path, () => (addToHusky4(path, name) ? ADDED : ALREADY)) };
    }
    default:
      return place satisfies never;
  }
}

/** Writes a hook over what is there, which is known to do nothing else than what keysieve does in its place. */
export function replaceHook(path: string, name: HookName): PlacedHook {
  return writing(path, () => {
    rmSync(path, { force: true });
    create(path, hookFile(name, { besideMainTree: false }));
    return { name, path, outcome: 'made in the place of the hook of git-secrets' };
  });
}

function installScript(path: string, name: HookName, options: ScriptOptions): string {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return create(path, hookFile(name, options));
  if (stats.isDirectory()) throw new ConfigError(`${path} is a folder, where git wants a script: move it away`);
  const script = readFileSync(path, 'latin1');
  if (callsKeysieve(script)) return isExecutable(stats.mode) ? ALREADY : makeExecutable(path);
  refuseMade(path, script);
  // A script that git does not run, a link into a work tree and a program are left as they are, under another name.
  if (stats.isFile() && isExecutable(stats.mode) && isShellScript(script)) {
    writeFileSync(path, addBlock(script, hookBlock(name, options)), 'latin1');
    return ADDED;
  }
  return keepBeside(path, name, options);
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
  return `made, and calls what was there, now ${keptName(name)}`;
}

function makeExecutable(path: string): string {
  chmodSync(path, 0o755);
  return 'made executable: git would not have run it';
}

function installHusky(path: string, name: HookName, version: 8 | 9): string {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats !== undefined && !stats.isFile()) throw new ConfigError(`${path} is no file: move it away`);
  const hasInput = HOOKS_WITH_INPUT.includes(name);
  const line = hasInput ? hookBlock(name, { besideMainTree: false }) : huskyLine(name, version);
  if (stats === undefined) return create(path, huskyFile(line, version));
  const script = readFileSync(path, 'latin1');
  if (callsKeysieve(script)) return ALREADY;
  writeFileSync(path, addLine(script, line), 'latin1');
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
