/** From a regex and the keywords of its rule to the way it is searched for; see `SearchPlan`. */

import { messageOf } from '#model/errors.ts';
import type { RegexData } from '#model/rule.ts';
import { MOST_REACH, type PlanAnchor, type PlanExtent, type SearchPlan } from '#model/search-plan.ts';
import { LEAST_ANCHOR, scoreOf } from './anchor-score.ts';
import { holdsKeyword, type Keywords } from './keyword-gate.ts';
import { createRuler, type Ruler, spanOfChoice } from './regex-span.ts';
import type { RequiredLiteral } from './required-literal.ts';
import { requiredLiterals } from './required-literals.ts';
import { type AST, parseSyntax } from './syntax-tree.ts';
import { unboundedPart } from './unbounded-part.ts';

/** What a rule says about where its regex is to be tried. Its keywords are lower case unless `caseSensitiveKeywords`. */
export interface PlanInput extends Keywords {
  /** A match begins within so many code units of the beginning of a keyword, as the rule declares, if it does. */
  readonly reach: number | undefined;
}

/**
 * The plan for `regex`; never throws. Its anchors are, in this order of preference:
 *
 * 1. the keywords, where the rule declares how near one of them stands;
 * 2. literals that are proved from the regex and of which each holds a keyword, so that the keywords say nothing more;
 * 3. literals that are proved from the regex. The keywords are then a condition of their own, which whoever runs the plan
 *    has to test (`holdsKeyword` tells the difference): one of them occurs anywhere in the content.
 */
export function planSearch(regex: RegexData | undefined, input: PlanInput): SearchPlan {
  if (regex === undefined) return whole('it has no regex');
  if (regex.flags.includes('v')) return whole('sets of texts, which the flag v allows, are not measured');
  try {
    return planFor(parseSyntax(regex), regex.flags, input);
  } catch (error) {
    // V8 runs it, and the whole text is always right: nesting too deep for us is the only case known.
    return whole(`its structure cannot be followed: ${messageOf(error)}`);
  }
}

/**
 * The plan of a rule that gets more keywords: where it stands on keywords that are near a match and not in it, the new
 * ones are anchors too, with the same reach.
 */
export function planWithKeywords(plan: SearchPlan, old: Keywords, keywords: readonly string[]): SearchPlan {
  const [first] = plan.kind === 'near' ? plan.anchors : [];
  if (plan.kind !== 'near' || first === undefined) return plan;
  if (!plan.anchors.every(({ literal }) => old.keywords.includes(literal))) return plan;
  const unfit = unfitKeyword(keywords);
  if (unfit !== undefined) return whole(unfit);
  const known = plan.anchors.map(({ literal }) => literal);
  const added = keywords.filter((keyword) => !known.includes(keyword)).map((literal) => ({ ...first, literal }));
  return { ...plan, anchors: [...plan.anchors, ...added] };
}

function planFor({ alternatives }: AST.Pattern, flags: string, input: PlanInput): SearchPlan {
  const ruler = createRuler(flags);
  const unbounded = whyUnbounded(alternatives, ruler);
  if (unbounded !== undefined) return whole(unbounded);
  const { max, behind, ahead } = spanOfChoice(alternatives, ruler);
  const extent = { length: max, lookBehind: behind, lookAhead: ahead };
  if (input.reach !== undefined) return declaredPlan(input, input.reach, extent);
  const ignoreCase = flags.includes('i');
  const holdsOne = (literal: RequiredLiteral): boolean => holdsKeyword(anchorOf(literal, 'inside'), input);
  const literals =
    requiredLiterals(alternatives, {
      ruler,
      ignoreCase,
      judge: (set) => (set.every(holdsOne) ? scoreOf(set) : undefined),
    }) ?? requiredLiterals(alternatives, { ruler, ignoreCase, judge: scoreOf });
  if (literals === undefined) {
    return whole(`no literal of ${LEAST_ANCHOR} or more characters stands in every match`);
  }
  const kind = literals.every(({ consumed }) => consumed) ? 'inside' : 'near';
  return withinReach({ kind, anchors: literals.map((literal) => anchorOf(literal, kind)), ...extent });
}

function declaredPlan({ keywords, caseSensitiveKeywords }: Keywords, reach: number, extent: PlanExtent): SearchPlan {
  const unfit = keywords.length === 0 ? 'it declares a reach and has no keywords' : unfitKeyword(keywords);
  if (unfit !== undefined) return whole(unfit);
  const anchors = keywords.map((literal) => ({
    literal,
    caseSensitive: caseSensitiveKeywords,
    before: reach,
    after: reach,
  }));
  return withinReach({ kind: 'near', anchors, ...extent });
}

function unfitKeyword(keywords: readonly string[]): string | undefined {
  const unfit = keywords.find((keyword) => keyword.length < LEAST_ANCHOR || /[^\0-\x7f]/.test(keyword));
  return unfit && `its keyword "${unfit}" is no anchor: ${LEAST_ANCHOR} or more characters of ASCII are`;
}

function anchorOf({ text, folded, before, after, behind }: RequiredLiteral, kind: 'inside' | 'near'): PlanAnchor {
  return {
    literal: text,
    caseSensitive: !folded,
    before: Math.max(0, before),
    after: kind === 'inside' ? after : behind,
  };
}

function whyUnbounded(alternatives: readonly AST.Alternative[], ruler: Ruler): string | undefined {
  const { max, behind, ahead } = spanOfChoice(alternatives, ruler);
  if (Number.isFinite(max + behind + ahead)) return undefined;
  const inMatch = unboundedPart(alternatives, 'match', ruler);
  if (inMatch !== undefined) return `its matches have no longest length: "${shortened(inMatch)}"`;
  return `it looks around without an end: "${shortened(unboundedPart(alternatives, 'lookaround', ruler) ?? '')}"`;
}

/** Windows have a largest size, so that pieces of long contents can overlap by it. */
function withinReach(plan: Exclude<SearchPlan, { readonly kind: 'whole' }>): SearchPlan {
  const { kind, anchors, length, lookBehind, lookAhead } = plan;
  const most = readable(MOST_REACH);
  if (length > MOST_REACH) return whole(`one match can be ${readable(length)} characters long; windows end at ${most}`);
  const before = Math.max(...anchors.map((anchor) => anchor.before)) + lookBehind;
  const start = kind === 'near' ? Math.max(...anchors.map((anchor) => anchor.after)) : 0;
  const reach = Math.max(before, start + length + lookAhead);
  if (reach <= MOST_REACH) return plan;
  return whole(`what decides about a match can be ${readable(reach)} characters away; windows end at ${most}`);
}

function whole(why: string): SearchPlan {
  return { kind: 'whole', why };
}

const LONGEST_QUOTE = 40;

function shortened(source: string): string {
  return source.length > LONGEST_QUOTE ? `${source.slice(0, LONGEST_QUOTE)}...` : source;
}

function readable(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',');
}
