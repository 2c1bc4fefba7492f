/** What an option of the command line is, and the values and sets of commands that several options share. */

import type { Trust } from '#model/options.ts';
import type { ScanRequest } from '#model/request.ts';

/** The five forms of `scan`. */
export type Form = ScanRequest['form'];

/** The commands that have options of their own. */
export type OptionedCommand =
  | 'scan'
  | 'rules'
  | 'hook'
  | 'install'
  | 'uninstall'
  | 'doctor'
  | 'baseline'
  | 'import'
  | 'config';

/** One option. A boolean has its `--no-` twin without being told; every other kind takes one value. */
export interface OptionSpec {
  readonly name: string;
  /** One letter, written with one dash. */
  readonly alias?: string;
  readonly kind: 'boolean' | 'string' | 'number' | 'size' | 'choice';
  readonly choices?: readonly string[];
  /** May be given several times, and every value counts; of others the last one does. */
  readonly repeatable?: true;
  /** As the help shows it: parsers never fill in a value that was not typed. */
  readonly default?: string;
  readonly help: string;
  /** Heading in the help. */
  readonly group: string;
  /** The forms of `scan` it belongs to; absent means all. */
  readonly forms?: readonly Form[];
  /** The commands that understand it; absent means `scan` alone. */
  readonly commands?: readonly OptionedCommand[];
  /** Understood by every command. */
  readonly everywhere?: true;
}

export const TRUSTS = ['worktree', 'base', 'head', 'none'] as const satisfies readonly Trust[];

/** Values of `--progress` and `--color`. */
export const WHEN = ['auto', 'always', 'never'] as const;

export type When = (typeof WHEN)[number];

/** Whatever runs rules. */
export const ALL: readonly OptionedCommand[] = ['scan', 'rules', 'hook'];

/** Whatever reads a configuration. */
export const CONFIGURED: readonly OptionedCommand[] = [...ALL, 'baseline'];

/** What a hook understands, too. */
export const SCANS: readonly OptionedCommand[] = ['scan', 'hook'];

/** Whatever looks for findings. */
export const LOOKING: readonly OptionedCommand[] = [...SCANS, 'baseline'];

/** Where somebody chooses what is looked at. */
export const CHOSEN: readonly OptionedCommand[] = ['scan', 'baseline'];
