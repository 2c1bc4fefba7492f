/** What one character of a regex can match, as far as a list of literals or a length in code units depends on it. */

import { ASCII_EXTRAS } from './case-folding.ts';
import type { CodePointRange } from './code-points.ts';
import type { AST } from './syntax-tree.ts';

/** A part that matches one character: a literal one, or one out of a set. */
export type CharacterPart = Exclude<
  AST.QuantifiableElement,
  AST.Backreference | AST.Group | AST.CapturingGroup | AST.LookaheadAssertion
>;

/** A text that is consumed; lower case where `folded`, which says that the case of its ASCII letters does not count. */
export interface Piece {
  readonly text: string;
  readonly folded: boolean;
}

const FIRST_NON_ASCII = 0x80;
const SURROGATES: CodePointRange = [0xd800, 0xdfff];
const LAST_UNIT = 0xffff;
/** Classes of more characters than that are values, not spellings of a name. */
const MOST_CHARACTERS = 24;
const MOST_PIECES = 8;

/** Whether, with the flag `u`, it can match a pair of surrogates, or half of one that stands alone. */
export function mayBePaired(part: CharacterPart): boolean {
  const [first, last] = SURROGATES;
  return rangesOf(part)?.some((range) => range[1] > LAST_UNIT || (range[0] <= last && range[1] >= first)) ?? true;
}

/**
 * Every text that it can match, where those are few and ASCII. A letter that is there in both cases is one folded text.
 * With the long s or the Kelvin sign beside it, as `(?i)` of RE2 means it, it still is: anchors are compared in ASCII.
 */
export function piecesOf(part: CharacterPart, ignoreCase: boolean): readonly Piece[] | undefined {
  const codePoints = codePointsOf(part);
  if (codePoints === undefined) return undefined;
  const characters = new Set(codePoints.map((codePoint) => String.fromCodePoint(codePoint)));
  const pieces = [...characters].map((character) => {
    const twin = otherCase(character);
    const folded = twin !== character && (ignoreCase || characters.has(twin));
    return { text: folded ? character.toLowerCase() : character, folded };
  });
  const foldedTexts = new Set(pieces.flatMap(({ text, folded }) => (folded ? [text] : [])));
  const extras = [...foldedTexts].map((letter) => String.fromCodePoint(ASCII_EXTRAS.get(letter) ?? 0));
  const distinct = distinctPieces(pieces.filter(({ text }) => !(isNonAscii(text) && extras.includes(text))));
  return distinct.length > MOST_PIECES || distinct.some(({ text }) => isNonAscii(text)) ? undefined : distinct;
}

/** Each piece once. */
function distinctPieces(pieces: readonly Piece[]): readonly Piece[] {
  return [...new Map(pieces.map((piece) => [`${piece.folded} ${piece.text}`, piece])).values()];
}

function isNonAscii(text: string): boolean {
  return text.charCodeAt(0) >= FIRST_NON_ASCII;
}

function otherCase(character: string): string {
  if (/[a-z]/.test(character)) return character.toUpperCase();
  return /[A-Z]/.test(character) ? character.toLowerCase() : character;
}

function codePointsOf(part: CharacterPart): readonly number[] | undefined {
  const ranges = rangesOf(part) ?? [];
  const count = ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0);
  if (count === 0 || count > MOST_CHARACTERS) return undefined;
  return ranges.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, i) => first + i));
}

/** The code points that are written out; undefined for a set that is known by a name, or by what it leaves out. */
function rangesOf(part: CharacterPart): readonly CodePointRange[] | undefined {
  if (part.type === 'Character') return [[part.value, part.value]];
  if (part.type !== 'CharacterClass' || part.negate) return undefined;
  const ranges: CodePointRange[] = [];
  for (const element of part.elements) {
    const range = rangeOf(element);
    if (range === undefined) return undefined;
    ranges.push(range);
  }
  return ranges;
}

function rangeOf(element: AST.CharacterClassElement): CodePointRange | undefined {
  if (element.type === 'Character') return [element.value, element.value];
  return element.type === 'CharacterClassRange' ? [element.min.value, element.max.value] : undefined;
}
