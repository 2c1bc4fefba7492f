/** Reads `.secretlintignore`: patterns of `.gitignore`'s syntax, which become globs. */

import { type Imported, type LeftOut, NOTHING_IMPORTED } from './imported.ts';

/** A pattern with a slash inside is meant from the folder of the file; one at the end, for folders alone, adds nothing. */
export function readIgnoreFile(text: string, name: string): Imported {
  const excludes: string[] = [];
  const left: LeftOut[] = [];
  text.split(/\r?\n/).forEach((line, index) => {
    const pattern = line.replace(/^\\#/, '#').trim();
    if (pattern === '' || line.trimStart().startsWith('#')) return;
    const at = `${name}:${index + 1}`;
    if (pattern.startsWith('!'))
      left.push({ at, why: 'takes files in again, which exclude cannot: narrow the other patterns' });
    else if (/[\\()|{}@+]/.test(pattern)) left.push({ at, why: 'holds signs that mean something else in a glob here' });
    else if (globOf(pattern) === '') left.push({ at, why: 'names nothing' });
    else excludes.push(globOf(pattern));
  });
  return { ...NOTHING_IMPORTED, excludes, left };
}

/** Our globs mean what git's patterns do: without a slash any level, with one in front the top alone. */
function globOf(pattern: string): string {
  return pattern.replace(/\/+$/, '');
}
