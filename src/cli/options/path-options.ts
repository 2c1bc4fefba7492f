/** Options that say which files count. */

import { CHOSEN, LOOKING, type OptionSpec } from './option-spec.ts';

const group = 'Which files:';

export const PATH_OPTIONS = [
  {
    name: 'include',
    kind: 'string',
    commands: LOOKING,
    repeatable: true,
    group,
    help: 'Only paths that match this glob',
  },
  {
    name: 'exclude',
    kind: 'string',
    commands: LOOKING,
    repeatable: true,
    group,
    help: 'No path that matches this glob',
  },
  {
    name: 'include-ignored',
    kind: 'boolean',
    commands: CHOSEN,
    group,
    forms: ['paths'],
    help: 'Files that .gitignore leaves out as well',
  },
  {
    name: 'max-file-size',
    kind: 'size',
    commands: LOOKING,
    group,
    default: 'no limit',
    help: 'Skip files larger than this, and say so: 10MB, 512k, 1GiB',
  },
] as const satisfies readonly OptionSpec[];
