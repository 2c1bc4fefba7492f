/** The lines that stand in the scripts of husky 8 and 9. */

import type { HookName } from './hook-name.ts';
import { hookWords } from './hook-script.ts';

/** What sets husky 8 up in each of its scripts. */
const HUSKY_8 = '#!/usr/bin/env sh\n. "$(dirname -- "$0")/_/husky.sh"\n\n';

/** Husky 9 puts `node_modules/.bin` on PATH itself. Both end at the first command that fails. */
export function huskyLine(name: HookName, version: 8 | 9, ownKeys: boolean): string {
  const call = `keysieve ${hookWords(name, ownKeys)} "$@"\n`;
  return version === 9 ? call : `PATH="node_modules/.bin:$PATH" ${call}`;
}

/** A whole script. */
export function huskyFile(line: string, version: 8 | 9): string {
  return version === 9 ? line : HUSKY_8 + line;
}

/** Behind what names the shell and what loads husky. */
export function addLine(script: string, line: string): string {
  const [head = ''] = /^(?:#!.*\n)?(?:\s*\. .*husky\.sh.*\n)?/.exec(script) ?? [];
  return `${head}${line}${script.slice(head.length)}`;
}

/** The script without the line; the empty text where nothing else was in it. */
export function removeLine(script: string, line: string): string {
  const rest = replaceLine(script, line, '');
  return rest !== script && rest === HUSKY_8 ? '' : rest;
}

/** The script with another line in the place of `line`; the same text where it is not there. */
export function replaceLine(script: string, line: string, other: string): string {
  const at = `\n${script}`.indexOf(`\n${line}`);
  return at === -1 ? script : script.slice(0, at) + other + script.slice(at + line.length);
}
