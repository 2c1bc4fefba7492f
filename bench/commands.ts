/** What is timed as whole processes, and beside what: commands of one group run in turn with each other. */

import type { Command } from './measure.ts';
import { configure } from './staged-clone.ts';

/** Joined here, so that no scanner takes them for more than patterns. */
const KEY_PATTERN = ['AK', 'IA', '[A-Z2-7]{16}'].join('');
const RIPGREP_PATTERN = ['AK', 'IA', '[A-Z0-9]{16}'].join('');

/** The yardstick of every start. */
function bareNode(cwd: string): Command {
  return { name: 'node -e 0', program: process.execPath, args: ['-e', '0'], cwd, expected: [0] };
}

/** The built command at `program`. */
export function keysieve(program: string, name: string, args: readonly string[], cwd: string): Command {
  return { name, program: process.execPath, args: [program, ...args], cwd, expected: [0, 1] };
}

/** A hook on twenty changed files, without and with a configuration. */
export function stagedCommands(program: string, clone: string): readonly Command[] {
  const staged = keysieve(program, 'scan --staged', ['scan', '--staged'], clone);
  const comparedWith = ['node -e 0'];
  return [
    bareNode(clone),
    { ...staged, prepare: () => configure(clone, false), comparedWith },
    { ...staged, name: 'scan --staged, with keysieve.toml', prepare: () => configure(clone, true), comparedWith },
  ];
}

/** The work tree of a repository, where git grep does the least that a scanner does. */
export function workTreeCommands(program: string, clone: string): readonly Command[] {
  const prepare = (): void => configure(clone, false);
  return [
    // Status 1: nothing matched.
    {
      name: 'git grep',
      program: 'git',
      args: ['grep', '-I', '-c', '-E', KEY_PATTERN],
      cwd: clone,
      prepare,
      expected: [0, 1],
    },
    { ...keysieve(program, 'scan', ['scan'], clone), prepare, comparedWith: ['git grep'] },
  ];
}

/** A large folder; `ripgrep` is its program, where there is one. */
export function treeCommands(program: string, tree: string, ripgrep: string | undefined): readonly Command[] {
  const scan = keysieve(program, 'scan DIR', ['scan', tree], tree);
  const node = bareNode(tree);
  if (ripgrep === undefined) return [node, { ...scan, comparedWith: [node.name] }];
  const args = ['-j2', '--no-ignore', '--hidden', '-c', RIPGREP_PATTERN, tree];
  const search = { name: 'rg -j2', program: ripgrep, args, cwd: tree, expected: [0, 1] };
  return [node, search, { ...scan, comparedWith: [search.name, node.name] }];
}

/** All of a repository's history, beside git that only prints it. */
export function historyCommands(program: string, repository: string): readonly Command[] {
  const log = {
    name: 'git log -p --all -U0',
    program: 'git',
    args: ['--no-pager', 'log', '-p', '--all', '-U0'],
    cwd: repository,
    expected: [0],
  };
  const scan = keysieve(program, 'scan --history', ['scan', '--history'], repository);
  return [log, { ...scan, comparedWith: [log.name] }];
}
