/** Refs as git lists them: their names, which are content too, and the odd ones that name a blob or a tree. */

import { Buffer } from 'node:buffer';
import type { PathName } from '#model/path-name.ts';
import { pathFromBytes } from '#text/path-name.ts';
import type { Repository } from './repository.ts';
import { streamGit } from './stream.ts';

/** All ref names, one a line, as bytes. */
export async function refNames(repository: Repository): Promise<Uint8Array> {
  const names: Buffer[] = [];
  for await (const line of streamGit(repository.git, ['for-each-ref', '--format=%(refname)'], { separator: 10 })) {
    names.push(line, NEWLINE);
  }
  return Buffer.concat(names);
}

const NEWLINE = Buffer.from('\n');

/** For blobs that a tag names directly (the ref's name) or through a tree (the path in it), by object. */
export async function objectsOfRefs(
  repository: Repository,
  wanted: ReadonlySet<string>,
): Promise<ReadonlyMap<string, PathName>> {
  const places = new Map<string, PathName>();
  const format = '--format=%(objectname) %(objecttype) %(*objectname) %(*objecttype) %(refname)';
  for await (const line of streamGit(repository.git, ['for-each-ref', format], { separator: 10 })) {
    const [object = '', type = '', peeled = '', peeledType = '', ...name] = line.toString('latin1').split(' ');
    const [target, kind] = type === 'tag' ? [peeled, peeledType] : [object, type];
    const ref = Buffer.from(name.join(' '), 'latin1');
    if (kind === 'blob' && wanted.has(target)) places.set(target, pathFromBytes(ref));
    if (kind === 'tree') await addTree(repository, target, wanted, places);
  }
  return places;
}

async function addTree(
  repository: Repository,
  tree: string,
  wanted: ReadonlySet<string>,
  places: Map<string, PathName>,
): Promise<void> {
  for await (const field of streamGit(repository.git, ['ls-tree', '-r', '-z', '--full-tree', tree], { separator: 0 })) {
    const tab = field.indexOf(9);
    const object = field.toString('latin1', 0, tab).split(' ')[2] ?? '';
    if (wanted.has(object)) places.set(object, pathFromBytes(field.subarray(tab + 1)));
  }
}

/** Paths of the index at which wanted blobs stand, by object. */
export async function objectsOfIndex(
  repository: Repository,
  wanted: ReadonlySet<string>,
): Promise<ReadonlyMap<string, PathName>> {
  const places = new Map<string, PathName>();
  if (repository.bare) return places;
  for await (const field of streamGit(repository.git, ['ls-files', '-z', '--stage', '--full-name'], { separator: 0 })) {
    const tab = field.indexOf(9);
    const object = field.toString('latin1', 0, tab).split(' ')[1] ?? '';
    if (wanted.has(object) && !places.has(object)) places.set(object, pathFromBytes(field.subarray(tab + 1)));
  }
  return places;
}
