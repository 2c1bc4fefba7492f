/** Which commands are measured together, and what has to be there before. */

import { join } from 'node:path';
import { lackOfSpace, writeBigFile } from './big-file.ts';
import { historyCommands, keysieve, stagedCommands, treeCommands, workTreeCommands } from './commands.ts';
import { findProgram } from './find-program.ts';
import type { Command } from './measure.ts';
import { findPeers } from './peer-commands.ts';
import { isWanted, type Settings } from './settings.ts';
import type { Workplace } from './workplace.ts';

/** Commands of a group run in turn with each other. */
export interface Group {
  readonly name: string;
  readonly commands: readonly Command[];
  /** Makes what the commands scan. */
  readonly prepare: () => void;
  readonly runs: number;
  readonly warmUp: boolean;
  /** Said above the table. */
  readonly remark?: string;
}

/** Sizes of the two big files, in bytes: memory is bounded when the larger one takes no more of it. */
const BIG_BYTES = [500e6, 2e9];

/** Names of the commands that scan them. */
export const BIG_SCANS = BIG_BYTES.map((bytes) => `scan FILE of ${bytes / 1e9} GB`);

/** What was asked for, groups without commands left out. */
export function chooseGroups(settings: Settings, workplace: Workplace): readonly Group[] {
  const groups = [...ownGroups(settings, workplace), ...(settings.big ? [bigGroup(settings, workplace)] : [])];
  const chosen = groups.map((group) => ({ ...group, commands: chosenOf(group.commands, settings.only) }));
  const peers = settings.peers ? peerGroups(settings, workplace) : [];
  return [...chosen, ...peers].filter(({ commands, remark }) => commands.length > 0 || remark !== undefined);
}

function ownGroups({ program, repository, runs }: Settings, workplace: Workplace): readonly Group[] {
  const { cloneFolder, treeFolder, makeClone, tree, probe } = workplace;
  const common = { runs, warmUp: true };
  const ripgrep = findProgram('rg', probe.environment['PATH']);
  return [
    { ...common, name: 'staged', commands: stagedCommands(program, cloneFolder), prepare: makeClone },
    { ...common, name: 'work tree', commands: workTreeCommands(program, cloneFolder), prepare: makeClone },
    { ...common, name: 'tree', commands: treeCommands(program, treeFolder, ripgrep), prepare: tree },
    { ...common, name: 'history', commands: historyCommands(program, repository), prepare: () => undefined },
  ];
}

/** What takes long is run once, and only its memory counts. */
function bigGroup({ program }: Settings, { folder }: Workplace): Group {
  const files = BIG_BYTES.map((bytes) => join(folder, `big-${bytes}.txt`));
  const commands = files.map((file, index) => keysieve(program, BIG_SCANS[index] ?? file, ['scan', file], folder));
  const prepare = (): void => {
    const lack = lackOfSpace(folder, 1.1 * BIG_BYTES.reduce((sum, bytes) => sum + bytes, 0));
    if (lack !== undefined) throw new Error(lack);
    for (const [index, file] of files.entries()) writeBigFile(file, BIG_BYTES[index] ?? 0);
  };
  return { name: 'big files', commands, prepare, runs: 1, warmUp: false };
}

/** The other scanners that are installed, in turn with ours. */
function peerGroups(settings: Settings, { treeFolder, tree, probe }: Workplace): readonly Group[] {
  const { program, repository, runs, only } = settings;
  const peers = findPeers({ tree: treeFolder, repository }, probe.environment);
  const wanted = (commands: readonly Command[]): readonly Command[] =>
    commands.filter(({ name }) => isWanted(name, only) || isWanted('peers', only));
  const beside = (own: Command, others: readonly Command[]): readonly Command[] =>
    others.length === 0 ? [] : [own, ...others.map((each) => ({ ...each, comparedWith: [own.name] }))];
  const common = { runs, warmUp: true };
  const missing = peers.missing.length === 0 ? 'none' : peers.missing.join(', ');
  const list = isWanted('peers', only) ? { remark: `not on PATH: ${missing}` } : {};
  const ownTree = keysieve(program, 'scan DIR', ['scan', treeFolder], treeFolder);
  const ownHistory = keysieve(program, 'scan --history', ['scan', '--history'], repository);
  return [
    { ...common, ...list, name: 'peers, tree', commands: beside(ownTree, wanted(peers.tree)), prepare: tree },
    {
      ...common,
      name: 'peers, history',
      commands: beside(ownHistory, wanted(peers.history)),
      prepare: () => undefined,
    },
  ];
}

function chosenOf(commands: readonly Command[], only: readonly string[]): readonly Command[] {
  const named = commands.filter(({ name }) => isWanted(name, only));
  const others = new Set(named.flatMap(({ comparedWith = [] }) => comparedWith));
  return commands.filter((command) => named.includes(command) || others.has(command.name));
}
