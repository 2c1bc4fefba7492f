/** The word model: how texts become symbols, and that words are likelier than what is random. */

import { describe, expect, it } from 'vitest';
import { DIGIT, EDGE, symbolsOf } from '#detect/words/symbols.ts';
import { wordBits } from '#detect/words/word-bits.ts';

/** Symbols as text: letters, `0` for digits, `|` for edges. */
function written(text: string): string {
  return symbolsOf(text)
    .map((symbol) => (symbol === EDGE ? '|' : symbol === DIGIT ? '0' : String.fromCharCode(97 + symbol)))
    .join('');
}

describe('symbols', () => {
  it.each([
    ['', '|'],
    ['word', '|word|'],
    ['camelCase', '|camel|case|'],
    ['HTTPServer', '|http|server|'],
    ['SNAKE_CASE', '|snake|case|'],
    ['a--b  c', '|a|b|c|'],
    ['utf8', '|utf0|'],
    ['_x_', '|x|'],
    ['naïve', '|na|ve|'],
  ])('of %j are %s', (text, expected) => expect(written(text)).toBe(expected));
});

describe('bits', () => {
  it.each([
    ['getAccessTokenFromRequest', 'k3Jx9Qm2Zr7Wp5Lt8Vb4Ny6Hs'],
    ['configuration_settings', 'x8qzj4wv7kfp2mdh9tzbgc'],
    ['authentication', 'qxzvkjwpgmfhbd'],
    ['password', 'kq7zx2vw'],
  ])('of %s are fewer than of %s', (word, random) => {
    expect(wordBits(word)).toBeLessThan(4.4);
    expect(wordBits(random)).toBeGreaterThan(6);
  });

  it('of nothing are none', () => expect(wordBits('')).toBe(0));
});
