/** Takes out of hooks exactly what `install` has put in. */

import { existsSync, lstatSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { HookPlace } from './find-place.ts';
import type { HookName } from './hook-name.ts';
import { callsKeysieve, hookFileBefore, keptName, removeBlock } from './hook-script.ts';
import { huskyLine, removeLine } from './husky-script.ts';
import { changeInHusky4 } from './husky4.ts';
import { type PlacedHook, writing } from './install.ts';

/** Undefined where keysieve was not in the hook. Throws ConfigError where a file cannot be changed. */
export function uninstallHook(place: HookPlace, name: HookName): PlacedHook | undefined {
  const path = place.kind === 'husky4' ? place.file : join(place.folder, name);
  const outcome = writing(path, () => remove(place, name, path));
  return outcome === undefined ? undefined : { name, path, outcome };
}

function remove(place: HookPlace, name: HookName, path: string): string | undefined {
  if (place.kind === 'husky4') return changeInHusky4(path, name, undefined) ? TAKEN_OUT : undefined;
  if (lstatSync(path, { throwIfNoEntry: false })?.isFile() !== true) return undefined;
  const script = readFileSync(path, 'latin1');
  if (place.kind === 'folder' && isBeforeAnother(script, name, path, place.besideMainTree)) return putBack(path, name);
  const rest = place.kind === 'husky' ? removeLines(removeBlock(script), name, place.version) : removeBlock(script);
  if (rest === script)
    return callsKeysieve(script) ? 'left: it calls keysieve, but install did not put that in' : undefined;
  if (rest !== '') writeFileSync(path, rest, 'latin1');
  else rmSync(path);
  return rest === '' ? 'removed' : TAKEN_OUT;
}

const TAKEN_OUT = 'taken out, the rest is kept';

/** As `install` writes them, with and without the user's own credentials. */
const FORMS = [false, true] as const;

function removeLines(script: string, name: HookName, version: 8 | 9): string {
  return FORMS.reduce((rest, ownKeys) => removeLine(rest, huskyLine(name, version, ownKeys)), script);
}

function isBeforeAnother(script: string, name: HookName, path: string, besideMainTree: boolean): boolean {
  const isOurs = FORMS.some((ownKeys) => script === hookFileBefore(name, { besideMainTree, ownKeys }));
  return isOurs && existsSync(join(dirname(path), keptName(name)));
}

function putBack(path: string, name: HookName): string {
  renameSync(join(dirname(path), keptName(name)), path);
  return 'removed, and what was there before is back';
}
