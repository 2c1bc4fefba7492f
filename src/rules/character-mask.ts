/** What one node of a regex matches, as bits: one for each ASCII character, few for all others, one for the text's edge. */

import type { AST } from './syntax-tree.ts';

/** Bits 0 to 127 are the ASCII characters. */
export type Mask = bigint;

/** Characters that a node may match, and those out of them that it is certain to match. Neither holds `EDGE`. */
export interface CharacterSet {
  readonly may: Mask;
  readonly must: Mask;
}

/** All characters beyond ASCII together, but for two: what is said of some of them is taken to hold for all. */
export const OTHERS: Mask = 1n << 128n;
/** Long s and the Kelvin sign, which the flags `i` and `u` take for letters of ASCII. */
const LONG_S: Mask = 1n << 129n;
const KELVIN: Mask = 1n << 130n;
/** The start of the text, or its end: no character. */
export const EDGE: Mask = 1n << 131n;
const ALL_CHARACTERS: Mask = EDGE - 1n;
export const ANYTHING: Mask = ALL_CHARACTERS | EDGE;
export const LINE_ENDS: Mask = maskOf('\n\r') | OTHERS;

const DIGITS = rangeMask(0x30, 0x39);
const UPPER = rangeMask(0x41, 0x5a);
const LOWER = rangeMask(0x61, 0x7a);
const WORD = DIGITS | UPPER | LOWER | maskOf('_');
const SPACES = maskOf('\t\n\v\f\r ');
const DIGIT_SET: CharacterSet = { may: DIGITS, must: DIGITS };
const SPACE_SET: CharacterSet = { may: SPACES | OTHERS, must: SPACES };
/** What is the same without regard to case, apart from the pairs of ASCII. */
const FOLDED: readonly Mask[] = [maskOf('sS') | LONG_S, maskOf('kK') | KELVIN];
const LONG_S_CODE = 0x17f;
const KELVIN_CODE = 0x212a;
const FIRST_OTHER = 0x80;
const CASE_DISTANCE = 0x20n;

/** A node that matches one character. */
export type CharacterNode = AST.Character | AST.CharacterSet | AST.CharacterClass;

/** What `node` matches under `flags` (not `v`). */
export function characterSetOf(node: CharacterNode, flags: string): CharacterSet {
  if (node.type === 'Character') return rangeSet(node.value, node.value, flags);
  return node.type === 'CharacterSet' ? escapeSet(node, flags) : classSet(node, flags);
}

/** What `\w` matches, which is what `\b` looks at. */
export function wordSet(flags: string): CharacterSet {
  const set = flags.includes('u') ? fold(WORD, flags) : WORD;
  return { may: set, must: set };
}

/** Everything else, but not the edge. */
export function complementOf({ may, must }: CharacterSet): CharacterSet {
  return { may: ALL_CHARACTERS & ~must, must: ALL_CHARACTERS & ~may };
}

function classSet(node: AST.CharacterClass, flags: string): CharacterSet {
  const sets = node.elements.map((element) => elementSet(element, flags));
  const union = {
    may: sets.reduce((mask, set) => mask | set.may, 0n),
    must: sets.reduce((mask, set) => mask | set.must, 0n),
  };
  return node.negate ? complementOf(union) : union;
}

function elementSet(element: AST.CharacterClassElement, flags: string): CharacterSet {
  if (element.type === 'CharacterClassRange') return rangeSet(element.min.value, element.max.value, flags);
  if (element.type === 'Character' || element.type === 'CharacterSet') return characterSetOf(element, flags);
  return { may: ALL_CHARACTERS, must: 0n };
}

function escapeSet(node: AST.CharacterSet, flags: string): CharacterSet {
  if (node.kind === 'property') return { may: ALL_CHARACTERS, must: 0n };
  if (node.kind === 'any') {
    const excluded = flags.includes('s') ? { may: 0n, must: 0n } : { may: LINE_ENDS, must: LINE_ENDS & ~OTHERS };
    return complementOf(excluded);
  }
  const set = node.kind === 'word' ? wordSet(flags) : node.kind === 'digit' ? DIGIT_SET : SPACE_SET;
  return node.negate ? complementOf(set) : set;
}

function rangeSet(first: number, last: number, flags: string): CharacterSet {
  const holds = (code: number): boolean => first <= code && code <= last;
  const ascii = first < FIRST_OTHER ? rangeMask(first, Math.min(last, FIRST_OTHER - 1)) : 0n;
  const must = fold(ascii | (holds(LONG_S_CODE) ? LONG_S : 0n) | (holds(KELVIN_CODE) ? KELVIN : 0n), flags);
  return { may: last >= FIRST_OTHER ? must | OTHERS : must, must };
}

/** With the flag `i` a character matches where one does that differs from it in case only. */
function fold(mask: Mask, flags: string): Mask {
  if (!flags.includes('i')) return mask;
  const folded = foldAscii(mask);
  if (!flags.includes('u')) return folded;
  return FOLDED.reduce((all, same) => ((folded & same) === 0n ? all : all | same), folded);
}

function foldAscii(mask: Mask): Mask {
  return mask | ((mask & UPPER) << CASE_DISTANCE) | ((mask & LOWER) >> CASE_DISTANCE);
}

function rangeMask(first: number, last: number): Mask {
  return (1n << BigInt(last + 1)) - (1n << BigInt(first));
}

function maskOf(characters: string): Mask {
  return [...characters].reduce((mask, c) => mask | (1n << BigInt(c.charCodeAt(0))), 0n);
}
