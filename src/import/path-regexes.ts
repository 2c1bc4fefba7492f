/** Reads what trufflehog is given with `--exclude-paths`: a file of regexes on paths, one a line. */

import { type Imported, NOTHING_IMPORTED } from './imported.ts';

/** `#` begins a comment, as in the examples of trufflehog's readme. */
export function readPathRegexes(text: string, name: string): Imported {
  const paths = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  if (paths.length === 0) return NOTHING_IMPORTED;
  return { ...NOTHING_IMPORTED, allowlists: [{ description: `excluded paths of ${name}`, paths }] };
}
