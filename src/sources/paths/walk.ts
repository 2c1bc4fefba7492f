/** Lists every file below a folder without following links; it reads names, never content, and knows no git. */

import { Buffer } from 'node:buffer';
import { type Dirent, readdirSync } from 'node:fs';
import { messageOf } from '#model/errors.ts';

/** `name` is one below the folder, `/` between folders, each of its bytes as one character (Latin-1). */
export type WalkEvent =
  | { readonly kind: 'file'; readonly name: string }
  | { readonly kind: 'skip'; readonly name: string; readonly reason: string }
  | { readonly kind: 'failure'; readonly name: string; readonly reason: string };

/** How to walk: whether folders that are repositories of their own belong to the walk. */
export interface WalkOptions {
  readonly enterRepositories: boolean;
}

/** Everything below `folder` in the order of names' bytes; `.git` is never entered. */
export function* walk(folder: string, options: WalkOptions): Generator<WalkEvent> {
  yield* walkBelow(Buffer.from(`${folder}/`).toString('latin1'), '', options);
}

function* walkBelow(top: string, prefix: string, options: WalkOptions): Generator<WalkEvent> {
  let entries: Dirent[];
  try {
    // Latin-1 is quick and loses nothing: names are bytes, and their order is that of the characters.
    entries = readdirSync(Buffer.from(top + prefix, 'latin1'), { withFileTypes: true, encoding: 'latin1' });
  } catch (error) {
    yield { kind: 'failure', name: prefix.slice(0, -1), reason: `the folder cannot be read: ${messageOf(error)}` };
    return;
  }
  if (prefix !== '' && !options.enterRepositories && entries.some(({ name }) => name === '.git')) {
    yield { kind: 'skip', name: prefix.slice(0, -1), reason: 'repository of its own' };
    return;
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name === '.git') continue;
    const name = prefix + entry.name;
    if (entry.isDirectory()) yield* walkBelow(top, `${name}/`, options);
    else if (entry.isFile()) yield { kind: 'file', name };
    else yield { kind: 'skip', name, reason: entry.isSymbolicLink() ? 'symbolic link' : 'not a regular file' };
  }
}
