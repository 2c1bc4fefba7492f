/** Options that say which hooks are meant, and where they are put. */

import type { OptionedCommand, OptionSpec } from './option-spec.ts';

const group = 'Which hooks, and where:';

const PLACES: readonly OptionedCommand[] = ['install', 'uninstall'];

export const HOOK_OPTIONS = [
  {
    name: 'hook',
    kind: 'string',
    repeatable: true,
    commands: PLACES,
    group,
    default: 'pre-commit, pre-merge-commit and commit-msg; pre-receive in a bare repository',
    help: 'A hook by its name',
  },
  { name: 'global', kind: 'boolean', commands: PLACES, group, help: 'In what new repositories are made from' },
  { name: 'template', kind: 'string', commands: PLACES, group, help: 'In a folder for git init --template' },
  {
    name: 'from-git-secrets',
    kind: 'boolean',
    commands: ['install'],
    group,
    help: 'In the place of the hooks of git-secrets; other hooks are kept',
  },
  {
    name: 'yes',
    kind: 'boolean',
    commands: ['doctor'],
    group,
    help: 'Run hooks for the proof although they run other commands too',
  },
] as const satisfies readonly OptionSpec[];
