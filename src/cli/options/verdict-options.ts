/** Options that say when a run fails. */

import { SEVERITIES } from '#model/severity.ts';
import { type OptionSpec, SCANS } from './option-spec.ts';

const group = 'When to fail:';

export const VERDICT_OPTIONS = [
  {
    name: 'fail-on',
    kind: 'choice',
    commands: SCANS,
    choices: SEVERITIES,
    group,
    default: 'low',
    help: 'Least severity that makes the exit status 1',
  },
  {
    name: 'strict-baseline',
    kind: 'boolean',
    commands: SCANS,
    group,
    help: 'Exit status 1 when an entry of the baseline is expired or matches nothing any more',
  },
  {
    name: 'require-coverage',
    kind: 'boolean',
    group,
    default: 'true for paths and --history',
    help: 'Exit status 2 when nothing at all was scanned',
  },
  {
    name: 'strict-coverage',
    kind: 'boolean',
    commands: SCANS,
    group,
    help: 'Exit status 2 when there is content that cannot be read: archives, Git LFS pointers, files over the limit',
  },
  {
    name: 'time-limit',
    kind: 'number',
    commands: ['hook'],
    group,
    help: 'Seconds after which the scan of a hook gives up, with status 2 (default: none)',
  },
] as const satisfies readonly OptionSpec[];
