/**
 * Expands the example templates of pattern files into synthetic credentials, so that no file holds anything that looks
 * live; it must stay deterministic, because tests and the build check rules against what it returns.
 */

import { RulesError } from '#model/errors.ts';

const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';

/** Each alphabet by its classes of characters: a long run takes at least one character of every class. */
const ALPHABETS: Readonly<Record<string, readonly string[]>> = {
  base32: [UPPER, '234567'],
  base64: [UPPER, LOWER, DIGITS, '+/'],
  base64url: [UPPER, LOWER, DIGITS, '-_'],
  hex: [DIGITS, 'abcdef'],
  HEX: [DIGITS, 'ABCDEF'],
  digits: [DIGITS],
  lower: [LOWER],
  upper: [UPPER],
  alnum: [UPPER, LOWER, DIGITS],
};

/** Runs of this length and more hold every class, as nearly all real ones do. */
const MIXED_FROM_LENGTH = 16;
const ESCAPES: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, '\\': 92 };

/** Draws an integer from 0 up to, not including, `limit`. */
type Random = (limit: number) => number;

/**
 * The text of a template. The same template and seed give the same text; other seeds give other runs.
 *
 * | written | becomes |
 * |---|---|
 * | `{}` | nothing: splits a literal, as in `AK{}IA`, so that the file does not hold it |
 * | `{base32:16}` | that many characters of `A-Z2-7`; also `base64` (`A-Za-z0-9+/`), `base64url` (`-_`), `hex`, `HEX`, `digits`, `lower`, `upper`, `alnum`; 16 or more hold every class of character (upper case, lower case, digits, signs) of the alphabet |
 * | `{[A-P]:1}` | that many of a class of your own: characters and ranges |
 * | `{bytes:300}` | random bytes, inside the recipes below only |
 * | `{b64of:TEXT}` | standard base64, padded, of the UTF-8 of TEXT; TEXT may hold all of this table and the escapes `\xNN` (one byte), `\n`, `\r`, `\t`, `\\`; its braces must balance |
 * | `{b64urlof:TEXT}` `{hexof:TEXT}` | the same as base64url without padding, as lower-case hex |
 * | `{open}` `{close}` | a brace, where one would be read as the start of something above |
 *
 * Any other brace stands for itself, so JSON can be written as it is.
 *
 * @throws RulesError for an unknown generator (`{base23:4}`) and for a recipe that is not closed.
 */
export function expandTemplate(template: string, seed: number): string {
  return expand(template, createRandom(seed), { recipe: false });
}

interface Place {
  /** Inside a recipe the result is a string of bytes, one code unit each, and escapes are read. */
  readonly recipe: boolean;
}

function expand(template: string, random: Random, place: Place): string {
  let out = '';
  for (let at = 0; at < template.length; ) {
    const piece = readPlaceholder(template, at, random, place) ?? readLiteral(template, at, place);
    out += piece.text;
    at += piece.length;
  }
  return out;
}

interface Piece {
  readonly text: string;
  /** Code units of the template that it stands for. */
  readonly length: number;
}

function readPlaceholder(template: string, at: number, random: Random, place: Place): Piece | undefined {
  if (template[at] !== '{') return undefined;
  const rest = template.slice(at);
  const fixed = /^\{(|open|close)\}/.exec(rest);
  if (fixed) return { text: { '': '', open: '{', close: '}' }[fixed[1] ?? ''] ?? '', length: fixed[0].length };
  const run = /^\{(\w+|\[[^\]]+\]):(\d+)\}/.exec(rest);
  if (run) return { text: expandRun(run[1] ?? '', Number(run[2]), random, place), length: run[0].length };
  const recipe = /^\{(b64of|b64urlof|hexof):/.exec(rest);
  return recipe ? expandRecipe(rest, recipe, random) : undefined;
}

function expandRun(name: string, length: number, random: Random, place: Place): string {
  if (name === 'bytes' && place.recipe) return draw(length, 256, random, (code) => String.fromCharCode(code));
  const classes = name.startsWith('[') ? [classMembers(name)] : ALPHABETS[name];
  if (classes === undefined) {
    const known = Object.keys(ALPHABETS).join(', ');
    const hint = name === 'bytes' ? '"bytes" works inside b64of, b64urlof and hexof only' : `there are ${known}`;
    throw new RulesError(`unknown generator "${name}" in a template: ${hint}`);
  }
  return drawMixed(classes, length, random);
}

/** The characters of `[A-P23]`. */
function classMembers(bracketed: string): string {
  return bracketed.slice(1, -1).replace(/(.)-(.)/g, (range, from: string, to: string) => {
    const [first, last] = [from.charCodeAt(0), to.charCodeAt(0)];
    if (first > last) throw new RulesError(`the range ${range} in a template is empty: write ${to}-${from}`);
    return String.fromCharCode(...Array.from({ length: last - first + 1 }, (_, i) => first + i));
  });
}

function drawMixed(classes: readonly string[], length: number, random: Random): string {
  const alphabet = classes.join('');
  for (;;) {
    const text = draw(length, alphabet.length, random, (index) => alphabet[index] ?? '');
    const isMixed = classes.every((members) => [...members].some((member) => text.includes(member)));
    if (isMixed || length < MIXED_FROM_LENGTH) return text;
  }
}

function draw(length: number, limit: number, random: Random, character: (drawn: number) => string): string {
  return Array.from({ length }, () => character(random(limit))).join('');
}

function expandRecipe(rest: string, opening: RegExpExecArray, random: Random): Piece {
  const from = opening[0].length;
  const to = closingBrace(rest, from);
  const bytes = expand(rest.slice(from, to), random, { recipe: true });
  return { text: encode(opening[1] ?? '', bytes), length: to + 1 };
}

/** Offset of the brace that closes the one before `from`. */
function closingBrace(text: string, from: number): number {
  for (let at = from, depth = 1; at < text.length; at++) {
    if (text[at] === '{') depth++;
    if (text[at] === '}') depth--;
    if (depth === 0) return at;
  }
  throw new RulesError(`a template holds ${text.slice(0, from)} without its closing brace`);
}

function encode(recipe: string, bytes: string): string {
  if (recipe === 'hexof') return Array.from(bytes, (b) => b.charCodeAt(0).toString(16).padStart(2, '0')).join('');
  const base64 = btoa(bytes);
  return recipe === 'b64of' ? base64 : base64.replace(/[+/=]/g, (sign) => ({ '+': '-', '/': '_' })[sign] ?? '');
}

function readLiteral(template: string, at: number, place: Place): Piece {
  const character = String.fromCodePoint(template.codePointAt(at) ?? 0);
  if (!place.recipe) return { text: character, length: character.length };
  const escaped = /^\\(?:x([0-9a-fA-F]{2})|([nrt\\]))/.exec(template.slice(at, at + 4));
  if (escaped === null) return { text: utf8(character), length: character.length };
  const byte = escaped[1] === undefined ? ESCAPES[escaped[2] ?? ''] : Number.parseInt(escaped[1], 16);
  return { text: String.fromCharCode(byte ?? 0), length: escaped[0].length };
}

function utf8(text: string): string {
  return String.fromCharCode(...new TextEncoder().encode(text));
}

/** Mulberry32 (Tommy Ettinger, public domain): small, the same on every machine, no source of real secrets. */
function createRandom(seed: number): Random {
  let state = (Math.imul(seed, 0x9e3779b1) + 0x6d2b79f5) | 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
}
