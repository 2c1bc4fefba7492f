import { describe, expect, it } from 'vitest';
import { RulesError } from '#model/errors.ts';
import { readCheck, wordsOf } from '#rules/check-syntax.ts';

describe('readCheck', () => {
  it.each([
    ['jwt', 'jwt', ''],
    ['min-entropy:3.5', 'min-entropy', '3.5'],
    ['min-entropy: 4', 'min-entropy', '4'],
    ['character-classes:4', 'character-classes', '4'],
    ['alphabet:base62', 'alphabet', 'base62'],
    ['crc32-base62:6', 'crc32-base62', '6'],
    ['credential-like', 'credential-like', ''],
    ['credential-like:behind', 'credential-like', 'behind'],
    ['stopwords:a, B:c', 'stopwords', 'a, B:c'],
  ])('%s', (entry, name, argument) => expect(readCheck(entry)).toEqual({ name, argument }));

  it.each([
    ['', 'no check is called ""; there are alphabet, aws-access-key-id, '],
    ['jwd', 'no check is called "jwd", did you mean "jwt"?'],
    ['toString', 'no check is called "toString"; there are'],
    ['min_entropy:3', 'no check is called "min_entropy", did you mean "min-entropy"?'],
    ['jwt:', 'the check "jwt" takes no argument'],
    ['credential-like:before', 'takes one of behind, column, password, secret behind a colon, not "before"'],
    ['min-entropy', 'the check "min-entropy" takes a number from 0 to 8 behind a colon'],
    ['min-entropy:', 'takes a number from 0 to 8'],
    ['min-entropy:8.1', 'takes a number from 0 to 8'],
    ['min-entropy:-1', 'takes a number from 0 to 8'],
    ['min-entropy:1e0', 'takes a number from 0 to 8'],
    ['character-classes:2.5', 'takes a whole number from 1 to 4'],
    ['character-classes:5', 'takes a whole number from 1 to 4'],
    ['crc32-base62:5', 'takes a whole number from 6 to 12'],
    ['alphabet', 'takes one of base32, base58, base62, base64, base64url, digits, hex behind a colon'],
    ['alphabet:base61', 'behind a colon, not "base61", did you mean "base'],
    ['stopwords', 'takes words behind a colon, with commas between'],
    ['stopwords:a,,b', 'takes words behind a colon'],
  ])('%s is refused', (entry, message) => {
    expect(() => readCheck(entry)).toThrow(RulesError);
    expect(() => readCheck(entry)).toThrow(message);
  });
});

it('wordsOf gives words in lower case without blanks', () => expect(wordsOf(' A, b ')).toEqual(['a', 'b']));
