/** Options that say what is scanned. */

import { CHOSEN, type OptionSpec } from './option-spec.ts';

const group = 'What to scan:';

export const TARGET_OPTIONS = [
  {
    name: 'staged',
    kind: 'boolean',
    commands: CHOSEN,
    group,
    help: 'What the next commit would add: the index, not the work tree. Paths narrow it',
  },
  {
    name: 'history',
    kind: 'boolean',
    commands: CHOSEN,
    group,
    help: 'Everything that the repository holds: all refs, stash, reflog, messages, names, unreachable objects',
  },
  {
    name: 'range',
    kind: 'string',
    commands: [...CHOSEN, 'config'],
    repeatable: true,
    group,
    help: 'Commits of a range such as A..B, or any arguments of git rev-list (write --range=--all for those with dashes)',
  },
  {
    name: 'since',
    kind: 'string',
    commands: CHOSEN,
    group,
    help: 'Commits younger than a date, alone or within --range',
  },
  {
    name: 'branch',
    kind: 'string',
    commands: CHOSEN,
    group,
    help: 'Commits of a branch, alone or beside --range',
  },
  { name: 'stdin', kind: 'boolean', group, help: 'Standard input' },
  {
    name: 'stdin-path',
    kind: 'string',
    commands: ['scan', 'rules'],
    group,
    forms: ['stdin'],
    help: 'Name of what comes from standard input, for rules and filters that look at paths',
  },
  {
    name: 'allow-shallow',
    kind: 'boolean',
    commands: CHOSEN,
    group,
    forms: ['history'],
    help: 'Scan the history of a shallow clone, although most of it is not there',
  },
  {
    name: 'verify-objects',
    kind: 'boolean',
    group,
    forms: ['history'],
    help: 'Compare every object with its id, which is a hash of it',
  },
  {
    name: 'count-commits',
    kind: 'boolean',
    group,
    forms: ['history'],
    help: 'Say how many commits hold each secret',
  },
  {
    name: 'fetch-missing',
    kind: 'boolean',
    group,
    forms: ['history'],
    help: 'Have git fetch first what a partial clone lacks; nothing else ever uses the network',
  },
  {
    name: 'cache',
    kind: 'string',
    group,
    forms: ['history'],
    help: 'File that remembers objects in which nothing was found; the next run looks only at new ones',
  },
  {
    name: 'file',
    kind: 'string',
    group,
    commands: ['rules'],
    help: 'The file that rules test looks at, in the place of a text',
  },
] as const satisfies readonly OptionSpec[];
