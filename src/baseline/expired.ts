/** Finds the expired entries of a baseline without reading the others: every scan does, whatever it finds. */

import { Buffer } from 'node:buffer';
import type { NumberedEntry } from './baseline.ts';
import { isExpired, parseEntry } from './entry.ts';

const MARK = ' until ';
const DATE_LENGTH = 'YYYY-MM-DD'.length;

/** What git leaves where two sides changed the same lines. */
const CONFLICT = /^<{7}/m;

/**
 * In the order of their lines. `today` is `YYYY-MM-DD`. Throws ConfigError for a line that has a date and is no entry, and
 * for a file in which a merge left a conflict.
 * Each byte is a character here, because decoding takes longer than looking.
 */
export function expiredEntries(bytes: Uint8Array, name: string, today: string): readonly NumberedEntry[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  const conflict = CONFLICT.exec(text);
  // Is no entry, and says what to do.
  if (conflict !== null) parseEntry(lineAt(text, conflict.index), name);
  const found: NumberedEntry[] = [];
  let number = 1;
  let counted = 0;
  for (let at = text.indexOf(MARK); at !== -1; at = text.indexOf(MARK, at + 1)) {
    const date = text.slice(at + MARK.length, at + MARK.length + DATE_LENGTH);
    if (date >= today || !/^\d{4}-\d\d-\d\d$/.test(date)) continue;
    const start = text.lastIndexOf('\n', at) + 1;
    for (let end = text.indexOf('\n', counted); end !== -1 && end < start; end = text.indexOf('\n', end + 1)) number++;
    counted = Math.max(counted, start);
    const line = lineAt(text, start);
    if (line.startsWith('#') || found.at(-1)?.line === number) continue;
    const entry = parseEntry(line, `${name}:${number}`);
    if (isExpired(entry, today)) found.push({ ...entry, line: number });
  }
  return found;
}

function lineAt(latin1: string, start: number): string {
  const end = latin1.indexOf('\n', start);
  const line = Buffer.from(latin1.slice(start, end === -1 ? undefined : end), 'latin1').toString('utf8');
  return line.replace(/\r$/, '');
}
