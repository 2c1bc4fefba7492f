/** The shell that hooks consist of: POSIX sh, which Git for Windows brings along too. */

import { HOOKS_WITH_INPUT, type HookName, waysAround } from './hook-name.ts';

const BEGIN = '# >>> keysieve >>>';
const END = '# <<< keysieve <<<';

/** A file that `install` made, and not only added to. */
const HEADER = '#!/bin/sh\n# keysieve install made this file.\n';

/** Where a hook looks for keysieve, and what it asks of it. */
export interface ScriptOptions {
  /** Whether the script lies in the `.git/hooks` of a work tree: a linked work tree may have no packages of its own. */
  readonly besideMainTree: boolean;
  /** Whether the user's own credentials are looked for. */
  readonly ownKeys: boolean;
}

/** The words behind `keysieve` in a hook. */
export function hookWords(name: HookName, ownKeys: boolean): string {
  return ownKeys ? `hook ${name} --own-keys` : `hook ${name}`;
}

/** What is put into a hook. It refuses where keysieve is not found, and leaves standard input to what follows. */
export function hookBlock(name: HookName, { besideMainTree, ownKeys }: ScriptOptions): string {
  const call = `"$keysieve_command" ${hookWords(name, ownKeys)} "$@" || exit $?\n`;
  const mainTree = `elif [ -x "\${0%/*}/../../node_modules/.bin/keysieve" ]; then
  keysieve_command="\${0%/*}/../../node_modules/.bin/keysieve"
`;
  return `${BEGIN} put here by "keysieve install"; "keysieve uninstall" takes it out
if [ -x node_modules/.bin/keysieve ]; then
  keysieve_command=node_modules/.bin/keysieve
${besideMainTree ? mainTree : ''}elif command -v keysieve >/dev/null 2>&1; then
  keysieve_command=keysieve
else
  echo '${NOT_FOUND} ${skipping(name)}' >&2
  exit 1
fi
${HOOKS_WITH_INPUT.includes(name) ? withInput(call) : call}${END}
`;
}

const NOT_FOUND =
  'keysieve was not found, so nothing was checked. Install it: npm install --save-dev keysieve (or npm install --global keysieve).';

function skipping(name: HookName): string {
  const around = waysAround(name);
  return around === undefined ? 'Or take this hook out.' : `To go on without it, knowingly: ${around}`;
}

/** Git says on standard input what is pushed, once: keysieve gets it, and so does the rest of the script. */
function withInput(call: string): string {
  return `keysieve_input=$(cat)
printf '%s\\n' "$keysieve_input" | ${call}if [ -n "$keysieve_input" ]; then
  exec <<KEYSIEVE_INPUT
$keysieve_input
KEYSIEVE_INPUT
else
  exec </dev/null
fi
`;
}

/** A whole hook. */
export function hookFile(name: HookName, options: ScriptOptions): string {
  return `${HEADER}${hookBlock(name, options)}`;
}

/** A whole hook before another one that is no shell script and lies beside it under the name `keptName` gives. */
export function hookFileBefore(name: HookName, options: ScriptOptions): string {
  const kept = `"\${0%/*}/${keptName(name)}"`;
  return `${hookFile(name, options)}if [ -x ${kept} ]; then exec ${kept} "$@"; fi\n`;
}

/** The name that a hook gets which cannot be added to. */
export function keptName(name: HookName): string {
  return `${name}.before-keysieve`;
}

/** Behind the first line where that names the shell, so that no `exit` or `exec` of the script comes before it. */
export function addBlock(script: string, block: string): string {
  const [shebang = ''] = /^#!.*\n/.exec(script) ?? [];
  return `${shebang}${block}${script.slice(shebang.length)}`;
}

/** The script without what was put in; the same text where there is nothing, the empty one where all was put in. */
export function removeBlock(script: string): string {
  const rest = replaceBlock(script, '');
  return rest === HEADER ? '' : rest;
}

/** The script with `block` in the place of what was put in; the same text where there is nothing. */
export function replaceBlock(script: string, block: string): string {
  const from = script.indexOf(BEGIN);
  const end = script.indexOf(`${END}\n`, from);
  return from === -1 || end === -1 ? script : script.slice(0, from) + block + script.slice(end + END.length + 1);
}

/** Whether a command of the script runs keysieve on what is committed or pushed, however that came to be there. */
export function callsKeysieve(script: string): boolean {
  return callsOf(script).length > 0;
}

/** Whether such a command asks for the user's own credentials. */
export function asksForOwnKeys(script: string): boolean {
  return callsOf(script).some((line) => /\s--own-keys\b/.test(line));
}

function callsOf(script: string): readonly string[] {
  return script.split('\n').filter((line) => !/^\s*#/.test(line) && CALL.test(line));
}

const CALL = /\bkeysieve(?:\.cjs|_command)?["']?\s+(?:hook|scan)\b/;

/** Whether our lines can stand in the script: git runs one without a first line `#!` with sh. */
export function isShellScript(script: string): boolean {
  if (script.includes('\0')) return false;
  return !script.startsWith('#!') || SHELL.test(script);
}

/** `#!/bin/sh`, `#!/usr/bin/env bash`, `#!/usr/bin/env -S zsh -e`. */
const SHELL = /^#!\s*(?:\S*\/)?(?:env\s+(?:-S\s+)?)?(?:\S*\/)?(?:sh|bash|dash|ash|ksh|zsh)(?:\s|$)/;
