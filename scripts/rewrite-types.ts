/** Makes the emitted types fit for others: they know neither our `#folder/` names nor our `.ts` endings. */

import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, posix, sep } from 'node:path';

const SPECIFIER = /(\bfrom\s*|\bimport\s*\(\s*|\bimport\s+)(['"])([#.][^'"]+)\.ts\2/g;
const ENTRY = 'index.d.ts';

/** Rewrites the types below `folder`, which mirrors `src`, and removes those that the library's own do not lead to. */
export function rewriteTypes(folder: string): void {
  const reached = reachableTypes(ENTRY, (file) => readFileSync(join(folder, file), 'utf8'));
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const file = path.slice(join(folder, sep).length).split(sep).join('/');
    if (reached.has(file)) writeFileSync(path, rewriteSpecifiers(readFileSync(path, 'utf8'), file));
    else rmSync(path);
  }
}

/**
 * The text of one `.d.ts` with relative `.js` specifiers. `file` is its path from the root of the types, `/` between
 * folders: in `scan/scan.d.ts`, `#model/rule.ts` becomes `../model/rule.js` and `./plan.ts` becomes `./plan.js`.
 */
export function rewriteSpecifiers(text: string, file: string): string {
  return text.replace(SPECIFIER, (_, before: string, quote: string, target: string) => {
    const path = posix.relative(posix.dirname(file), targetOf(target, file));
    return `${before}${quote}${path.startsWith('.') ? path : `./${path}`}.js${quote}`;
  });
}

/** Paths, as `rewriteSpecifiers` takes them, of `entry` and all that it imports. `read` gives the text as emitted. */
export function reachableTypes(entry: string, read: (file: string) => string): ReadonlySet<string> {
  const reached = new Set([entry]);
  // A set is walked in the order of insertion, and what is added on the way is walked too.
  for (const file of reached) {
    for (const [, , , target = ''] of read(file).matchAll(SPECIFIER)) reached.add(`${targetOf(target, file)}.d.ts`);
  }
  return reached;
}

/** The path, from the root of the types and without ending, that a specifier without ending means in `file`. */
function targetOf(specifier: string, file: string): string {
  return specifier.startsWith('#') ? specifier.slice(1) : posix.join(posix.dirname(file), specifier);
}
