/** Random POSIX extended regular expressions, valid and not, and texts on which they differ. */

import fc from 'fast-check';

const ATOMS = [
  ...['a', 'b', 'c', 'ab', 'A', '.', '1', '-', '_', 'é', ']', '}', '{', ',', ')', '\\.', '\\(', '\\{', '\\d', '\\]'],
  ...['\\w', '\\W', '\\s', '\\S', '\\\\', '\\é', '[ab]', '[^a]', '[]a]', '[^]a]', '[a-c]', '[-a]', '[a-]', '[a\\]'],
  ...['[[:alpha:]]', '[^[:upper:]_]', '[[.a.]b]', '[[=b=]]', '[[.-.]a]', '[A-Z]', '[^A-Z1-]', '[[:space:]]'],
  ...['[[:punct:]]', '[--a]', '[A-z]', '[^\\n]'],
];
const ASSERTIONS = ['^', '$', '\\<', '\\>', '\\b', '\\B', '\\`', "\\'"];
/** Few letters and many ways to split a text: what the longest match depends on. */
const LOOP_ATOMS = ['a', 'b', 'ab', 'ba', 'aab', 'b|', '[ab]', '.', ''];
const SUFFIXES = ['*', '+', '?', '{2}', '{1,2}', '{,2}', '{0}', '{2,}', '{,}', '{0,3}', '{1,', '{x}', '{}', '{2,1}'];
const BRACKET_ITEMS = [...'abzAZ1-]:.=[^\\_', '[:alpha:]', '[.-.]', '[=a=]', '[:digit:]', '[:nil:]'];
const SOUP = [...'ab1()[]{}|*+?^$.\\-,:=<>wWsSBb_A'];

const CHARACTERS = [...'aaabbbcABC11-_ .,:{}[]()^$*+?|\\=\t\r\v\f\xe9\xa0\x85'];
const LINES = 60;
const LONGEST_LINE = 14;

const text = (...parts: readonly (string | fc.Arbitrary<string>)[]): fc.Arbitrary<string> =>
  fc.tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part))).map((all) => all.join(''));
const textOf = (parts: readonly string[], maxLength: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...parts), { maxLength }).map((all) => all.join(''));

function patternsOf(atoms: readonly string[]): fc.Arbitrary<string> {
  return fc.letrec<{ pattern: string }>((tie) => {
    const inner = tie('pattern');
    return {
      pattern: fc.oneof(
        { maxDepth: 5, depthSize: 'medium' },
        fc.constantFrom(...atoms),
        text(inner, inner),
        text(inner, '|', inner),
        text('(', inner, ')'),
        text('(', inner, ')', fc.constantFrom(...SUFFIXES)),
        text(inner, fc.constantFrom(...SUFFIXES)),
      ),
    };
  }).pattern;
}

/** Without loops over what may be empty, behind which the GNU C library misses back references. */
const simple = textOf([...LOOP_ATOMS, 'a*', 'b?', '[ab]+', 'a{1,2}'], 3);
const mixed = patternsOf([...ATOMS, ...ASSERTIONS]);
const backReferences = text('(', simple, ')', simple, '\\1', simple);
const brackets = text(fc.constantFrom('[', '[^'), textOf(BRACKET_ITEMS, 6), ']', fc.constantFrom('', '*', 'b', ']'));

/** Patterns about loops and alternatives only, on letters that `loopTexts` holds. */
export const loopPatterns = patternsOf([...LOOP_ATOMS, ...ASSERTIONS]);
export const loopTexts = textOf([...'aaabbb', ' ', '\n'], 10);

/** Patterns in Latin-1. */
export const patterns = fc.oneof(
  mixed,
  patternsOf(LOOP_ATOMS),
  brackets,
  textOf(SOUP, 9),
  backReferences,
  text(mixed, '\n', mixed),
);
export const options = fc.record({ ignoreCase: fc.boolean(), word: fc.boolean() });
/** Several lines in Latin-1, with a newline behind each. */
export const texts = fc
  .array(textOf(CHARACTERS, LONGEST_LINE), { minLength: LINES, maxLength: LINES })
  .map((lines) => lines.map((line) => `${line}\n`).join(''));
