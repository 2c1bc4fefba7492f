/** Runs the grep of this machine, as the oracle for POSIX extended regular expressions. */

import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EreOptions } from '#rules/ere.ts';

/**
 * What grep found; `refused` holds its message where it finds the pattern invalid, and is empty where it gave no answer:
 * some nested counts kill it.
 */
export type GrepAnswer =
  | { readonly refused: string }
  | {
      /** Offset and text of every match that is not empty, in order. */
      readonly matches: readonly (readonly [offset: number, text: string])[];
      /** Numbers from 1 of the lines in which it found something, if only the empty text; undefined: no answer. */
      readonly lines: () => readonly number[] | undefined;
    };

/** Asks grep about one text in the C locale, where every byte is a character: text and patterns are Latin-1. */
export type Grep = (pattern: string, options: EreOptions) => GrepAnswer;

/** Why this machine's grep is no oracle; undefined where it is. */
export function whyNoGrep(): string | undefined {
  const { stdout, error } = spawnSync('grep', ['--version'], { encoding: 'utf8' });
  if (error !== undefined) return `grep does not run: ${error.message}`;
  return stdout.startsWith('grep (GNU grep)') ? undefined : 'grep is not GNU grep';
}

/** `text` ends with a newline; it is put into a file in `folder`. */
export function openGrep(text: string, folder: string): Grep {
  const file = join(folder, 'text');
  writeFileSync(file, text, 'latin1');
  return (pattern, { ignoreCase, word }) => {
    const syntax = `-E${ignoreCase === true ? 'i' : ''}${word === true ? 'w' : ''}`;
    const found = run([syntax, '-aob', file], pattern);
    if ('refused' in found) return found;
    return {
      matches: found.rows,
      lines: () => {
        const lines = run([syntax, '-an', file], pattern);
        return 'refused' in lines ? undefined : lines.rows.map(([line]) => line);
      },
    };
  };
}

type Rows = { readonly refused: string } | { readonly rows: readonly (readonly [number, string])[] };

/** Rows of a number, a colon and a text. The pattern comes as a file, because arguments would be UTF-8. */
function run(options: readonly string[], pattern: string): Rows {
  const { status, stdout, stderr } = spawnSync('grep', [...options, '-f', '-'], {
    env: { LC_ALL: 'C', PATH: process.env['PATH'] },
    input: Buffer.from(`${pattern}\n`, 'latin1'),
    timeout: 2_000,
  });
  if (status === 0 || status === 1) return { rows: rowsOf(stdout.toString('latin1')) };
  return { refused: stderr.toString('latin1') };
}

function rowsOf(output: string): (readonly [number, string])[] {
  return output
    .split('\n')
    .slice(0, -1)
    .map((row) => [Number.parseInt(row, 10), row.slice(row.indexOf(':') + 1)]);
}
