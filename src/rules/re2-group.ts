/** How groups of RE2 open: captures, names and flags; and lookaround, which RE2 lacks. */

import { isNext, type PatternReader, refuse, take, takeMatch } from './pattern-reader.ts';
import type { LookaroundPrefix } from './regex-tree.ts';

/** The flags `i`, `m`, `s` and `U`. */
export interface Flags {
  readonly fold: boolean;
  readonly multiLine: boolean;
  readonly dotAll: boolean;
  readonly ungreedy: boolean;
}

export const NO_FLAGS: Flags = { fold: false, multiLine: false, dotAll: false, ungreedy: false };

/** What opens: `flags` is `(?i)`, which encloses nothing; in the others `flags` hold inside. */
export type GroupStart =
  | { readonly kind: 'flags'; readonly flags: Flags }
  | { readonly kind: 'plain'; readonly flags: Flags }
  | { readonly kind: 'capture'; readonly flags: Flags; readonly name?: string }
  | { readonly kind: 'lookaround'; readonly flags: Flags; readonly prefix: LookaroundPrefix };

const LOOKAROUNDS: readonly LookaroundPrefix[] = ['(?=', '(?!', '(?<=', '(?<!'];
const NAMED = /\(\?P?<([0-9A-Za-z_]+)>/y;
const FLAGS = /\(\?([imsU]*)(?:-([imsU]+))?([:)])/y;

/** What to write for groups of other dialects, by how they begin. */
const ADVICE: readonly (readonly [prefix: string, advice: string])[] = [
  ['(?P=', 'write the number of the group, as in \\1'],
  ['(?P<', 'a name is made of letters, digits and _'],
  ['(?<', 'a name is made of letters, digits and _'],
  ["(?'", 'write (?P<name>...)'],
  ['(?>', 'write (?:...): there are no atomic groups'],
  ['(?#', 'leave the comment out'],
  ['(?|', 'write (?:...)'],
  ['(?(', 'write both alternatives out with |'],
];

/** Reads from `(` to where the group's content begins. `outer` are the flags in force before it. */
export function takeGroupStart(reader: PatternReader, outer: Flags): GroupStart {
  const prefix = LOOKAROUNDS.find((lookaround) => take(reader, lookaround));
  if (prefix !== undefined) return { kind: 'lookaround', flags: outer, prefix };
  const name = takeMatch(reader, NAMED)?.[1];
  if (name !== undefined) return { kind: 'capture', flags: outer, name };
  const flags = takeMatch(reader, FLAGS);
  if (flags !== undefined) {
    const [, set = '', cleared = '', end] = flags;
    const inForce = withFlags(withFlags(outer, set, true), cleared, false);
    return end === ':' ? { kind: 'plain', flags: inForce } : { kind: 'flags', flags: inForce };
  }
  if (isNext(reader, '(?')) refuseGroup(reader);
  take(reader, '(');
  return { kind: 'capture', flags: outer };
}

function withFlags(flags: Flags, letters: string, value: boolean): Flags {
  return {
    fold: letters.includes('i') ? value : flags.fold,
    multiLine: letters.includes('m') ? value : flags.multiLine,
    dotAll: letters.includes('s') ? value : flags.dotAll,
    ungreedy: letters.includes('U') ? value : flags.ungreedy,
  };
}

function refuseGroup(reader: PatternReader): never {
  const advice = ADVICE.find(([prefix]) => isNext(reader, prefix))?.[1];
  const what = 'RE2 has no group that begins like this';
  return refuse(reader.at, what, advice ?? 'write (?:...), or (?i) with flags out of i, m, s and U');
}
