/** Tests for the raw bytes of trees, the damaged ones above all: what is cut off must not pass for a shorter tree. */

import { describe, expect, it } from 'vitest';
import { treeEntries } from '#git/tree-object.ts';
import { GitError } from '#model/errors.ts';

const HASH_BYTES = 20;

function entry(mode: string, name: string, byte: number): Buffer {
  return Buffer.concat([Buffer.from(`${mode} ${name}\0`, 'latin1'), Buffer.alloc(HASH_BYTES, byte)]);
}

const TREE = Buffer.concat([entry('100644', 'a b', 0x20), entry('40000', '\xff', 0), entry('120000', 'c', 1)]);

describe('treeEntries', () => {
  it('reads modes, names and ids that hold blanks and zeros', () => {
    const entries = [...treeEntries(TREE, HASH_BYTES)];
    expect(entries.map(({ mode, name, object }) => [mode, name.toString('latin1'), object])).toEqual([
      ['100644', 'a b', '20'.repeat(HASH_BYTES)],
      ['40000', '\xff', '00'.repeat(HASH_BYTES)],
      ['120000', 'c', '01'.repeat(HASH_BYTES)],
    ]);
  });

  it('finds none in an empty tree', () => expect([...treeEntries(Buffer.alloc(0), HASH_BYTES)]).toEqual([]));
});

describe('a tree that is cut off', () => {
  const cuts = [1, HASH_BYTES - 1, HASH_BYTES, HASH_BYTES + 1, HASH_BYTES + 4];

  it.each(cuts)('is refused where %i bytes are missing', (missing) => {
    const cut = TREE.subarray(0, TREE.length - missing);
    expect(() => [...treeEntries(cut, HASH_BYTES)]).toThrow(GitError);
  });
});
