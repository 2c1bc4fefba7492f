/** Lists what lies in the folders of objects: packs with their indexes, and loose objects. Reads no object. */

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { GitError, messageOf } from '#model/errors.ts';
import type { ObjectFormat, Repository } from '../repository.ts';
import { findObjectFolders } from './object-folders.ts';
import { hashBytesOf, type PackIndex, readPackIndex } from './pack-index.ts';

/** A pack whose index could be read. */
export interface StoredPack {
  /** Absolute path. */
  readonly file: string;
  readonly index: PackIndex;
}

/** Objects that have a file each, in one folder of objects. */
export interface LooseObjects {
  readonly folder: string;
  readonly ids: readonly string[];
}

/** What is there, in an order that does not depend on the file system. */
export interface ObjectStore {
  readonly hashBytes: number;
  readonly packs: readonly StoredPack[];
  readonly loose: readonly LooseObjects[];
  /** Damage, and what could not be followed. */
  readonly complaints: readonly string[];
  /** False where git may know objects that are not listed here: its own list is then to be asked for. */
  readonly isWhole: boolean;
}

/** Multi-pack-indexes are not needed: every pack that they speak of has an index of its own. */
export function openObjectStore(repository: Repository): ObjectStore {
  const { folders, complaints, areAll } = findObjectFolders(repository);
  const found = folders.map((folder) => listPacks(join(folder, 'pack'), repository.objectFormat));
  return {
    hashBytes: hashBytesOf(repository.objectFormat),
    packs: found.flatMap(({ packs }) => packs),
    loose: folders.flatMap((folder) => listLoose(folder, repository.objectFormat)),
    complaints: [...complaints, ...found.flatMap((packs) => packs.complaints)],
    isWhole: areAll && found.every(({ isWhole }) => isWhole),
  };
}

type Packs = Pick<ObjectStore, 'packs' | 'complaints' | 'isWhole'>;

function listPacks(folder: string, format: ObjectFormat): Packs {
  const names = new Set(existsSync(folder) ? readdirSync(folder) : []);
  const packs: StoredPack[] = [];
  const complaints: string[] = [];
  let isWhole = true;
  const bases = [...names].flatMap((name) => /^(.*)\.(?:idx|pack)$/.exec(name)?.[1] ?? []);
  for (const base of [...new Set(bases)].sort()) {
    const [pack, indexFile] = [`${base}.pack`, `${base}.idx`];
    const missing = [pack, indexFile].find((name) => !names.has(name));
    if (missing !== undefined) {
      // A git that runs meanwhile writes, and removes, one file after the other.
      const [there, gone] = missing === pack ? [indexFile, pack] : [pack, indexFile];
      if (existsSync(join(folder, there)) !== existsSync(join(folder, gone)))
        complaints.push(lone(folder, there, gone));
      isWhole = false;
      continue;
    }
    try {
      const index = readPackIndex(join(folder, indexFile), format);
      if (index === undefined) isWhole = false;
      else packs.push({ file: join(folder, pack), index });
    } catch (error) {
      complaints.push(`${damageOf(error, join(folder, indexFile))}: git index-pack ${pack} writes it anew`);
      isWhole = false;
    }
  }
  return { packs, complaints, isWhole };
}

function lone(folder: string, there: string, gone: string): string {
  const remedy = gone.endsWith('.idx') ? `git index-pack ${there} writes it anew` : 'fetch the repository again';
  return `${join(folder, there)} is there, but ${gone} is missing, so objects in it may not have been scanned: ${remedy}`;
}

function damageOf(error: unknown, file: string): string {
  return error instanceof GitError ? messageOf(error) : `${file} could not be read (${messageOf(error)})`;
}

/** `12/3456…`: two digits of the id name a folder, the others a file in it. */
function listLoose(folder: string, format: ObjectFormat): readonly LooseObjects[] {
  const name = new RegExp(`^[0-9a-f]{${2 * hashBytesOf(format) - 2}}$`);
  const groups = readdirSync(folder).filter((entry) => /^[0-9a-f]{2}$/.test(entry));
  const ids = groups.sort().flatMap((group) =>
    readdirSync(join(folder, group))
      .filter((entry) => name.test(entry))
      .sort()
      .map((entry) => group + entry),
  );
  return ids.length === 0 ? [] : [{ folder, ids }];
}
