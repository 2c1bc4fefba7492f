/** Looks into what JSON, YAML and TOML parsers give, of which nothing is known. */

import { ConfigError } from '#model/errors.ts';

export type PlainTable = Readonly<Record<string, unknown>>;

/** Whether it is an object with keys. */
export function isTable(value: unknown): value is PlainTable {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The tables of a list; nothing for what is none. */
export function tablesIn(value: unknown): readonly PlainTable[] {
  return Array.isArray(value) ? value.filter(isTable) : [];
}

/** The texts of a list, or the one text. */
export function textsIn(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((item) => typeof item === 'string' && item !== '').map(String);
}

/** The text below the first of `keys` that has one. */
export function textOf(table: PlainTable, ...keys: readonly string[]): string | undefined {
  return keys.map((key) => table[key]).find((value): value is string => typeof value === 'string' && value !== '');
}

/** The whole number, 1 or more, below `key`. */
export function countOf(table: PlainTable, key: string): number | undefined {
  const value = table[key];
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : undefined;
}

/** Throws ConfigError, which does not quote the text. */
export function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new ConfigError(`${name}: is no valid JSON`, { cause });
  }
}

/** `/` between folders, nothing in front; undefined for what leads out of the repository. */
export function relativePath(path: string): string | undefined {
  const parts = path
    .replaceAll('\\', '/')
    .split('/')
    .filter((part) => part !== '' && part !== '.');
  return path.startsWith('/') || parts.includes('..') || parts.length === 0 ? undefined : parts.join('/');
}
