/**
 * Rule files as users write them, of any size: a credential with a known prefix, or a vendor's name, an assignment and a
 * value. What a real set of so many rules has in common with them is the literals and the kinds of regexes.
 */

import type { Literal } from '#detect/prefilter.ts';
import { spread } from './anchors.ts';

/** Shapes of values, in turn. */
const VALUES = [
  '[A-Za-z0-9]{32}',
  '[a-f0-9]{40}',
  '[A-Z0-9]{16,20}',
  '[A-Za-z0-9_-]{20,48}',
  '[a-z0-9]{24}',
  '[A-Za-z0-9+/]{40}={0,2}',
];

const ASSIGNMENT = String.raw`[\w.-]{0,20}['"]?[ \t]{0,5}(?:=>|:=|=|:)[ \t]{0,5}['"]?`;

/** The TOML text of `count` rules. */
export function ruleText(count: number): string {
  return spread(count).map(ruleOf).join('\n');
}

function ruleOf({ literal, caseSensitive }: Literal, index: number): string {
  const value = VALUES[index % VALUES.length] ?? '';
  const name = literal.replaceAll(/[^\w -]/g, String.raw`\$&`);
  const regex = caseSensitive ? `${name}(${value})` : `(?i)${name}${ASSIGNMENT}(${value})`;
  return `[[rules]]
id = "synthetic-${index}"
description = "Synthetic credential ${index}"
regex = '''${regex}'''
secretGroup = 1
keywords = [${JSON.stringify(literal)}]
caseSensitiveKeywords = ${caseSensitive}
entropy = 3.0
`;
}
