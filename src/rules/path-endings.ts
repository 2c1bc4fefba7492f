/** How the paths end that a regex matches, proved from its syntax tree: a file's name then says whether it need be tried. */

import type { PathEnding, RegexData } from '#model/rule.ts';
import { EMPTY_PIECE, type PieceSet, productOf, unionOf } from './piece-sets.ts';
import { createRuler } from './regex-span.ts';
import { type LiteralSearch, partsOf } from './required-literals.ts';
import { type AST, parseSyntax } from './syntax-tree.ts';

/** Every path that `regex` matches ends in one of these, which hold no slash; undefined where none can be proved. */
export function pathEndings(regex: RegexData): readonly PathEnding[] | undefined {
  if (/[mv]/.test(regex.flags)) return undefined;
  const search = {
    ruler: createRuler(regex.flags),
    ignoreCase: regex.flags.includes('i'),
    judge: () => undefined,
  };
  const endings = unionOf(alternativesOf(regex).map((alternative) => endingsOf(alternative, search)));
  return endings === undefined || endings.length === 0 || endings.some(({ text }) => text === '') ? undefined : endings;
}

/** None where the nesting is too deep to be followed. */
function alternativesOf(regex: RegexData): readonly AST.Alternative[] {
  try {
    return parseSyntax(regex).alternatives;
  } catch {
    return [];
  }
}

/** What stands between the end of the text and the last part that may be anything, or the last slash. */
function endingsOf({ elements }: AST.Alternative, search: LiteralSearch): PieceSet {
  const last = elements.at(-1);
  if (last?.type !== 'Assertion' || last.kind !== 'end') return undefined;
  let endings: PieceSet = [EMPTY_PIECE];
  for (const { exact } of elements
    .slice(0, -1)
    .flatMap((element) => partsOf(element, search))
    .toReversed()) {
    const longer = productOf([exact, endings]);
    if (longer === undefined) break;
    endings = longer;
  }
  return endings.map(({ text, folded }) => ({ text: text.slice(text.lastIndexOf('/') + 1), folded }));
}
