/** Parses TOML text into plain values: the only file that knows smol-toml. */

import { parse, TomlError } from 'smol-toml';
import { ConfigError } from '#model/errors.ts';

/** A table of a TOML document: texts, numbers, booleans, dates, lists and tables of those. */
export type TomlTable = Readonly<Record<string, unknown>>;

/**
 * The document as plain values; a byte-order mark is no part of it. `file` is what messages call it.
 * @throws ConfigError `FILE:LINE:COLUMN: not valid TOML: ...` without any of the file's text.
 */
export function parseToml(text: string, file: string): TomlTable {
  try {
    return parse(text.replace(/^\uFEFF/, ''), { unsafeKeyBehaviour: 'throw' });
  } catch (cause) {
    if (!(cause instanceof TomlError)) throw cause;
    const what = (cause.message.split('\n')[0] ?? '').replace(/^Invalid TOML document: /, '');
    throw new ConfigError(`${file}:${cause.line}:${cause.column}: not valid TOML: ${what}`, { cause });
  }
}
