/** Notes of every tree which folders it has, and whether it holds what is looked for: enough to find all paths to it. */

import { Buffer } from 'node:buffer';
import { pathFromLatin1 } from '#text/path-name.ts';
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
}

/** Below a tree: what is wanted in it, and its folders that hold some of that, directly or not. */
export interface TreeNode {
  readonly holdings: readonly Holding[];
  readonly folders: readonly { readonly name: string; readonly node: TreeNode }[];
}

/** Is told of all trees, in any order, and then asked. */
export interface TreeIndex {
  /** The raw bytes of a tree: `100644 name\0` and a hash, over and over. It is read up to where it is damaged. */
  add(tree: string, bytes: Buffer): void;
  /** Links what was added. Answers undefined for a tree that holds nothing wanted. */
  link(): (tree: string) => TreeNode | undefined;
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
  const holdings = new Map<number, Holding[]>();
  const mayBeWanted = createObjectFilter(objects);
  const isName = createNameTest(names);

  return {
    add(tree, bytes) {
      const number = numberOf(latin1Of(tree));
      const known = holdings.get(number) ?? [];
      if (known.length > 0) return;
      for (let at = 0; at < bytes.length; ) {
        // The mode of a folder, 40000, is the only one of five digits; the others have six.
        const isFolder = bytes[at + 5] === 0x20;
        const space = at + (isFolder ? 5 : 6);
        let zero = space + 1;
        while (zero < bytes.length && bytes[zero] !== 0) zero++;
        const end = zero + 1 + hashBytes;
        if (end > bytes.length || bytes[space] !== 0x20) break;
        if (isFolder) {
          edges.push(
            number,
            numberOf(bytes.toString('latin1', zero + 1, end)),
            bytes.toString('latin1', space + 1, zero),
          );
        }
        if (mayBeWanted(bytes, zero + 1) || isName(bytes, space + 1, zero)) {
          const object = bytes.toString('hex', zero + 1, end);
          const name = bytes.toString('latin1', space + 1, zero);
          if (objects.has(object) || isName(bytes, space + 1, zero)) known.push({ name, object });
        }
        at = end;
      }
      if (known.length > 0) holdings.set(number, known);
    },
    link() {
      const nodes = linkNodes(edges, holdings, numbers.size);
      return (tree) => nodes.get(numbers.get(latin1Of(tree)) ?? -1);
    },
  };
}

function latin1Of(id: string): string {
  return Buffer.from(id, 'hex').toString('latin1');
}

/** Whether an id may be one of `objects`, by its first two bytes: nearly always it is not. */
function createObjectFilter(objects: ReadonlySet<string>): (bytes: Buffer, at: number) => boolean {
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
