/** Options that say what a baseline accepts. */

import type { OptionedCommand, OptionSpec } from './option-spec.ts';

const group = 'What to accept:';

const ACCEPTING: readonly OptionedCommand[] = ['baseline'];

export const BASELINE_OPTIONS = [
  {
    name: 'reason',
    kind: 'string',
    commands: ACCEPTING,
    group,
    help: 'Why the findings are accepted: create and update demand it',
  },
  {
    name: 'until',
    kind: 'string',
    commands: ACCEPTING,
    group,
    default: 'for good',
    help: 'The last day on which they are accepted, YYYY-MM-DD',
  },
  { name: 'author', kind: 'string', commands: ACCEPTING, group, help: 'Who accepts them' },
  {
    name: 'any-path',
    kind: 'boolean',
    commands: ACCEPTING,
    group,
    help: 'Accept the secrets wherever they stand, so that files can be moved',
  },
] as const satisfies readonly OptionSpec[];
