import { describe, expect, it } from 'vitest';
import { shannonEntropy } from '#text/entropy.ts';

describe('shannonEntropy', () => {
  it.each([
    ['', 0],
    ['a', 0],
    ['aaaa', 0],
    ['ab', 1],
    ['aab', 0.918],
    ['abcd', 2],
    ['0123456789abcdef', 4],
    ['ééüü', 1],
  ])('of %j is %d bits a character', (text, bits) => {
    expect(shannonEntropy(text)).toBeCloseTo(bits, 3);
  });
});
