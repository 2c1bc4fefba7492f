/** Options that say what is printed, how, and where to. */

import { ALL, CHOSEN, CONFIGURED, type OptionSpec, SCANS, WHEN } from './option-spec.ts';

const group = 'What to print:';

export const OUTPUT_OPTIONS = [
  {
    name: 'format',
    alias: 'f',
    kind: 'string',
    repeatable: true,
    commands: ALL,
    group,
    default: 'text',
    help: 'Report format, text, json, jsonl or sarif, and with =FILE where to: -f text -f sarif=out.sarif',
  },
  {
    name: 'output',
    alias: 'o',
    kind: 'string',
    commands: ALL,
    group,
    help: 'File for the report, when there is one format',
  },
  { name: 'reveal', kind: 'boolean', commands: ALL, group, help: 'Print secrets whole' },
  {
    name: 'redact',
    kind: 'number',
    commands: ALL,
    group,
    default: '4',
    help: 'Leading characters of a secret to keep, never more than a quarter of it',
  },
  {
    name: 'color',
    kind: 'choice',
    choices: WHEN,
    commands: CONFIGURED,
    group,
    default: 'auto',
    help: 'Colours in the text report',
  },
  {
    name: 'progress',
    kind: 'choice',
    commands: CHOSEN,
    choices: WHEN,
    group,
    default: 'auto',
    help: 'Progress on standard error; auto: on a terminal, after half a second',
  },
  {
    name: 'quiet',
    alias: 'q',
    kind: 'boolean',
    commands: SCANS,
    group,
    help: 'Print findings and problems only',
  },
  {
    name: 'verbose',
    alias: 'v',
    kind: 'boolean',
    commands: SCANS,
    group,
    help: 'Print every skip with its reason',
  },
  {
    name: 'json',
    kind: 'boolean',
    commands: ['doctor', 'baseline', 'config'],
    group,
    help: 'Print everything as JSON',
  },
] as const satisfies readonly OptionSpec[];
