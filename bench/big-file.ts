/** A file too large for memory, made of text like that of programs. */

import { closeSync, openSync, statfsSync, writeSync } from 'node:fs';

const WORDS = `
const value = readFile path options return if else while index length export function number string buffer
offset result error message assert equal throws request response header token session user name list map
`
  .trim()
  .split(/\s+/);

const BLOCK_LINES = 16_384;

/** Writes at least `bytes` of text in lines, the same in every run, a block at a time. */
export function writeBigFile(file: string, bytes: number): void {
  const block = Buffer.from(Array.from({ length: BLOCK_LINES }, (_, line) => lineOf(line)).join(''));
  const handle = openSync(file, 'w');
  try {
    for (let written = 0; written < bytes; written += block.length) writeSync(handle, block);
  } finally {
    closeSync(handle);
  }
}

/** Why there is no room for so many bytes in `folder`; undefined where there is. */
export function lackOfSpace(folder: string, bytes: number): string | undefined {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize > bytes ? undefined : `only ${Math.round((bavail * bsize) / 1e6)} MB are free in ${folder}`;
}

/** Ten words and a number. */
function lineOf(line: number): string {
  const words = Array.from({ length: 10 }, (_, place) => WORDS[(line * 7 + place * (1 + (line % 13))) % WORDS.length]);
  return `  ${words.join(' ')} ${(line * 2_654_435_761) % 1_000_003};\n`;
}
