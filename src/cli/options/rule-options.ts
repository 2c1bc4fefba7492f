/** Options that say what is looked for, and who may excuse it. */

import { CHOSEN, CONFIGURED, LOOKING, type OptionSpec, SCANS, TRUSTS } from './option-spec.ts';

const group = 'What to look for:';

export const RULE_OPTIONS = [
  {
    name: 'config',
    alias: 'c',
    kind: 'string',
    commands: [...CONFIGURED, 'config'],
    group,
    default: 'keysieve.toml, .keysieve.toml or .gitleaks.toml',
    help: 'Configuration file',
  },
  {
    name: 'rules',
    kind: 'string',
    repeatable: true,
    commands: CONFIGURED,
    group,
    help: 'One more file of patterns',
  },
  {
    name: 'providers',
    kind: 'boolean',
    commands: CHOSEN,
    group,
    help: "Run secrets.providers of the repository's own configuration too, programs that print patterns",
  },
  {
    name: 'enable',
    kind: 'string',
    repeatable: true,
    commands: CONFIGURED,
    group,
    help: 'Use a rule that is off, named by id, tag or glob (aws-*)',
  },
  {
    name: 'disable',
    kind: 'string',
    repeatable: true,
    commands: CONFIGURED,
    group,
    help: 'Leave out a rule, named by id, tag or glob (aws-*)',
  },
  {
    name: 'trust',
    kind: 'choice',
    commands: [...SCANS, 'config'],
    choices: TRUSTS,
    group,
    default: 'base for ranges, else worktree',
    help: 'Where configuration, baseline and inline allows may come from',
  },
  {
    name: 'inline',
    kind: 'boolean',
    commands: LOOKING,
    group,
    default: 'true',
    help: 'Heed keysieve:allow comments; --no-inline reports what they allow',
  },
  {
    name: 'own-keys',
    kind: 'boolean',
    commands: [...SCANS, 'install'],
    group,
    help: 'Look for your own AWS credentials too, in any spelling: those of ~/.aws and of the environment',
  },
  {
    name: 'baseline',
    kind: 'string',
    commands: LOOKING,
    group,
    default: '.keysieve-baseline',
    help: 'File of accepted findings; one that is named counts whatever --trust says',
  },
] as const satisfies readonly OptionSpec[];
