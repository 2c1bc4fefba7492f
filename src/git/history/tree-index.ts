/** Notes of every tree which folders it has, and whether it holds what is looked for: enough to find all paths to it. */

import { Buffer } from 'node:buffer';
import type { Derivation } from '#model/chunk.ts';
import { pathFromLatin1 } from '#text/path-name.ts';
import { createTreeTracker, type OnEntry } from '../tree-tracker.ts';
import { createEdgeList, type EdgeList } from './edge-list.ts';

/** What to look for in trees. */
export interface Wanted {
  /** Hashes in hex. */
  readonly objects: ReadonlySet<string>;
  /** Names of files or folders, without slashes, as `PathName.text` writes them. */
  readonly names: ReadonlySet<string>;
}

/** Something wanted, as an entry of one tree. */
export interface Holding {
  /** Each byte as one character. */
  readonly name: string;
  /** Hash in hex. */
  readonly object: string;
  /** Whether it is a file or a link, and not a folder or a submodule. */
  readonly isFile: boolean;
}

/** Below a tree: what is wanted in it, and its folders that hold some of that, directly or not. */
export interface TreeNode {
  readonly holdings: readonly Holding[];
  readonly folders: readonly { readonly name: string; readonly node: TreeNode }[];
}

/** Is told of all trees, in any order, and then asked. */
export interface TreeIndex {
  /** Derivations are those of another unit from here on. */
  startUnit(): void;
  /** A tree, up to where it is damaged; one that was told before is passed over. */
  add(tree: string, bytes: Uint8Array, derivation: Derivation | undefined): void;
  /** Links what was added. Answers undefined for a tree that holds nothing wanted. */
  link(): (tree: string) => TreeNode | undefined;
}

/** An entry that is a folder, or wanted, or both. */
interface Marked {
  /** The folder's number and the label of its name; undefined for what is no folder. */
  readonly folder: { readonly number: number; readonly label: number } | undefined;
  readonly holding: Holding | undefined;
}

/** `hashBytes` is 20 or 32. Keeps twelve bytes for each folder of each tree, and the hashes of all trees. */
export function createTreeIndex({ objects, names }: Wanted, hashBytes: number): TreeIndex {
  /** By the bytes of the hash, each as one character. */
  const numbers = new Map<string, number>();
  const numberOf = (key: string): number => {
    const number = numbers.get(key) ?? numbers.size;
    if (number === numbers.size) numbers.set(key, number);
    return number;
  };
  const edges = createEdgeList();
  const holdings = new Map<number, readonly Holding[]>();
  const added = new Set<number>();
  const mayBeWanted = createObjectFilter(objects);
  const isName = createNameTest(names);
  /** What the tracker remembers of an entry is the place of its mark, and 0 where it has none. */
  const marks: (Marked | undefined)[] = [undefined];

  const holdingAt = (bytes: Buffer, start: number, nameAt: number, zero: number): Holding | undefined => {
    const isWanted = isName(bytes, nameAt, zero);
    if (!isWanted && !mayBeWanted(bytes, zero + 1)) return undefined;
    const object = bytes.toString('hex', zero + 1, zero + 1 + hashBytes);
    if (!isWanted && !objects.has(object)) return undefined;
    // Files and links have modes of six digits that begin with 10 and 12, submodules 160000, folders 40000.
    const isFile = bytes[start] === ONE && bytes[start + 1] !== SIX;
    return { name: bytes.toString('latin1', nameAt, zero), object, isFile };
  };

  const mark: OnEntry = (tree, start, zero) => {
    if (names.size === 0 && tree[start] === ONE && !mayBeWanted(tree, zero + 1)) return 0;
    const bytes = Buffer.from(tree.buffer, tree.byteOffset, tree.byteLength);
    const isFolder = bytes[start] !== ONE;
    const nameAt = bytes.indexOf(SPACE, start) + 1;
    const holding = holdingAt(bytes, start, nameAt, zero);
    if (!isFolder) return holding === undefined ? 0 : marks.push({ folder: undefined, holding }) - 1;
    const number = numberOf(bytes.toString('latin1', zero + 1, zero + 1 + hashBytes));
    const label = edges.labelOf(bytes.toString('latin1', nameAt, zero));
    return marks.push({ folder: { number, label }, holding }) - 1;
  };
  let tracker = createTreeTracker(hashBytes, mark);

  return {
    startUnit() {
      tracker = createTreeTracker(hashBytes, mark);
    },
    add(tree, bytes, derivation) {
      const number = numberOf(latin1Of(tree));
      if (added.has(number)) return;
      added.add(number);
      const { count, values } = tracker.read(bytes, derivation);
      tracker.keep();
      const held: Holding[] = [];
      for (let entry = 0; entry < count; entry++) {
        if (values[entry] === 0) continue;
        const { folder, holding } = marks[values[entry] as number] ?? NOT_MARKED;
        if (folder !== undefined) edges.push(number, folder.number, folder.label);
        if (holding !== undefined) held.push(holding);
      }
      if (held.length > 0) holdings.set(number, held);
    },
    link() {
      const nodes = linkNodes(edges, holdings, numbers.size);
      return (tree) => nodes.get(numbers.get(latin1Of(tree)) ?? -1);
    },
  };
}

const NOT_MARKED: Marked = { folder: undefined, holding: undefined };
const SPACE = 0x20;
const ONE = 0x31;
const SIX = 0x36;

function latin1Of(id: string): string {
  return Buffer.from(id, 'hex').toString('latin1');
}

/** Whether an id may be one of `objects`, by its first two bytes: nearly always it is not. */
function createObjectFilter(objects: ReadonlySet<string>): (bytes: Uint8Array, at: number) => boolean {
  const starts = new Uint8Array(0x10000);
  for (const object of objects) starts[Number.parseInt(object.slice(0, 4), 16)] = 1;
  return (bytes, at) => starts[((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)] === 1;
}

/** Only names of a length that some wanted one has are looked at. One that is not UTF-8 is longer as it is written. */
function createNameTest(names: ReadonlySet<string>): (bytes: Buffer, from: number, to: number) => boolean {
  if (names.size === 0) return () => false;
  const lengths = new Set([...names].map((name) => Buffer.byteLength(name)));
  const anyLength = [...names].some((name) => name.includes('\\x'));
  return (bytes, from, to) =>
    (anyLength || lengths.has(to - from)) && names.has(pathFromLatin1(bytes.toString('latin1', from, to)).text);
}

interface OpenNode extends TreeNode {
  readonly folders: { readonly name: string; readonly node: TreeNode }[];
}

/** Nodes for the trees that hold something, by number. */
function linkNodes(
  edges: EdgeList,
  holdings: ReadonlyMap<number, readonly Holding[]>,
  count: number,
): ReadonlyMap<number, TreeNode> {
  const nodes = new Map<number, OpenNode>();
  for (const number of edges.ancestorsOf(holdings.keys(), count)) {
    nodes.set(number, { holdings: holdings.get(number) ?? [], folders: [] });
  }
  edges.forEach((parent, child, name) => {
    const node = nodes.get(child);
    if (node !== undefined) nodes.get(parent)?.folders.push({ name, node });
  });
  return nodes;
}
