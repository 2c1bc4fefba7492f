/** The hooks of git that keysieve can stand in, and what people call what each of them guards. */

import { UsageError } from '#model/errors.ts';

/** On a machine where people work, and on one that receives what they push. */
export const HOOK_NAMES = [
  'pre-commit',
  'commit-msg',
  'prepare-commit-msg',
  'pre-merge-commit',
  'pre-push',
  'pre-receive',
  'update',
] as const;

export type HookName = (typeof HOOK_NAMES)[number];

/** What git reads on standard input of a hook has to reach every script of it. */
export const HOOKS_WITH_INPUT: readonly HookName[] = ['pre-push', 'pre-receive'];

/** Throws UsageError for a word that is none of the hooks. */
export function parseHookName(word: string): HookName {
  const name = HOOK_NAMES.find((known) => known === word);
  if (name !== undefined) return name;
  throw new UsageError(`"${word}" is no hook that keysieve knows: there are ${HOOK_NAMES.join(', ')}`);
}

/** What the hook refuses: `commit refused`. */
export function guardedBy(name: HookName): 'commit' | 'merge' | 'push' {
  switch (name) {
    case 'pre-commit':
    case 'commit-msg':
      return 'commit';
    case 'prepare-commit-msg':
    case 'pre-merge-commit':
      return 'merge';
    case 'pre-push':
    case 'pre-receive':
    case 'update':
      return 'push';
    default:
      return name satisfies never;
  }
}

/** Whether it runs where people push to: what it says is read at another machine. */
export function isOnServer(name: HookName): boolean {
  return name === 'pre-receive' || name === 'update';
}

/** Throws UsageError for `--own-keys` where the user is whoever keeps the server, whose credentials no pusher is to try. */
export function assertOwnMachine(name: HookName): void {
  if (!isOnServer(name)) return;
  throw new UsageError(
    `--own-keys does not belong to ${name}: it runs where people push to, and would look for the credentials of the user who runs it there`,
  );
}

/** How to go on without the hook, knowingly; undefined where only the owner of the server can. */
export function waysAround(name: HookName): string | undefined {
  switch (name) {
    case 'pre-commit':
    case 'commit-msg':
      return 'git commit --no-verify';
    case 'pre-merge-commit':
      return 'git merge --no-verify';
    case 'pre-push':
      return 'git push --no-verify';
    case 'prepare-commit-msg':
    case 'pre-receive':
    case 'update':
      return undefined;
    default:
      return name satisfies never;
  }
}
