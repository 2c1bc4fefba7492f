/** Takes allowed patterns of git-secrets over: those that mean the same outside of it. */

import { type Imported, type ImportedAllowlist, type LeftOut, NOTHING_IMPORTED } from './imported.ts';

/** A pattern and what to call it, as `git/registration.ts` reads them. */
interface Pattern {
  readonly name: string;
  readonly text: string;
}

/**
 * git-secrets tries a pattern on `PATH:LINE:TEXT`. One without an anchor, a colon or anything that grep and RE2 read
 * differently stands either in the path or in the line. A scan heeds all of them where they are.
 */
export function readAllowedPatterns(patterns: readonly Pattern[]): Imported {
  const allowlists: ImportedAllowlist[] = [];
  const left: LeftOut[] = [];
  for (const { name, text } of patterns.filter((pattern) => pattern.text !== '')) {
    const path = /^\^([\w./-]+?)(?:\.\*)?$/.exec(text)?.[1];
    const description = `allowed for git-secrets by ${name}`;
    if (path !== undefined) allowlists.push({ description, paths: [`^${path}`] });
    else if (isPlain(text)) allowlists.push({ description, regexTarget: 'line', regexes: [text], paths: [text] });
    else
      left.push({ at: name, why: 'cannot be written as an allowlist that means the same; it counts where it stands' });
  }
  return { ...NOTHING_IMPORTED, allowlists, left };
}

/** Printable ASCII; escapes of signs alone; brackets without classes, backslashes or a bracket at the beginning. */
function isPlain(text: string): boolean {
  const rest = text.replace(/\\[.+*?()[\]{}|/-]/g, '').replace(/\[\^?[^\]\\[:^]+\]/g, '');
  return /^[\x20-\x7e]*$/.test(text) && !/[\\^$:[\]]|[*+?}][*+?{]|\{,|(?:^|[(|])[*+?{]/.test(rest);
}
