/** What masks say of single characters, against the engine's own answer. */

import { describe, expect, it } from 'vitest';
import { type CharacterNode, characterSetOf, OTHERS } from '#rules/character-mask.ts';
import { parseSyntax } from '#rules/syntax-tree.ts';

const SOURCES = [
  ...['a', 'k', 'S', '\\x7f', 'é', 'ſ', '\\u212a', '.', '\\d', '\\D', '\\w', '\\W', '\\s', '\\S', '[a-f]', '[^a-f]'],
  ...[
    '[^]',
    '[]',
    '[\\W_]',
    '[^\\W_]',
    '[^s]',
    '[^ſ]',
    '[A-z]',
    '[é-ü]',
    '[\\x00-é]',
    '[^\\x00-\\x7f]',
    '[\\s\\S]',
    '[k\\d-]',
  ],
];
/** These two have bits of their own. */
const SPECIAL = [
  ['ſ', 1n << 129n],
  ['\u212a', 1n << 130n],
] as const;
const OTHER_CHARACTERS = ['é', 'É', 'ß', '\u00a0', '\u2028', 'σ', '\ud7ff', 'µ', 'ı', 'İ'];

const ASCII = Array.from({ length: 0x80 }, (_, code) => code);

describe.each(['', 'i', 'u', 'iu', 's', 'is', 'm'])('with the flags "%s"', (flags) => {
  it.each([...SOURCES, ...(flags.includes('u') ? ['\\p{L}', '\\P{L}', '[^\\p{L}k]'] : [])])('%s', (source) => {
    const node = parseSyntax({ source, flags }).alternatives[0]?.elements[0] as CharacterNode;
    const { may, must } = characterSetOf(node, flags);
    const regex = new RegExp(`^${source}$`, flags.replace('m', ''));
    const isIn = (mask: bigint, code: number): boolean => (mask & (1n << BigInt(code))) !== 0n;
    const matching = ASCII.filter((code) => regex.test(String.fromCharCode(code)));
    const [may128, must128] = [may, must].map((mask) => ASCII.filter((code) => isIn(mask, code)));
    if (/\\p\{/i.test(source)) {
      expect(may128).toEqual(expect.arrayContaining(matching));
      expect(matching).toEqual(expect.arrayContaining(must128 ?? []));
    } else expect([may128, must128]).toEqual([matching, matching]);
    for (const [character, bit] of SPECIAL) {
      if (regex.test(character)) expect(may & bit).not.toBe(0n);
      else expect(must & bit).toBe(0n);
    }
    const matched = OTHER_CHARACTERS.filter((character) => regex.test(character));
    if (matched.length > 0) expect(may & OTHERS).not.toBe(0n);
    if (matched.length < OTHER_CHARACTERS.length) expect(must & OTHERS).toBe(0n);
  });
});
