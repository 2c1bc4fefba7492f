/** Refs as git lists them: their names, which are content too, and what they name; and what the index names. */

import { Buffer } from 'node:buffer';
import type { Tip } from '#model/options.ts';
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

/** Every ref, and the object that it names. */
export async function refsOf(repository: Repository): Promise<readonly Tip[]> {
  const tips: Tip[] = [];
  const args = ['for-each-ref', '--format=%(objectname) %(refname)'];
  for await (const line of streamGit(repository.git, args, { separator: 10 })) {
    const space = line.indexOf(32);
    tips.push({ object: line.toString('latin1', 0, space), ref: pathFromBytes(line.subarray(space + 1)) });
  }
  return tips;
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
