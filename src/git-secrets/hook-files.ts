/** Where git-secrets puts its hooks, which of them are there, and what ours say. */

import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The hooks, in the order in which they are installed, with what each calls. */
export const HOOKS = [
  { name: 'commit-msg', flag: '--commit_msg_hook' },
  { name: 'pre-commit', flag: '--pre_commit_hook' },
  { name: 'prepare-commit-msg', flag: '--prepare_commit_msg_hook' },
] as const;

/** One of the hooks. */
export type GitSecretsHook = (typeof HOOKS)[number];

/** A hook of git-secrets, its own or ours, that lies in a folder of hooks. */
export interface InstalledHook {
  readonly name: GitSecretsHook['name'];
  /** Absolute where the folder was. */
  readonly path: string;
}

/** `git secrets --pre_commit_hook`, however it is called. */
const CALL = /\bgit[ -]secrets\b[^\n]*--(?:commit_msg|pre_commit|prepare_commit_msg)_hook\b/;

/** Where the hook belongs: in a folder such as `pre-commit.d`, as Debian has them, if there is one. */
export function hookPath(folder: string, name: GitSecretsHook['name']): string {
  const collection = join(folder, `${name}.d`);
  return existsSync(collection) ? join(collection, 'git-secrets') : join(folder, name);
}

/** The hooks in `folder` that call git-secrets and do nothing else: what a replacement of git-secrets may replace. */
export function installedHooks(folder: string): readonly InstalledHook[] {
  return HOOKS.flatMap(({ name }) => {
    const paths = [join(folder, name), join(folder, `${name}.d`, 'git-secrets')];
    return paths
      .filter((path) => isRegularFile(path) && isGitSecretsHook(readFileSync(path, 'utf8')))
      .map((path) => ({ name, path }));
  });
}

function isRegularFile(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

/** Whether a script calls a hook of git-secrets and has no command beside what such scripts consist of. */
export function isGitSecretsHook(script: string): boolean {
  if (!CALL.test(script)) return false;
  if (script.includes(MARK)) return true;
  const commands = script.split('\n').filter((line) => !/^\s*(?:#|$)/.test(line));
  return commands.length === 1;
}

const MARK = '# keysieve: a hook of git-secrets';

/** The script of a hook, in POSIX sh: it refuses when nothing is found to run. */
export function hookScript({ name, flag }: GitSecretsHook): string {
  // Git runs it for every commit, and --no-verify does not turn it off.
  const condition = name === 'prepare-commit-msg' ? '[ "$2" = merge ] || exit 0\n' : '';
  return `#!/bin/sh
${MARK}
${condition}if [ -x node_modules/.bin/keysieve ]; then
  exec node_modules/.bin/keysieve git-secrets ${flag} -- "$@"
elif command -v keysieve >/dev/null 2>&1; then
  exec keysieve git-secrets ${flag} -- "$@"
elif command -v git-secrets >/dev/null 2>&1; then
  exec git secrets ${flag} -- "$@"
fi
echo 'keysieve was not found, so nothing was checked: install it (npm install --save-dev keysieve), or remove this hook' >&2
exit 1
`;
}
