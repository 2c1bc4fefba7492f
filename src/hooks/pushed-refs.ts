/** Reads which refs a push changes, as git tells its hooks. */

import { UsageError } from '#model/errors.ts';
import type { HookName } from './hook-name.ts';

/** A ref that is made or moved: the id it gets, and the one it had, where it had one. */
export interface PushedRef {
  readonly ref: string;
  readonly to: string;
  readonly from?: string;
}

const OBJECT_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/**
 * Lines on standard input: `<old> <new> <ref>` for `pre-receive`, `<local ref> <local id> <remote ref> <remote id>` for
 * `pre-push` (githooks(5)). Deleted refs, whose new id is all zeros, are left out: they add nothing. Throws UsageError
 * for anything else, since what a line does not say cannot be scanned.
 */
export function parsePushedRefs(name: 'pre-push' | 'pre-receive', input: string): readonly PushedRef[] {
  const lines = input.split('\n').filter((line) => line !== '');
  // Git runs `pre-push` where there is nothing to push too, but never `pre-receive`: somebody else has read the refs.
  if (name === 'pre-receive' && lines.length === 0) throw unsaid(name);
  return lines.flatMap((line) => {
    const words = line.split(' ');
    const [from = '', to = '', ref = ''] = name === 'pre-receive' ? words : [words.at(-1), words.at(-3), words.at(-2)];
    return pushedRef(name, { from, to, ref });
  });
}

/** The arguments of `update`: `<ref> <old> <new>`. */
export function parseUpdate([ref = '', from = '', to = '']: readonly string[]): readonly PushedRef[] {
  return pushedRef('update', { ref, from, to });
}

function pushedRef(name: HookName, { ref, from, to }: Required<PushedRef>): readonly PushedRef[] {
  if (ref === '' || !OBJECT_ID.test(from) || !OBJECT_ID.test(to)) throw unsaid(name);
  if (isNothing(to)) return [];
  return [isNothing(from) ? { ref, to } : { ref, to, from }];
}

function unsaid(name: HookName): UsageError {
  return new UsageError(`git did not say which refs are pushed: ${name} is meant to be run by git, see githooks(5)`);
}

function isNothing(id: string): boolean {
  return /^0+$/.test(id);
}
