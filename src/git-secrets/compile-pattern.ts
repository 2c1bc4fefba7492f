/** Turns one registered pattern into a regex for `grep -w`, with the literals that a line must hold for it to match. */

import { messageOf, RulesError } from '#model/errors.ts';
import type { RegexData } from '#model/rule.ts';
import type { SafetyProof } from '#model/search-plan.ts';
import { scoreOf } from '#rules/anchor-score.ts';
import { translateEre } from '#rules/ere.ts';
import { proveSafety } from '#rules/prove-safety.ts';
import { createRuler, spanOfChoice } from '#rules/regex-span.ts';
import type { RequiredLiteral } from '#rules/required-literal.ts';
import { requiredLiterals } from '#rules/required-literals.ts';
import { type AST, parseSyntax } from '#rules/syntax-tree.ts';
import { lazily } from '#text/lazily.ts';

/** A pattern ready to run on Latin-1 text, in which every byte is a character as in the C locale. */
export interface LinePattern {
  /** What to call it in messages: patterns of providers are secrets themselves. */
  readonly name: string;
  readonly regex: RegexData;
  /** Made when it is asked for: that takes longer than most searches. */
  readonly safety: () => SafetyProof;
  /** Every match is so long: shorter lines need not be tried. In bytes. */
  readonly leastLength: number;
  /** Infinity where its matches have no longest length; it has no proof of safety then. */
  readonly mostLength: number;
  /** Every match holds one of them; absent: no such literals are known. */
  readonly literals?: readonly RequiredLiteral[];
}

/** Whether the empty text counts as a match, as it does for grep, but not for `git grep`. */
export interface PatternOptions {
  readonly name: string;
  readonly matchesEmpty: boolean;
}

/**
 * A match must stand between characters that are no ASCII letter, digit or `_`. `pattern` is Latin-1. Throws RulesError
 * with the pattern's name where it is no regular expression.
 */
export function compileWordPattern(pattern: string, { name, matchesEmpty }: PatternOptions): LinePattern {
  const word = named(name, () => translateEre(pattern, { word: true, anyMatch: true }));
  const { alternatives } = parseSyntax(word);
  const { min: leastLength, max: mostLength } = spanOfChoice(alternatives, createRuler(word.flags));
  const regex = leastLength === 0 && !matchesEmpty ? nonEmpty(pattern, word) : word;
  const literals = literalsOf(alternatives, word.flags);
  const safety = lazily(() => proveSafety(regex));
  return { name, regex, leastLength, mostLength, safety, ...(literals === undefined ? {} : { literals }) };
}

/** An allowed pattern, which may match anywhere in a line. Throws RulesError with its name. */
export function compileAllowedPattern(pattern: string, name: string): LinePattern {
  const regex = named(name, () => translateEre(pattern, { anyMatch: true }));
  return {
    name,
    regex,
    leastLength: 0,
    mostLength: Number.POSITIVE_INFINITY,
    safety: lazily(() => proveSafety(regex)),
  };
}

function named<T>(name: string, translate: () => T): T {
  try {
    return translate();
  } catch (cause) {
    throw new RulesError(`${name}: ${messageOf(cause)}`, { cause });
  }
}

/**
 * What follows the beginning of a match is remembered, and may not be what follows its end. A pattern with back references,
 * whose groups that would count anew, may match the empty text: too much is found then, never too little.
 */
function nonEmpty(pattern: string, word: RegexData): RegexData {
  const { source, flags } = translateEre(pattern, { anyMatch: true });
  if (/\\[1-9]/.test(source)) return word;
  return { source: `(?<!\\w)(?=(?<rest>[^\\n]*))(?:${source})(?!\\w)(?!\\k<rest>(?:\\n|$))`, flags };
}

/** Lines bound every match, so that it does not matter how far from its literal a match begins. */
function literalsOf(alternatives: readonly AST.Alternative[], flags: string): readonly RequiredLiteral[] | undefined {
  return requiredLiterals(alternatives, {
    ruler: createRuler(flags),
    ignoreCase: false,
    judge: (set) => {
      if (!set.every(({ consumed }) => consumed)) return undefined;
      return scoreOf(set.map((literal) => ({ ...literal, before: 0 })));
    },
  });
}
