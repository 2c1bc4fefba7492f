/** What is timed, and beside what. */

import type { Command } from './measure.ts';
import { configure } from './staged-clone.ts';

/** Where things are; all paths are absolute. */
export interface Places {
  /** The built command. */
  readonly program: string;
  /** Read, never written. */
  readonly repository: string;
  /** The temporary clone with staged changes. */
  readonly clone: string;
}

/** Joined here, so that no scanner takes it for more than a pattern. */
const KEY_PATTERN = ['AK', 'IA', '[A-Z2-7]{16}'].join('');

/** Three yardsticks and the scans that are held against them. */
export function benchmarkCommands({ program, repository, clone }: Places): readonly Command[] {
  const node = { program: process.execPath, expected: [0] };
  const keysieve = { program: process.execPath, expected: [0, 1] };
  const plain = (): void => configure(clone, false);
  return [
    { ...node, name: 'node -e 0', args: ['-e', '0'], cwd: clone },
    {
      ...keysieve,
      name: 'scan --staged',
      args: [program, 'scan', '--staged'],
      cwd: clone,
      prepare: plain,
      comparedWith: 'node -e 0',
    },
    {
      ...keysieve,
      name: 'scan --staged, with keysieve.toml',
      args: [program, 'scan', '--staged'],
      cwd: clone,
      prepare: () => configure(clone, true),
      comparedWith: 'node -e 0',
    },
    // Status 1: nothing matched.
    {
      name: 'git grep',
      program: 'git',
      args: ['grep', '-I', '-c', '-E', KEY_PATTERN],
      cwd: clone,
      prepare: plain,
      expected: [0, 1],
    },
    { ...keysieve, name: 'scan', args: [program, 'scan'], cwd: clone, prepare: plain, comparedWith: 'git grep' },
    {
      name: 'git log -p --all -U0',
      program: 'git',
      args: ['--no-pager', 'log', '-p', '--all', '-U0'],
      cwd: repository,
      expected: [0],
    },
    {
      ...keysieve,
      name: 'scan --history',
      args: [program, 'scan', '--history'],
      cwd: repository,
      comparedWith: 'git log -p --all -U0',
    },
  ];
}
