/** The longest match at a place: alternatives and loops, what stands around it, and regexes that no automaton holds. */

import { describe, expect, it } from 'vitest';
import { longestEndOf } from '#detect/longest-match.ts';
import type { RegexData } from '#model/rule.ts';

/** The longest match in `text` where JavaScript finds its first. */
function longest(regex: RegexData, text: string): string {
  const match = new RegExp(regex.source, regex.flags).exec(text);
  if (match === null) return 'no match';
  return text.slice(match.index, longestEndOf(regex)(text, match.index, match.index + match[0].length));
}

describe('longestEndOf', () => {
  it.each([
    ['a|ab', 'u', '-abc', 'ab'],
    ['(a|ab)(c|bcd)', 'u', 'abcd', 'abcd'],
    ['(?:a|ab)*?c?', 'u', 'abac', 'abac'],
    ['a??b??', 'u', 'ab', 'ab'],
    ['(?:|a)+', 'u', 'aaa', 'aaa'],
    ['(?:a|b|ab){2}', 'u', 'abab', 'abab'],
    ['(?:a|ab){0,2}', 'u', 'ababab', 'abab'],
    ['(?:a|aa){2,}', 'u', 'aaaaa', 'aaaaa'],
    ['a|ab\\b', 'u', 'abc', 'a'],
    ['a|ab\\b', 'u', 'ab-', 'ab'],
    ['\\ba|\\Bab|ab', 'u', 'xab', 'ab'],
    ['a|ab(?=\\n|$)', 'u', 'ab\nc', 'ab'],
    ['a|ab$', 'u', 'ab\nc', 'a'],
    ['(?<=x)a|(?<!y)ab', 'u', 'xab', 'ab'],
    ['a|a.', 'u', 'a\u{1f600}b', 'a\u{1f600}'],
    ['a|a.', '', 'a\u{1f600}b', 'a\ud83d'],
    ['a|A[^b]', 'iu', 'aBac', 'a'],
    ['a|a\\p{Lu}', 'u', 'aÉ', 'aÉ'],
    ['a|[^]*', 'u', 'ab\ncd', 'ab\ncd'],
  ])('%s with flags "%s" in %j takes %j', (source, flags, text, found) =>
    expect(longest({ source, flags }, text)).toBe(found),
  );

  it.each([
    ['(a|ab)(?:\\1|c)', 'ababc', 'abab'],
    ['(a|aa)\\1', 'aaaaa', 'aaaa'],
    ['(a|ab)(?:\\1)?', 'ab\nab', 'ab'],
    ['(a|a\u{1f600})(?:\\1)?', 'a\u{1f600}b', 'a\u{1f600}'],
    ['(?:(?:a|ab){1000}){100}|a|ab', 'ab', 'ab'],
  ])('%s, for which there is no automaton, in %j takes %j', (source, text, found) =>
    expect(longest({ source, flags: 'u' }, text)).toBe(found),
  );

  it('counts code units for a regex without the flag u', () =>
    expect(longest({ source: '(a|a..)(?:\\1)?', flags: '' }, 'a\u{1f600}b')).toBe('a\u{1f600}'));

  it('takes time that grows with the text, not with the ways to split it', () => {
    const regex = { source: '(?:a|b|ab)*?c|a', flags: 'u' };
    const text = `${'ab'.repeat(5000)}d`;
    expect(longestEndOf(regex)(text, 0, 1)).toBe(1);
    expect(longestEndOf(regex)(text.replace('d', 'c'), 0, 1)).toBe(text.length);
  });
});
