/** The outlines of the rules whose anchors are met often: they tell most places where nothing can match, byte by byte. */

import type { AnchorUse, CompiledRule } from '#rules/compile.ts';
import { outlineOf } from '#rules/outline.ts';
import { createOutlineTest, type OutlineTest } from './outline-test.ts';

/** What is known of all rules; their tables grow as texts are met. */
export interface Outlines {
  /** Whether the rule may match around an anchor of its at the byte `at`; never false where it does. */
  mayMatch(use: AnchorUse, bytes: Uint8Array, at: number): boolean;
}

/** To make an outline takes as long as to try a regex at some hundred places. */
const PATIENCE = 200;

/** Where a match begins farther from its anchor the regex itself looks for it faster. */
const MOST_BEFORE = 64;

/** Outlines for `rules`, each made when its rule was asked about more than `patience` times. */
export function createOutlines(rules: readonly CompiledRule[], patience = PATIENCE): Outlines {
  const asked = new Uint32Array(rules.length);
  const tests: (OutlineTest | undefined)[] = [];
  return {
    mayMatch({ rule, anchor, after }, bytes, at) {
      const times = (asked[rule] as number) + 1;
      if (times <= patience + 1) asked[rule] = times;
      if (times <= patience || anchor.before > MOST_BEFORE) return true;
      if (times === patience + 1) tests[rule] = testOf(rules[rule] as CompiledRule);
      return tests[rule]?.(bytes, Math.max(0, at - anchor.before), at, at + after) ?? true;
    },
  };
}

function testOf({ rule: { regex, search } }: CompiledRule): OutlineTest | undefined {
  const outline = regex !== undefined && search.kind === 'inside' ? outlineOf(regex) : undefined;
  return outline && createOutlineTest(outline);
}
