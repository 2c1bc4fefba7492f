/** Finds what has no end in a regex, to tell people. */

import { type Ruler, spanOf } from './regex-span.ts';
import type { AST } from './syntax-tree.ts';

/** Whether the part is consumed, or what a lookaround looks at. */
type Place = 'match' | 'lookaround';

/** The first repetition without end in `alternatives` in such a place, as it is written; undefined where there is none. */
export function unboundedPart(
  alternatives: readonly AST.Alternative[],
  place: Place,
  ruler: Ruler,
): string | undefined {
  for (const element of alternatives.flatMap(({ elements }) => elements)) {
    const found = unboundedIn(element, place, ruler);
    if (found !== undefined) return found;
  }
  return undefined;
}

function unboundedIn(element: AST.Element, place: Place, ruler: Ruler): string | undefined {
  const { max } = spanOf(element, ruler);
  switch (element.type) {
    case 'Assertion':
      if (place === 'match' || (element.kind !== 'lookahead' && element.kind !== 'lookbehind')) return undefined;
      return unboundedPart(element.alternatives, 'match', ruler) ?? unboundedPart(element.alternatives, place, ruler);
    case 'Quantifier': {
      const isEndless = place === 'match' && element.max === Number.POSITIVE_INFINITY && max > 0;
      return isEndless ? element.raw : unboundedIn(element.element, place, ruler);
    }
    case 'Group':
    case 'CapturingGroup':
      return unboundedPart(element.alternatives, place, ruler);
    default:
      return place === 'match' && max === Number.POSITIVE_INFINITY ? element.raw : undefined;
  }
}
