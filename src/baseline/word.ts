/** Names as words of a line: percent-encoded where a blank, a byte that is not UTF-8 or an invisible sign would do harm. */

import { Buffer } from 'node:buffer';
import type { PathName } from '#model/path-name.ts';
import { bytesOfPath, pathFromBytes } from '#text/path-name.ts';
import { escapeForTerminal } from '#text/terminal.ts';

/** What an empty name is written as; in others `"` is encoded. */
const EMPTY = '""';

/** Most names are written as they are. */
const PLAIN = /^[\w.@+,:;=~()[\]{}!&'/-]+$/;

/** The name as one word. It is neither empty nor `*`, does not begin with `#`, and different names are different words. */
export function encodeName(path: PathName): string {
  if (path.bytes === undefined && PLAIN.test(path.text)) return path.text;
  const bytes = bytesOfPath(path);
  if (bytes.length === 0) return EMPTY;
  if (path.bytes === undefined) return [...path.text].map(encodeCharacter).join('');
  return [...bytes].map((byte) => (byte < 0x80 ? encodeCharacter(String.fromCharCode(byte)) : percent(byte))).join('');
}

function encodeCharacter(character: string): string {
  const isSafe = !/[\s%"*#\\]/u.test(character) && escapeForTerminal(character) === character;
  return isSafe ? character : [...Buffer.from(character, 'utf8')].map(percent).join('');
}

function percent(byte: number): string {
  return `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}

/** The name that a word stands for; undefined where a `%` is not followed by two hex digits. */
export function decodeName(word: string): PathName | undefined {
  if (word === EMPTY) return { text: '' };
  if (!word.includes('%')) return { text: word };
  if (/%(?![0-9A-Fa-f]{2})/.test(word)) return undefined;
  const pieces = word
    .split(/(%[0-9A-Fa-f]{2})/)
    .map((piece, index) => (index % 2 === 1 ? Buffer.from(piece.slice(1), 'hex') : Buffer.from(piece, 'utf8')));
  return pathFromBytes(Buffer.concat(pieces));
}
