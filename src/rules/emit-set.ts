/** Writes sets of code points as JavaScript, and decides how `(?i)` is expressed. */

import { foldExtras, foldRanges, isFolded } from './case-folding.ts';
import { type CodePointRange, LAST_CODE_POINT, mergeRanges } from './code-points.ts';
import { nodesOf, type RegexNode, type SetNode, type UnicodeProperty } from './regex-tree.ts';

/**
 * How `(?i)` comes out. `none`: nothing depends on case. `flag`: the flag `i` says it. `expand`: both cases are written out.
 *
 * With `i` and `u` together JavaScript folds as RE2 does: `k` matches the Kelvin sign and `s` the long s. The flag is
 * used where it is exact, as sources stay readable with it. It is not where only a part ignores case (flags for a part are a
 * syntax error in Node 20), where `\b` occurs (under `iu` the long s and the Kelvin sign are word characters in
 * JavaScript, never in RE2), and where Unicode properties occur (JavaScript folds after `\P{...}` negated, RE2 before).
 */
export type FoldMode = 'none' | 'flag' | 'expand';

/** The way to express the `(?i)` of `tree`. */
export function foldModeOf(tree: RegexNode): FoldMode {
  const nodes = [...nodesOf(tree)];
  if (!nodes.some((node) => (node.kind === 'set' || node.kind === 'backreference') && node.fold && !isCaseless(node))) {
    return 'none';
  }
  return nodes.every(allowsFlag) ? 'flag' : 'expand';
}

function allowsFlag(node: RegexNode): boolean {
  if (node.kind === 'assertion') return !node.place.endsWith('word-boundary');
  if (node.kind === 'backreference') return node.fold;
  return node.kind !== 'set' || (node.properties.length === 0 && (node.fold || isCaseless(node)));
}

function isCaseless(node: RegexNode): boolean {
  return node.kind === 'set' && node.properties.length === 0 && isFolded(node.ranges);
}

/** The source that matches one code point of `set`. */
export function setSource(set: SetNode, mode: FoldMode): string {
  const foldHere = set.fold && mode === 'expand';
  const ranges = mergeRanges([...(foldHere ? foldRanges(set.ranges) : set.ranges), ...set.folded]);
  const properties = set.properties.map((property) => propertyParts(property, foldHere));
  const apart = properties.flatMap((part) => part.apart ?? []);
  const inside = rangesSource(ranges) + properties.map((part) => part.inside).join('');
  if (apart.length > 0) return joinApart(inside, apart, set.negated);
  if (!set.negated && set.properties.length === 0 && isSingle(ranges)) return characterSource(ranges[0][0], SYNTAX);
  if (!set.negated && isEverything(ranges)) return '[^]';
  return `[${set.negated ? '^' : ''}${inside}]`;
}

/** `inside` goes into brackets; `apart` cannot, and is an alternative to them. */
interface PropertyParts {
  readonly inside: string;
  readonly apart?: string;
}

/** RE2 adds what folds to a member, and only then negates. */
function propertyParts({ source, negated }: UnicodeProperty, fold: boolean): PropertyParts {
  const plain = `\\${negated ? 'P' : 'p'}{${shortName(source)}}`;
  if (!fold) return { inside: plain };
  const extras = rangesSource(foldExtras(new RegExp(`^\\p{${source}}$`, 'u')));
  if (extras === '' || !negated) return { inside: plain + extras };
  return { inside: '', apart: `(?![${extras}])${plain}` };
}

function shortName(source: string): string {
  return source.replace('General_Category=', '');
}

function joinApart(inside: string, apart: readonly string[], negated: boolean): string {
  const alternatives = [...(inside === '' ? [] : [`[${inside}]`]), ...apart].join('|');
  return negated ? `(?:(?!${alternatives})[^])` : `(?:${alternatives})`;
}

function isSingle(ranges: readonly CodePointRange[]): ranges is readonly [CodePointRange] {
  return ranges.length === 1 && ranges[0]?.[0] === ranges[0]?.[1];
}

function isEverything(ranges: readonly CodePointRange[]): boolean {
  return ranges[0]?.[0] === 0 && ranges[0][1] === LAST_CODE_POINT;
}

function rangesSource(ranges: readonly CodePointRange[]): string {
  return ranges.map(rangeSource).join('');
}

function rangeSource([first, last]: CodePointRange): string {
  const start = characterSource(first, CLASS_SYNTAX);
  if (first === last) return start;
  return `${start}${last === first + 1 ? '' : '-'}${characterSource(last, CLASS_SYNTAX)}`;
}

const SYNTAX = /[$()*+.?[\\\]^{|}]/;
const CLASS_SYNTAX = /[-[\\\]^]/;

const NAMED_CONTROLS: ReadonlyMap<number, string> = new Map([
  [0x09, '\\t'],
  [0x0a, '\\n'],
  [0x0c, '\\f'],
  [0x0d, '\\r'],
]);

/** Everything but printable ASCII is escaped, so that sources survive any editor and terminal. */
function characterSource(codePoint: number, syntax: RegExp): string {
  const named = NAMED_CONTROLS.get(codePoint);
  if (named !== undefined) return named;
  const hex = codePoint.toString(16);
  if (codePoint < 0x20 || (codePoint > 0x7e && codePoint <= 0xff)) return `\\x${hex.padStart(2, '0')}`;
  if (codePoint > 0xffff) return `\\u{${hex}}`;
  if (codePoint > 0xff) return `\\u${hex.padStart(4, '0')}`;
  const character = String.fromCodePoint(codePoint);
  return syntax.test(character) ? `\\${character}` : character;
}
