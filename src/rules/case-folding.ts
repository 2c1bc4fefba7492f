/** Unicode simple case folding of sets, as both RE2's `(?i)` and JavaScript's flags `iu` do it. */

import {
  areSameRanges,
  type CodePointRange,
  complementOf,
  isInRanges,
  LAST_CODE_POINT,
  mergeRanges,
} from './code-points.ts';

const FIRST_NON_ASCII = 0x80;
/** The last code point that folds to another one is U+1E943 (Adlam); RE2 stops there too. */
const LAST_CASED = 0x1e943;
const SURROGATES: CodePointRange = [0xd800, 0xdfff];

/** The two characters beyond ASCII that fold to ASCII letters: long s and the Kelvin sign. */
export const ASCII_EXTRAS: ReadonlyMap<string, number> = new Map([
  ['s', 0x17f],
  ['k', 0x212a],
]);

/** `ranges` and every code point that differs from one of theirs in case only. */
export function foldRanges(ranges: readonly CodePointRange[]): readonly CodePointRange[] {
  const reach = ranges.some(([, last]) => last >= FIRST_NON_ASCII) ? allOrbits() : asciiOrbits();
  const added = reach.filter((orbit) => orbit.some((member) => isInRanges(member, ranges))).flat();
  return mergeRanges([...ranges, ...added.map((member): CodePointRange => [member, member])]);
}

/** Whether case makes no difference to `ranges`. */
export function isFolded(ranges: readonly CodePointRange[]): boolean {
  // A set is closed exactly if its complement is; the smaller one seldom needs the big table.
  const open = ranges.some(([, last]) => last === LAST_CODE_POINT) ? complementOf(ranges) : ranges;
  return areSameRanges(foldRanges(open), open);
}

/** Code points outside the property that fold to one inside it. `property` tests single code points. */
export function foldExtras(property: RegExp): readonly CodePointRange[] {
  const isInside = (codePoint: number): boolean => property.test(String.fromCodePoint(codePoint));
  const extras: CodePointRange[] = [];
  for (const orbit of allOrbits()) {
    const outside = orbit.filter((member) => !isInside(member));
    if (outside.length < orbit.length) extras.push(...outside.map((member): CodePointRange => [member, member]));
  }
  return mergeRanges(extras);
}

/** Code points that fold to each other, without those that fold to themselves only. */
type Orbit = readonly number[];

let ascii: readonly Orbit[] | undefined;
let all: readonly Orbit[] | undefined;

function asciiOrbits(): readonly Orbit[] {
  ascii ??= [...'abcdefghijklmnopqrstuvwxyz'].map((letter) => {
    const both = [letter.toUpperCase().charCodeAt(0), letter.charCodeAt(0)];
    const extra = ASCII_EXTRAS.get(letter);
    return extra === undefined ? both : [...both, extra];
  });
  return ascii;
}

/** Some 40 ms the first time, so only patterns with other letters than ASCII under `(?i)` come here. */
function allOrbits(): readonly Orbit[] {
  all ??= findOrbits();
  return all;
}

/** Asks the engine instead of a table: a back reference under `iu` compares by simple case folding. */
function findOrbits(): readonly Orbit[] {
  const foldsToEachOther = /^(.)\1$/isu;
  const orbitOf = new Map<number, Set<number>>();
  for (let codePoint = 0x41; codePoint <= LAST_CASED; codePoint++) {
    if (isInRanges(codePoint, [SURROGATES])) continue;
    const text = String.fromCodePoint(codePoint);
    for (const other of [text.toLowerCase(), text.toUpperCase()]) {
      if (other !== text && foldsToEachOther.test(text + other)) join(orbitOf, codePoint, other.codePointAt(0) ?? 0);
    }
  }
  return [...new Set(orbitOf.values())].map((orbit) => [...orbit]);
}

function join(orbitOf: Map<number, Set<number>>, a: number, b: number): void {
  const joined = new Set([a, b, ...(orbitOf.get(a) ?? []), ...(orbitOf.get(b) ?? [])]);
  for (const member of joined) orbitOf.set(member, joined);
}
