/** Options that are about a run as a whole. */

import { LOOKING, type OptionSpec } from './option-spec.ts';

const group = 'General:';

export const GENERAL_OPTIONS = [
  {
    name: 'dry-run',
    kind: 'boolean',
    commands: ['import'],
    group,
    help: 'Say what would be written, and write nothing',
  },
  {
    name: 'jobs',
    kind: 'number',
    commands: LOOKING,
    group,
    help: 'Threads; 1 means none beside the main one (default: from the size of the work)',
  },
  { name: 'help', alias: 'h', kind: 'boolean', group, everywhere: true, help: 'Show this help' },
  { name: 'version', kind: 'boolean', group, everywhere: true, help: 'Show the version' },
] as const satisfies readonly OptionSpec[];
