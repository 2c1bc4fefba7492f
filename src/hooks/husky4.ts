/** The configuration of husky 4: commands by hook, in JSON. */

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ConfigError, messageOf } from '#model/errors.ts';
import { HOOKS_WITH_INPUT, type HookName } from './hook-name.ts';
import { hookWords } from './hook-script.ts';

/** The file with the hooks of husky 4 at the top of a work tree; undefined where there is none. */
export function husky4File(root: string): string | undefined {
  const own = ['.huskyrc', '.huskyrc.json'].map((name) => join(root, name)).find((file) => existsSync(file));
  if (own !== undefined) return own;
  const file = join(root, 'package.json');
  return existsSync(file) && isObject(readHusky4(file).settings['hooks']) ? file : undefined;
}

/** What a hook of husky 4 runs; undefined where it runs nothing. Throws ConfigError. */
export function husky4Hook(file: string, name: HookName): string | undefined {
  const there = readHusky4(file).hooks[name];
  return there === undefined || there === '' ? undefined : String(there);
}

/** Puts our command before what the hook runs. Throws ConfigError. */
export function addToHusky4(file: string, name: HookName, ownKeys: boolean): void {
  const there = husky4Hook(file, name);
  const ours = husky4Command(name, ownKeys);
  writeHook(file, name, there === undefined ? ours : `${ours} && ${there}`);
}

/**
 * Takes our command out again, or puts the one in its place that does, or does not, ask for the user's own credentials;
 * false where it is not there as `addToHusky4` writes it.
 */
export function changeInHusky4(file: string, name: HookName, to: { readonly ownKeys: boolean } | undefined): boolean {
  const there = husky4Hook(file, name);
  const ours = [false, true]
    .map((ownKeys) => husky4Command(name, ownKeys))
    .find((command) => there === command || there?.startsWith(`${command} && `));
  if (there === undefined || ours === undefined) return false;
  const rest = there.slice(ours.length);
  const changed = to === undefined ? rest.replace(/^ && /, '') : husky4Command(name, to.ownKeys) + rest;
  writeHook(file, name, changed === '' ? undefined : changed);
  return true;
}

/** Husky 4 hands on arguments and standard input of a hook in variables. */
function husky4Command(name: HookName, ownKeys: boolean): string {
  const call = `keysieve ${hookWords(name, ownKeys)} $HUSKY_GIT_PARAMS`;
  return HOOKS_WITH_INPUT.includes(name) ? `echo "$HUSKY_GIT_STDIN" | ${call}` : call;
}

type Settings = Readonly<Record<string, unknown>>;

interface Husky4 {
  readonly text: string;
  readonly content: Settings;
  /** What husky reads: `content` itself, or its field `husky` in `package.json`. */
  readonly settings: Settings;
  readonly hooks: Settings;
}

function readHusky4(file: string): Husky4 {
  const text = readFileSync(file, 'utf8');
  const content = objectOr(parseJson(file, text));
  const settings = isPackage(file) ? objectOr(content['husky']) : content;
  return { text, content, settings, hooks: objectOr(settings['hooks']) };
}

/** Only a file that would otherwise stay as it is, byte by byte, is written. */
function writeHook(file: string, name: HookName, command: string | undefined): void {
  const { text, content, settings, hooks } = readHusky4(file);
  const indent = /^([ \t]+)"/m.exec(text)?.[1] ?? '  ';
  const print = (value: unknown) => `${JSON.stringify(value, undefined, indent)}${text.endsWith('\n') ? '\n' : ''}`;
  if (print(content) !== text) {
    const what = command === undefined ? `take "${name}" out` : `put "${name}": ${JSON.stringify(command)} there`;
    throw new ConfigError(`${file} is not laid out as npm does it: ${what} by hand`);
  }
  const { [name]: _, ...others } = hooks;
  const changed = { ...settings, hooks: command === undefined ? others : { ...hooks, [name]: command } };
  writeFileSync(file, print(isPackage(file) ? { ...content, husky: changed } : changed));
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ConfigError(`${file} is no JSON, so husky's hooks in it are not known: ${messageOf(cause)}`, { cause });
  }
}

function isPackage(file: string): boolean {
  return basename(file) === 'package.json';
}

function isObject(value: unknown): value is Settings {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function objectOr(value: unknown): Settings {
  return isObject(value) ? value : {};
}
