/** RE2 patterns against what Go's regexp package finds, and the messages for what cannot be translated. */

import { describe, expect, it } from 'vitest';
import { RulesError } from '#model/errors.ts';
import { translateRe2 } from '#rules/re2.ts';

type Found = readonly (string | undefined)[] | null;
type Row = readonly [pattern: string, text: string, found: Found];

/** The match and its groups. */
function find(pattern: string, text: string): Found {
  const { source, flags } = translateRe2(pattern);
  const match = new RegExp(source, flags).exec(text);
  return match === null ? null : [...match];
}

const KELVIN = '\u212a';
const LONG_S = '\u017f';

const LITERALS: readonly Row[] = [
  ['', 'a', ['']],
  ['a.c', 'xabc', ['abc']],
  ['a/b', 'a/b', ['a/b']],
  ['\\.\\_\\-\\"\\ \\/', '._-" /', ['._-" /']],
  ['\\a\\f\\n\\r\\t\\v', '\x07\f\n\r\t\v', ['\x07\f\n\r\t\v']],
  ['\\x41\\x{42}\\x{1F600}', 'AB\u{1f600}', ['AB\u{1f600}']],
  ['\\0\\12\\101\\377\\777', '\0\nA\xff\u01ff', ['\0\nA\xff\u01ff']],
  ['\\Qa.b*\\E+', 'a.b**', ['a.b**']],
  ['\\Qa|b', 'a|b', ['a|b']],
  ['\\Q\\\\E', '\\', ['\\']],
  ['é\u{1f600}', 'é\u{1f600}', ['é\u{1f600}']],
  [']}', ']}', [']}']],
  ['{', '{', ['{']],
  ['a{,2}', 'aa{,2}', ['a{,2}']],
  ['a{', 'a{', ['a{']],
  ['a{x}', 'a{x}', ['a{x}']],
  ['a{01}', 'a{01}', ['a{01}']],
  ['a{1', 'a{1', ['a{1']],
];

const CLASSES: readonly Row[] = [
  ['\\d+', '\u0661a12', ['12']],
  ['\\w+', 'é_aZ9é', ['_aZ9']],
  ['\\s+', '\v\u00a0\t\n\f\r ', ['\t\n\f\r ']],
  ['\\S+', ' \v\u00a0\u2003 ', ['\v\u00a0\u2003']],
  ['\\W\\D', 'é\u{1f600}', ['é\u{1f600}']],
  ['[]a]+', '[a]', ['a]']],
  ['[^]a]+', 'a]b\nc', ['b\nc']],
  ['[^^]', '^x', ['x']],
  ['[a-]+', '-a-b', ['-a-']],
  ['[--/]+', '-./0', ['-./']],
  ['[a\\-z]+', 'ma-z', ['a-z']],
  ['[\\d-z]+', 'a1-z', ['1-z']],
  ['[[a]+', 'b[a', ['[a']],
  ['[&&a||b~~]+', 'c&a|b~', ['&a|b~']],
  ['[\\x{1F600}-\\x{1F64F}]', 'a\u{1f610}', ['\u{1f610}']],
  ['[^a]', '\u{1f600}', ['\u{1f600}']],
  ['[\\101\\n\\]]+', 'A\n]', ['A\n]']],
  ['[[:alnum:]]+', '_aZ9é', ['aZ9']],
  ['[[:^alpha:]]+', 'a1é\nb', ['1é\n']],
  ['[[:word:]-]+', '+a-_+', ['a-_']],
  ['[^[:space:]x]+', '\vxab\f', ['ab']],
  ['[[:punct:]]+', 'a!/:@[`{~b', ['!/:@[`{~']],
  ['[[:foo]', '[', ['[']],
  ['[:alpha:]+', 'b:ph', [':ph']],
  ['\\pL+', '1éΩ\u4e2d', ['éΩ\u4e2d']],
  ['\\p{Greek}+', 'aαΩ', ['αΩ']],
  ['\\p{^Greek}+', 'αab', ['ab']],
  ['\\P{^Greek}', 'aα', ['α']],
  ['[\\PN\\x{35}]+', '4a5b6', ['a5b']],
  ['[^\\pL\\d]+', 'a1-_b', ['-_']],
  ['\\p{Uppercase_Letter}\\p{Old_Italic}', 'A\u{10300}', ['A\u{10300}']],
  ['\\p{Any}\\p{ASCII}', '\u{1f600}a', ['\u{1f600}a']],
];

const FLAGS: readonly Row[] = [
  ['.+', '\n\r\u2028\u2029x\n', ['\r\u2028\u2029x']],
  ['(?s).+', 'a\n\r', ['a\n\r']],
  ['(?s:.).', 'a\n', null],
  ['a(?s).', 'a\n', ['a\n']],
  ['(?:(?s)a)b.', 'ab\n', null],
  ['(?s)a(?-s:.)', 'a\n', null],
  ['(?U)a+', 'aaa', ['a']],
  ['(?U)a+?', 'aaa', ['aaa']],
  ['(?U:a+)a{1,2}', 'aaaa', ['aaa']],
  ['^b', 'a\nb', null],
  ['a$', 'a\n', null],
  ['(?m)^b', 'a\nb', ['b']],
  ['(?m)^b', 'a\rb', null],
  ['(?m)^b', 'a\u2028b', null],
  ['(?m)a$', 'a\r\n', null],
  ['(?m)a$', 'a\nb', ['a']],
  ['(?m)\\Ab', 'a\nb', null],
  ['(?m)a\\z', 'a\n', null],
  ['(?m)a$(?-m:^)', 'a\na', null],
  ['(?m)$', '\u{1f600}', ['']],
  ['(?)a', 'a', ['a']],
];

const CASE: readonly Row[] = [
  ['(?i)api', 'API', ['API']],
  ['(?i:a)b', 'Ab', ['Ab']],
  ['(?i:a)b', 'AB', null],
  ['a(?i)b|c', 'C', ['C']],
  ['(a(?i)b)c', 'aBC', null],
  ['(?i)a(?-i:b)', 'Ab', ['Ab']],
  ['(?i)a(?-i:b)', 'AB', null],
  ['(?i)key', `${KELVIN}EY`, [`${KELVIN}EY`]],
  ['(?i:key)A', `${KELVIN}EYA`, [`${KELVIN}EYA`]],
  ['(?i)[a-z]+', `1${LONG_S}K${KELVIN}`, [`${LONG_S}K${KELVIN}`]],
  ['(?i:[a-z])a', `${LONG_S}a`, [`${LONG_S}a`]],
  ['(?i)[^k]', `kK${KELVIN}`, null],
  ['(?i:[^k])a', `${KELVIN}a`, null],
  ['(?i)\\w', LONG_S, [LONG_S]],
  ['(?i)\\W', LONG_S, null],
  ['(?i:[\\W])a', `${LONG_S}a`, null],
  ['(?i)[[:^upper:]]', 's', null],
  ['(?i:k)\\w', `K${KELVIN}`, null],
  ['(?i)s\\b', `s${LONG_S}`, ['s']],
  ['(?i)\\Bs', LONG_S, [LONG_S]],
  ['(?i)ß', '\u1e9e', ['\u1e9e']],
  ['(?i)[Σ]\\b|x', 'ς', null],
  ['(?i:[Σ])x', 'ςx', ['ςx']],
  ['(?i:\\p{Lu})A', 'aA', ['aA']],
  ['(?i:\\P{Lu})', 'aA', null],
  ['(?i:[\\P{Lu}_])', 'aA_', ['_']],
  ['(?i:[^\\P{Lu}])', '_a', ['a']],
];

const GROUPS: readonly Row[] = [
  ['(?P<key>a)(?<value>b)', 'ab', ['ab', 'a', 'b']],
  ['(?P<1>a)(?P<n>b)(?P<n>c)', 'abc', ['abc', 'a', 'b', 'c']],
  ['a|ab', 'ab', ['a']],
  ['(a|ab)(c|bcd)', 'abcd', ['abcd', 'a', 'bcd']],
  ['(a+?)(a*)', 'aaa', ['aaa', 'a', 'aa']],
  ['(a){0}b', 'ab', ['b', undefined]],
  ['(?:a|(b))c', 'ac', ['ac', undefined]],
  ['(a|b)*', 'ab', ['ab', 'b']],
  ['(a*)*', 'b', ['', '']],
  ['(a*)+', 'aab', ['aa', 'aa']],
  ['(|a)?', 'a', ['', '']],
  ['(a|b*)*', 'abb', ['abb', 'bb']],
  ['(?:|a)*?b', 'aab', ['aab']],
  ['(?:|a){2}', 'aa', ['']],
  ['^*a', 'ba', ['a']],
  ['(?:\\b){2}a', '-a', ['a']],
  ['\\b+a', '-a', ['a']],
  ['\\B', '\u{1f600}', ['']],
  ['()|a', 'a', ['', '']],
];

const EXTENSIONS: readonly Row[] = [
  ['(?<=a)b(?!c)', 'abcab', ['b']],
  ['(?<!a)b(?=c)', 'abbc', ['b']],
  ['(?=a)*b', 'b', ['b']],
  ['(a|b)\\1', 'abb', ['bb', 'b']],
  ['(a)(?:b|\\1)*8', 'aa8', ['aa8', 'a']],
  ['(a)\\18', 'aa8', ['aa8', 'a']],
  ['(a)\\1{2}', 'aaa', ['aaa', 'a']],
  ['(?i)(a)\\1', 'aA', ['aA', 'a']],
  ['(?i:a)(?=b)', 'Ab', ['A']],
];

describe.each([
  ['literals', LITERALS],
  ['classes', CLASSES],
  ['flags', FLAGS],
  ['case', CASE],
  ['groups and repetition', GROUPS],
  ['lookaround and back references, which RE2 lacks', EXTENSIONS],
])('%s', (_, rows) => {
  it.each(rows)('%j on %j', (pattern, text, found) => {
    expect(find(pattern, text)).toEqual(found);
  });
});

describe('what is emitted', () => {
  it.each([
    ['(?i)acme_[a-z0-9]{32}', 'acme_[0-9a-z]{32}', 'iu'],
    ['(?i:acme)_[0-9]+', 'acme_[0-9]+', 'iu'],
    ['(?i:ac)me', '[Aa][Cc]me', 'u'],
    ['(?i)\\bak\\b', '\\b[Aa][Kk\\u212a]\\b', 'u'],
    ['(?i)[0-9]-', '[0-9]-', 'u'],
    ['(?m)^a$', '(?<=^|\\n)a(?=\\n|$)', 'u'],
    ['(?s).', '[^]', 'u'],
    ['[\\s\\S]', '[^]', 'u'],
    ['(?:(?:ab))(?:c)', 'abc', 'u'],
    ['(?P<id>a)', '(?<id>a)', 'u'],
    ['\\x00\\x{7f}\\x{2028}\\x{1F600}', '\\x00\\x7f\\u2028\\u{1f600}', 'u'],
    ['a{2,2}?b{0,1}c{1,}d{0,}?e{3,}', 'a{2}b?c+d*?e{3,}', 'u'],
    ['', '(?:)', 'u'],
  ])('%j becomes %j with flags %s', (pattern, source, flags) => {
    expect(translateRe2(pattern)).toEqual({ source, flags });
  });
});

describe('refused', () => {
  it.each<[pattern: string, offset: number, what: string, instead: string]>([
    ['a(b', 1, 'never closed', 'write ) at its end'],
    ['ab)', 2, 'closes no group', 'write \\)'],
    ['a[b', 1, 'never closed', '\\['],
    ['[]', 0, 'never closed', '\\['],
    ['[a-', 1, 'no end', 'last character'],
    ['x[z-a]', 2, 'backwards', 'lower character first'],
    ['[a-\\d]', 3, '\\d', 'end of a range'],
    ['[\\b]', 1, '\\b', '\\x08'],
    ['[[:foo:]]', 1, '[:foo:]', 'alnum'],
    ['a**', 2, 'quantifier on a quantifier', '(?:...)'],
    ['a{2}{3}', 4, 'quantifier on a quantifier', '(?:...)'],
    ['a??+', 3, 'quantifier on a quantifier', '(?:...)'],
    ['*a', 0, 'nothing to repeat', 'backslash'],
    ['(|*)', 2, 'nothing to repeat', 'backslash'],
    ['\\Q\\E{2}', 4, 'nothing to repeat', 'backslash'],
    ['a{1001}', 1, '1000', '{1000}'],
    ['a{2,1}', 1, 'above the most', 'lower number first'],
    ['(?:a{100}){11}', 10, '1000', 'multiplied'],
    ['\\C', 0, '\\C', '(?s:.)'],
    ['a\\Z', 1, '\\Z', '\\z'],
    ['\\h', 0, '\\h', '[ \\t]'],
    ['\\q', 0, '\\q', 'write q without'],
    ['a\\', 1, 'ends in a backslash', '\\\\'],
    ['\\x{110000}', 0, 'no character', '10FFFF'],
    ['\\xg', 0, '\\x', 'hexadecimal'],
    ['\\u0041', 0, '\\u', '\\x{...}'],
    ['\\k<a>', 0, '\\k', '\\1'],
    ['\\p{Foo}', 0, '\\p{Foo}', '\\p{Greek}'],
    ['\\pq', 0, '\\pq', '\\pL'],
    ['\\p{Greek', 0, 'Unicode class', '\\p{Greek}'],
    ['(?>a)', 0, 'begins like this', 'no atomic groups'],
    ['(?#a)', 0, 'begins like this', 'comment'],
    ['(?x)a', 0, 'begins like this', 'i, m, s and U'],
    ['(?i-)a', 0, 'begins like this', 'i, m, s and U'],
    ['(?P<a b>c)', 0, 'begins like this', 'letters, digits'],
    ['(?P=a)', 0, 'begins like this', '\\1'],
    ['\\2(a)', 0, '\\2', '\\02'],
    ['(a)(?i:\\1)b', 7, 'back reference', '(?i)'],
    ['a\ud800', 1, 'surrogate', 'whole character'],
    ['(|a)*', 4, 'prefers the empty text', 'last'],
    ['(?:a*|b)+', 8, 'prefers the empty text', 'last'],
    ['(?:(a)|b)*', 9, 'group 1', '(?:...)'],
    ['((a)?b){2}', 7, 'group 2', '(?:...)'],
    ['(a*){0,2}', 4, 'group 1', '(?:...)'],
  ])('%j at %i', (pattern, offset, what, instead) => {
    const translate = (): unknown => translateRe2(pattern);
    expect(translate).toThrow(RulesError);
    expect(translate).toThrow(`offset ${offset}: `);
    expect(translate).toThrow(what);
    expect(translate).toThrow(instead);
  });

  it('only for groups that are looked at', () => {
    const pattern = '(([a-z]+)(-[a-z]+)?\\.)+com';
    expect(() => translateRe2(pattern)).toThrow('group 3');
    expect(translateRe2(pattern, [1, 2])).toEqual({ source: pattern, flags: 'u' });
  });

  it('a thousand groups in each other, as in Go', () => {
    expect(() => translateRe2(`${'('.repeat(1000)}${')'.repeat(1000)}`)).toThrow(
      'offset 999: groups are nested too deeply',
    );
    expect(() => translateRe2(`${'(?:'.repeat(999)}a${')*'.repeat(999)}`)).not.toThrow();
  });
});
