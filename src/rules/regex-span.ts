/**
 * How long the text of a part of a regex can be, and how far around it the part looks: upper bounds, in UTF-16 code
 * units, that hold for attempts that fail as well.
 */

import { type CharacterPart, mayBePaired } from './character-part.ts';
import type { AST } from './syntax-tree.ts';

/** `min` and `max` bound the text that is consumed; `behind` and `ahead` what is seen before its start and past its end. */
export interface Span {
  readonly min: number;
  readonly max: number;
  readonly behind: number;
  readonly ahead: number;
}

/** Measures the parts of one regex; what was measured is kept, because groups are asked for again by back references. */
export interface Ruler {
  readonly unicode: boolean;
  readonly known: Map<AST.Element, Span>;
  /** Groups that are being measured: a reference to one of them has no bound that could be relied on. */
  readonly open: Set<AST.CapturingGroup>;
}

const NOTHING: Span = { min: 0, max: 0, behind: 0, ahead: 0 };
const ONE_UNIT: Span = { min: 1, max: 1, behind: 0, ahead: 0 };
/** With the flag u: one unit or a pair. Whether half a pair stands alone is seen from the unit beside it. */
const ONE_CODE_POINT: Span = { min: 1, max: 2, behind: 1, ahead: 1 };

/** A ruler for a regex with these flags. */
export function createRuler(flags: string): Ruler {
  return { unicode: /[uv]/.test(flags), known: new Map(), open: new Set() };
}

/** The span of an element, assertions included. */
export function spanOf(element: AST.Element, ruler: Ruler): Span {
  const span = ruler.known.get(element) ?? measure(element, ruler);
  ruler.known.set(element, span);
  return span;
}

/** The span of alternatives, of which one is taken. */
export function spanOfChoice(alternatives: readonly AST.Alternative[], ruler: Ruler): Span {
  return widest(spansOf(alternatives, ruler));
}

/** The span of parts that follow each other. */
function joinSpans(spans: readonly Span[]): Span {
  return spans.reduce(
    (a, b) => ({
      min: a.min + b.min,
      max: a.max + b.max,
      behind: Math.max(a.behind, b.behind - a.min),
      ahead: Math.max(b.ahead, a.ahead - b.min),
    }),
    NOTHING,
  );
}

/** The span of `count` times the same in a row; `max` may be without end. */
export function repeatSpan(span: Span, { min, max }: { readonly min: number; readonly max: number }): Span {
  // Infinity times nothing is nothing here.
  const longest = max === 0 || span.max === 0 ? 0 : span.max * max;
  return max === 0 ? NOTHING : { ...span, min: span.min * min, max: longest };
}

function spansOf(alternatives: readonly AST.Alternative[], ruler: Ruler): readonly Span[] {
  return alternatives.map(({ elements }) => joinSpans(elements.map((element) => spanOf(element, ruler))));
}

function widest(spans: readonly Span[]): Span {
  return {
    min: Math.min(...spans.map(({ min }) => min)),
    max: Math.max(...spans.map(({ max }) => max)),
    behind: Math.max(...spans.map(({ behind }) => behind)),
    ahead: Math.max(...spans.map(({ ahead }) => ahead)),
  };
}

function measure(element: AST.Element, ruler: Ruler): Span {
  switch (element.type) {
    case 'Assertion':
      return assertionSpan(element, ruler);
    case 'Quantifier':
      return repeatSpan(spanOf(element.element, ruler), element);
    case 'Group':
      return spanOfChoice(element.alternatives, ruler);
    case 'CapturingGroup':
      return groupSpan(element, ruler);
    case 'Backreference':
      return referenceSpan(element, ruler);
    default:
      return characterSpan(element, ruler);
  }
}

function assertionSpan(assertion: AST.Assertion, ruler: Ruler): Span {
  switch (assertion.kind) {
    case 'start':
      return { ...NOTHING, behind: 1 };
    case 'end':
      return { ...NOTHING, ahead: 1 };
    case 'word':
      return { ...NOTHING, behind: 1, ahead: 1 };
    case 'lookahead':
      return sightOf(spansOf(assertion.alternatives, ruler).map((span) => ({ ...span, ahead: span.max + span.ahead })));
    case 'lookbehind':
      return sightOf(
        spansOf(assertion.alternatives, ruler).map((span) => ({ ...span, behind: span.max + span.behind })),
      );
    default:
      return assertion satisfies never;
  }
}

function sightOf(spans: readonly Span[]): Span {
  return { ...widest(spans), min: 0, max: 0 };
}

function groupSpan(group: AST.CapturingGroup, ruler: Ruler): Span {
  ruler.open.add(group);
  const span = spanOfChoice(group.alternatives, ruler);
  ruler.open.delete(group);
  return span;
}

/** What a group matched, or nothing. Letters of another case have the same length in JavaScript's simple folding. */
function referenceSpan({ resolved }: AST.Backreference, ruler: Ruler): Span {
  const groups = [resolved].flat();
  const lengths = groups.map((group) => (ruler.open.has(group) ? Number.POSITIVE_INFINITY : spanOf(group, ruler).max));
  return { ...(ruler.unicode ? ONE_CODE_POINT : NOTHING), min: 0, max: Math.max(0, ...lengths) };
}

function characterSpan(part: CharacterPart, ruler: Ruler): Span {
  if (!ruler.unicode) return ONE_UNIT;
  return mayBePaired(part) ? ONE_CODE_POINT : ONE_UNIT;
}
