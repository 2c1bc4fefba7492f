/** Lists every file below a folder without following links; it reads names, never content, and knows no git. */

import { Buffer } from 'node:buffer';
import { type Dirent, readdirSync } from 'node:fs';
import { messageOf } from '#model/errors.ts';

/** A name below the folder, as bytes with `/` between folders. */
export type WalkEvent =
  | { readonly kind: 'file'; readonly name: Buffer }
  | { readonly kind: 'skip'; readonly name: Buffer; readonly reason: string }
  | { readonly kind: 'failure'; readonly name: Buffer; readonly reason: string };

const SLASH = Buffer.from('/');

/** How to walk: whether folders that are repositories of their own belong to the walk. */
export interface WalkOptions {
  readonly enterRepositories: boolean;
}

/** Everything below `folder` in the order of names' bytes; `.git` is never entered. */
export function* walk(folder: Buffer, options: WalkOptions, prefix: Buffer = Buffer.alloc(0)): Generator<WalkEvent> {
  let entries: Dirent<Buffer>[];
  try {
    entries = readdirSync(folder, { withFileTypes: true, encoding: 'buffer' });
  } catch (error) {
    yield { kind: 'failure', name: prefix, reason: `the folder cannot be read: ${messageOf(error)}` };
    return;
  }
  if (prefix.length > 0 && !options.enterRepositories && entries.some((entry) => entry.name.equals(DOT_GIT))) {
    yield { kind: 'skip', name: prefix, reason: 'repository of its own' };
    return;
  }
  for (const entry of entries.sort((a, b) => Buffer.compare(a.name, b.name))) {
    if (entry.name.equals(DOT_GIT)) continue;
    const name = prefix.length === 0 ? entry.name : Buffer.concat([prefix, SLASH, entry.name]);
    if (entry.isDirectory()) yield* walk(Buffer.concat([folder, SLASH, entry.name]), options, name);
    else if (entry.isFile()) yield { kind: 'file', name };
    else yield { kind: 'skip', name, reason: entry.isSymbolicLink() ? 'symbolic link' : 'not a regular file' };
  }
}

const DOT_GIT = Buffer.from('.git');
