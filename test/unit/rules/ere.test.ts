/** POSIX extended regular expressions against what GNU grep 3.8 printed (`LC_ALL=C grep -E -o`), and what is refused. */

import { describe, expect, it } from 'vitest';
import { RulesError } from '#model/errors.ts';
import { type EreOptions, translateEre } from '#rules/ere.ts';
import { matchesOf } from '../../support/ere-matches.ts';
import { openGrep, whyNoGrep } from '../../support/grep.ts';
import { temporaryDirectory } from '../../support/repo.ts';

type Row = readonly [pattern: string, text: string, found: readonly string[]];

/** The matches that are not empty, as `grep -o` prints them. */
function find(pattern: string, text: string, options: EreOptions = {}): readonly string[] {
  return matchesOf(translateEre(pattern, options), text).flatMap(([, match]) => (match === '' ? [] : [match]));
}

const LITERALS: readonly Row[] = [
  ['', 'a', []],
  ['a.c', 'abc a\nc', ['abc']],
  ['.', 'a\r\u2028\u{1f600}\n', ['a', '\r', '\u2028', '\u{1f600}']],
  ['\\.\\*\\[\\(\\{\\|\\^\\$\\\\', '.*[({|^$\\', ['.*[({|^$\\']],
  ['\\a\\d\\n\\t\\/\\-\\"\\0', 'adnt/-"0', ['adnt/-"0']],
  ['\\]\\}\\)', ']})', [']})']],
  [']}', ']}', [']}']],
  ['é', 'é', ['é']],
  ['é+', 'éé', ['éé']],
];

const BRACKETS: readonly Row[] = [
  ['[]a]+', '[a]', ['a]']],
  ['[^]a]+', 'a]b\nc', ['b', 'c']],
  ['[^^]+', '^x', ['x']],
  ['[a^]+', '^a', ['^a']],
  ['[a-]+', '-a-b', ['-a-']],
  ['[-a]+', '-a-b', ['-a-']],
  ['[^-a]+', '-ab', ['b']],
  ['[--a]+', '+-Aa', ['-Aa']],
  ['[+--]+', '+,-.', ['+,-']],
  ['[a\\]+', '\\a', ['\\a']],
  ['[\\]]', '\\] ]', ['\\]']],
  ['[\\n]+', '\\n', ['\\n']],
  ['[a\\-z]+', '-]a\\b', [']a\\b']],
  ['[[a]+', '[a', ['[a']],
  ['[a[]+', '[a', ['[a']],
  ['[.a.]+', '.a', ['.a']],
  ['[=a=]+', '=a', ['=a']],
  ['[:a]+', ':a', [':a']],
  ['[^a]+', 'b\r\n\u2029c', ['b\r', '\u2029c']],
  ['[\t-\r]+', '\t\v\n\f', ['\t\v', '\f']],
  ['[[:alpha:]]+', 'aZ9é', ['aZ']],
  ['[[:alnum:]_]+', '-aZ9_é', ['aZ9_']],
  ['[[:upper:][:digit:]]+', 'aB1', ['B1']],
  ['[^[:space:]]+', ' a\u00a0b\v', ['a\u00a0b']],
  ['[[:punct:]]+', 'a!/:@[`{~b', ['!/:@[`{~']],
  ['[[:xdigit:]]+', 'aFgG9', ['aF', '9']],
  ['[[:blank:]]+', ' \t\v', [' \t']],
  ['[[:cntrl:]]+', '\x01\x7f\x80 ', ['\x01\x7f']],
  ['[[:print:]]+', '\tz ~\x7f', ['z ~']],
  ['[[:graph:]]+', '\tz ~\x7f', ['z', '~']],
  ['[[:lower:]-]+', 'aB-', ['a', '-']],
  ['[[.a.]]+', 'ab', ['a']],
  ['[[.].]]', ']', [']']],
  ['[[.-.]]', '-', ['-']],
  ['[[.a.]-c]+', 'abcd', ['abc']],
  ['[a-[.c.]]+', 'abcd', ['abc']],
  ['[[=a=]b]+', 'ab=', ['ab']],
];

const REPETITIONS: readonly Row[] = [
  ['a{2}', 'aaa', ['aa']],
  ['a{1,2}', 'aaa', ['aa', 'a']],
  ['a{2,}', 'a aaa', ['aaa']],
  ['a{,2}b', 'aaab', ['aab']],
  ['a{,}b', 'aaab', ['aaab']],
  ['a{01}', 'aa', ['a', 'a']],
  ['a{0}b', 'ab', ['b']],
  ['a{', 'a{', ['a{']],
  ['a{1', 'a{1', ['a{1']],
  ['a{,2', 'a{,2', ['a{,2']],
  ['a{1a}', 'a{1a}', ['a{1a}']],
  ['a{-1}', 'a{-1}', ['a{-1}']],
  ['a{{2}', 'a{{', ['a{{']],
  ['a*{', 'aa{', ['aa{']],
  ['a{1}}', 'a}', ['a}']],
  ['\\{1', '{1', ['{1']],
  ['a\\{1\\}', 'a{1}', ['a{1}']],
  ['a**', 'aa', ['aa']],
  ['a+*', 'aa', ['aa']],
  ['a+?', 'aa', ['aa']],
  ['a{1}{2}', 'aaa', ['aa']],
  ['a{2}{1,2}b', 'aaab aaaab', ['aab', 'aaaab']],
  ['*a', '*a', ['a']],
  ['+?a', 'a', ['a']],
  ['b|*a', 'ab', ['a', 'b']],
  ['(*a)', '*a', ['a']],
  ['(*|a)', 'a', ['a']],
  ['(a|b*)*', 'abba', ['abba']],
  ['.{32767}', 'a', []],
];

const GROUPS: readonly Row[] = [
  ['()', 'a', []],
  ['()*a', 'a', ['a']],
  ['a||b', 'ab', ['a', 'b']],
  ['(|a)b', 'ab', ['ab']],
  ['a|)', 'a)', ['a', ')']],
  ['a)', 'a)', ['a)']],
  ['())', ')', [')']],
  ['a\nb', 'ab', ['a', 'b']],
  ['(a)\\1\n(b)\\1', 'aabb', ['aa', 'bb']],
  ['(a|ab)\\1', 'abab', ['abab']],
  ['(a)\\10', 'aa0', ['aa0']],
  ['(a*)b\\1', 'aabaaa', ['aabaa']],
  ['((a)b)\\2\\1', 'abaab', ['abaab']],
];

const ASSERTIONS: readonly Row[] = [
  ['^a', 'ab\nab', ['a', 'a']],
  ['^a', '\ra\u2028a', []],
  ['a$', 'a\na', ['a', 'a']],
  ['a$', 'a\r\n', []],
  ['a^b', 'a^b', []],
  ['a$b', 'a$b', []],
  ['x|^a', 'a xa', ['a', 'x']],
  ['^^a$$', 'a', ['a']],
  ['(^|b)a', 'aba', ['a', 'ba']],
  ['(^)+a', 'aa', ['a']],
  ["\\`a\\'", 'a\na', ['a', 'a']],
  ['\\<a', 'a ba _a', ['a']],
  ['a\\>', 'ab a_ a', ['a']],
  ['\\ba\\b', 'ab éaé', ['a']],
  ['\\Ba', 'aba', ['a']],
  ['\\>a', 'a', []],
  ['\\w+\\W\\w+', 'a_é9b', ['a_é9b']],
  ['\\s+', '\t\v\f\r \u00a0\n', ['\t\v\f\r ']],
  ['\\S+', 'a\u00a0b c\nd', ['a\u00a0b', 'c', 'd']],
];

const LONGEST: readonly Row[] = [
  ['a|ab', 'ab', ['ab']],
  ['(a|ab)(c|bcd)', 'abcd', ['abcd']],
  ['x*|y', 'yxx', ['y', 'xx']],
  ['(a|ab)(bc|c)?', 'abc', ['abc']],
  ['(|a)(b|)', 'ab', ['ab']],
  ['a*(ab)?', 'aab', ['aab']],
  ['(a|aa)+$', 'aaa', ['aaa']],
  ['(a|ab)\\>', 'ab', ['ab']],
  ['(a|aba)*b?', 'abab', ['abab']],
  ['(a|(b)|ab)c?', 'abc', ['abc']],
  ['(a|(ab))\\1|abab', 'abab', ['abab']],
  ['((a|b|ab)*)c?', 'ababc', ['ababc']],
];

const ROWS = [...LITERALS, ...BRACKETS, ...REPETITIONS, ...GROUPS, ...ASSERTIONS, ...LONGEST];

describe.skipIf(whyNoGrep() !== undefined)('the tables', () => {
  it('say what the grep of this machine prints, where all is ASCII', () => {
    const folder = temporaryDirectory();
    const rows = ROWS.filter(([pattern, text]) => /^[\0-\x7f]*$/.test(pattern + text));
    const answers = rows.map(([pattern, text]) => {
      const answer = openGrep(`${text}\n`, folder)(pattern, {});
      return [pattern, text, 'refused' in answer ? answer.refused : answer.matches.map(([, match]) => match)];
    });
    expect(answers).toEqual(rows);
  }, 30_000);
});

describe('translateEre', () => {
  it.each(ROWS)('%s in %j', (pattern, text, found) => expect(find(pattern, text)).toEqual(found));

  it.each([
    ['-i', { ignoreCase: true }, 'key', 'KeY \u212aey', ['KeY']],
    ['-i, sets', { ignoreCase: true }, '[a-f]+[^k]', 'aFx aK', ['aFx']],
    ['-i, classes', { ignoreCase: true }, '[[:upper:]]+', 'aBé', ['aB']],
    ['-i, ranges of other characters', { ignoreCase: true }, '[!-/]+', 'a!b', ['!']],
    ['-i, other letters', { ignoreCase: true }, 'é', 'É', []],
    ['-w', { word: true }, 'foo', 'foob foo _foo foo-b', ['foo', 'foo']],
    ['-w, a shorter match', { word: true }, 'a.*b', 'aaa ab b1', ['aaa ab']],
    ['-w, the longest', { word: true }, 'a|a-', 'a--', ['a-']],
    ['-w, none', { word: true }, 'fo|foo-', 'foo-bar', []],
    ['-w, alternatives', { word: true }, 'a|b', 'a ab b', ['a', 'b']],
    ['-i and -w', { ignoreCase: true, word: true }, 'ab', 'ABC aB', ['aB']],
  ] as const)('%s', (_, options, pattern, text, found) => expect(find(pattern, text, options)).toEqual(found));

  it.each([
    'AKIA[A-Z0-9]{16}',
    '(A3T[A-Z0-9]|AKIA|AGPA|AIDA|AROA|AIPA|ANPA|ANVA|ASIA)[A-Z0-9]{16}',
    `("|')?(AWS|aws|Aws)?_?(SECRET|secret|Secret)?_?(ACCESS|access|Access)?_?(KEY|key|Key)("|')?\\s*(:|=>|=)\\s*("|')?[A-Za-z0-9/+=]{40}("|')?`,
    'key.{0,1000}value',
    'a.*b.*c',
    '(a|ab|abc)',
    '"[^"]*"',
  ])('knows that the first match of %s is the longest', (pattern) =>
    expect(translateEre(pattern).longest).toBeUndefined(),
  );

  it.each(['(a|ab)(c|bcd)', 'a*(ab)?', '(a*)\\1', '(a|(ab))c?'])('marks %s', (pattern) =>
    expect(translateEre(pattern).longest).toBe(true),
  );
});

describe('what cannot be translated', () => {
  it.each([
    ['(a', 0, 'the group is never closed'],
    ['(a\n)', 0, 'the group is never closed'],
    ['a\\', 1, 'the pattern ends in a backslash'],
    ['a\\\nb', 1, 'the pattern ends in a backslash'],
    ['[', 0, 'the bracket expression is never closed'],
    ['[]', 0, 'the bracket expression is never closed'],
    ['[^]', 0, 'the bracket expression is never closed'],
    ['[[:alpha:]', 0, 'the bracket expression is never closed'],
    ['[a-', 0, 'the bracket expression is never closed'],
    ['[a\n]', 0, 'the bracket expression is never closed'],
    ['[[:alpha]', 1, 'the name is never closed'],
    ['[[.a]', 1, 'the name is never closed'],
    ['[[:foo:]]', 1, 'there is no class of that name'],
    ['[[:^alpha:]]', 1, 'there is no class of that name'],
    ['[[:ALPHA:]]', 1, 'there is no class of that name'],
    ['[:alpha:]', 0, 'a class needs brackets of its own'],
    ['[^:a:]', 0, 'a class needs brackets of its own'],
    ['[[.space.]]', 1, 'only single characters can be collating elements'],
    ['[[..]]', 1, 'only single characters can be collating elements'],
    ['[[=ab=]]', 1, 'only single characters can be collating elements'],
    ['[z-a]', 1, 'the range runs backwards'],
    ['[a--]', 1, 'the range runs backwards'],
    ['[a-c-e]', 4, 'a - right behind a range or class'],
    ['[[:alpha:]-z]', 10, 'a - right behind a range or class'],
    ['[a-[:alpha:]]', 1, 'a class cannot be the end of a range'],
    ['[[=a=]-c]', 6, 'a - right behind a range or class'],
    ['[[.a.]--z]', 1, 'grep itself reads this range in two ways'],
    ['[+---]', 2, 'three hyphens in a row'],
    ['[---]', 1, 'three hyphens in a row'],
    ['a{}', 1, 'the interval has no number'],
    ['a{2,1}', 1, 'the least count is above the most'],
    ['a{1,2,3}', 1, 'an interval has one comma'],
    ['a{1\\,2}', 1, 'grep itself reads this brace in two ways'],
    ['a{32768}', 1, 'grep repeats at most 32767 times'],
    ['a{1,32768}', 1, 'grep repeats at most 32767 times'],
    ['{1}a', 0, 'grep itself reads a { with nothing to repeat before it in two ways'],
    ['a|{b', 2, 'grep itself reads a { with nothing to repeat before it in two ways'],
    ['*{', 1, 'grep itself reads a { with nothing to repeat before it in two ways'],
    ['^*a', 1, 'grep itself reads a * with nothing to repeat before it in two ways'],
    ['a\\>+', 3, 'grep itself reads a + with nothing to repeat before it in two ways'],
    ['(*)', 1, 'there is nothing to repeat'],
    ['\\1', 0, 'the group of this back reference may not be set'],
    ['\\1(a)', 0, 'the group of this back reference may not be set'],
    ['(a\\1)', 2, 'the group of this back reference may not be set'],
    ['(a)|b\\1', 5, 'the group of this back reference may not be set'],
    ['((a)|b)\\2', 7, 'the group of this back reference may not be set'],
    ['(a)?\\1', 4, 'the group of this back reference may not be set'],
    ['(a|b)+\\1', 6, 'the group of this back reference may not be set'],
    ['(a)\nb\\1', 5, 'the group of this back reference may not be set'],
    ['(a)\\2', 3, 'the group of this back reference may not be set'],
    ['('.repeat(1000), 999, 'groups are nested too deeply'],
    ['\ud800', 0, 'half of a surrogate pair is no character'],
  ])('%s', (pattern, offset, what) => {
    expect(() => translateEre(pattern)).toThrow(RulesError);
    expect(() => translateEre(pattern)).toThrow(`regular expression, offset ${offset}: ${what}`);
  });

  it.each([
    ['[A-z]', { ignoreCase: true }, 'grep itself reads this range in two ways'],
    ['[Z-a]', { ignoreCase: true }, 'grep itself reads this range in two ways'],
    ['\\a', { ignoreCase: true }, 'grep itself reads a letter behind a backslash in two ways'],
    ['(a)\\1', { ignoreCase: true }, 'a back reference cannot ignore case'],
    ['a)', { word: true }, 'this ) closes no group'],
  ] as const)('%s with %j', (pattern, options, what) => expect(() => translateEre(pattern, options)).toThrow(what));
});
