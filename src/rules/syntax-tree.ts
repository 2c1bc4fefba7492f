/** Parses regexes as V8 would, for those who ask what a regex can match; the one file that knows the parser. */

import { type AST, RegExpParser } from '@eslint-community/regexpp';
import type { RegexData } from '#model/rule.ts';

export type { AST };

/** The syntax tree of `regex`. Throws SyntaxError where V8 would. */
export function parseSyntax({ source, flags }: RegexData): AST.Pattern {
  const unicodeSets = flags.includes('v');
  return new RegExpParser({ ecmaVersion: 2025 }).parsePattern(source, 0, source.length, {
    unicode: flags.includes('u'),
    unicodeSets,
  });
}
