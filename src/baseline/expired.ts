/** Finds the expired entries of a baseline without reading the others. */

import type { NumberedEntry } from './baseline.ts';
import { isExpired, parseEntry } from './entry.ts';

/** In the order of their lines. `today` is `YYYY-MM-DD`. Throws ConfigError for a line that has a date and is no entry. */
export function expiredEntries(text: string, name: string, today: string): readonly NumberedEntry[] {
  const found: NumberedEntry[] = [];
  let line = 1;
  let counted = 0;
  for (const { index, 1: date = '' } of text.matchAll(/ until (\d{4}-\d\d-\d\d) /g)) {
    if (date >= today) continue;
    const start = text.lastIndexOf('\n', index) + 1;
    if (start < counted) continue;
    const end = text.indexOf('\n', start);
    const content = text.slice(start, end === -1 ? undefined : end).replace(/\r$/, '');
    for (let at = text.indexOf('\n', counted); at !== -1 && at < start; at = text.indexOf('\n', at + 1)) line++;
    counted = start;
    if (content.startsWith('#')) continue;
    const entry = parseEntry(content, `${name}:${line}`);
    if (isExpired(entry, today) && found.at(-1)?.line !== line) found.push({ ...entry, line });
  }
  return found;
}
