/** Bare repositories among the files of a scan: what was committed is compressed there, and no scan of files sees it. */

import { relative } from 'node:path';
import { isOutside } from '../is-outside.ts';
import type { SourceNote } from '../source.ts';

/** A name's bytes as characters, from the folder that holds an object's file: `ab/0123...`, `pack/pack-0123....pack`. */
const OBJECT_FILE = /^(?:[0-9a-f]{2}\/(?:[0-9a-f]{38}|[0-9a-f]{62})|pack\/pack-[0-9a-f]+\.pack)$/;

const OBJECTS = 'objects/';
const HEAD = 'HEAD';

/** So many are named; the number says the rest. */
const MOST_NAMED = 5;

/**
 * Looks at names in the order of their bytes, `/` between folders, and answers the folder, with a final `/` (empty for
 * the top), where a name is the first to show that the folder is a bare repository: `HEAD` is in it, and now an object.
 */
export function createBareDetector(): (name: string) => string | undefined {
  // Folders with a HEAD that the names are still in, the innermost last.
  const open: string[] = [];
  return (name) => {
    while (open.length > 0 && !name.startsWith(open.at(-1) ?? '')) open.pop();
    if (name === HEAD || name.endsWith(`/${HEAD}`)) open.push(name.slice(0, -HEAD.length));
    const folder = open.at(-1);
    if (folder === undefined || !name.startsWith(OBJECTS, folder.length)) return undefined;
    if (!OBJECT_FILE.test(name.slice(folder.length + OBJECTS.length))) return undefined;
    open.pop();
    return folder;
  };
}

/** One notice for the bare repositories in these folders, which are absolute; none where there are none. */
export function* tellOfBare(folders: ReadonlySet<string>, cwd: string): Generator<SourceNote> {
  const names = [...folders].map((folder) => typedName(folder, cwd));
  const [first] = names;
  if (first === undefined) return;
  const rest = names.length - MOST_NAMED;
  const listed = [...names.slice(0, MOST_NAMED), ...(rest > 0 ? [`${rest} more`] : [])].join(', ');
  yield {
    kind: 'notice',
    message:
      names.length === 1
        ? `of a bare repository only the files are scanned that git keeps it in: for what was committed, keysieve scan --history ${first}`
        : `of ${names.length} bare repositories (${listed}) only the files are scanned that git keeps them in: for what was committed, keysieve scan --history for each of them`,
  };
}

/** As one would type it from `cwd`. */
function typedName(folder: string, cwd: string): string {
  const name = relative(cwd, folder);
  if (name === '') return '.';
  return isOutside(name) ? folder : name;
}
