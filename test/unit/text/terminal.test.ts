/** Escaping and column widths for terminals. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayWidth, escapeForTerminal } from '#text/terminal.ts';

describe('escapeForTerminal', () => {
  it.each([
    ['ESC', 'a\u001b[31mb', 'a\\x1b[31mb'],
    ['CSI of C1', '\u009b2J', '\\x9b2J'],
    ['NUL and DEL', '\0\u007f', '\\x00\\x7f'],
    ['line feed, carriage return, tab', 'a\r\n\tb', 'a\\r\\n\\tb'],
    ['next line', '\u0085', '\\x85'],
    ['line separators', '\u2028\u2029', '\\u2028\\u2029'],
    ['bidi overrides and isolates', '\u202e\u2066\u2069\u200f\u061c', '\\u202e\\u2066\\u2069\\u200f\\u061c'],
    ['zero-width characters', 'a\u200bb\u200d\u2060\ufeff', 'a\\u200bb\\u200d\\u2060\\ufeff'],
    ['soft hyphen', 'a\u00adb', 'a\\xadb'],
    ['fillers', '\u3164\uffa0\u115f', '\\u3164\\uffa0\\u115f'],
    ['tag characters', '\u{e0041}', '\\u{e0041}'],
    ['lone surrogates', 'a\ud800b\udc00', 'a\\ud800b\\udc00'],
    ['variation selectors on their own', 'a\ufe0f\u{e0100}', 'a\\ufe0f\\u{e0100}'],
    ['unassigned code points', '\u{2fffe}\uffff', '\\u{2fffe}\\uffff'],
  ])('makes %s visible', (_name, text, expected) => {
    expect(escapeForTerminal(text)).toBe(expected);
  });

  it.each([
    'plain ASCII ~!',
    'übersicht',
    '鍵 本番',
    'e\u0301',
    'שלום',
    'नमस्ते',
    '👍🏽 ⚠️ 🇨🇭',
    '\\x1b as text',
    'a\u00a0b',
    '…·│→',
  ])('leaves %s', (text) => {
    expect(escapeForTerminal(text)).toBe(text);
  });

  it('leaves nothing in any text that a terminal would obey, and is stable', () => {
    // Lone surrogates included, which fast-check's own strings are not.
    const texts = fc.array(fc.nat({ max: 0x10ffff })).map((points) => String.fromCodePoint(...points));
    fc.assert(
      fc.property(texts, (text) => {
        const escaped = escapeForTerminal(text);
        expect(escaped).not.toMatch(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u);
        expect(escapeForTerminal(escaped)).toBe(escaped);
      }),
    );
  });
});

describe('displayWidth', () => {
  it.each([
    ['', 0],
    ['abc', 3],
    ['übersicht', 9],
    ['e\u0301', 1],
    ['鍵', 2],
    ['ｆｕｌｌ', 8],
    ['ﾊﾝｶｸ', 4],
    ['한국', 4],
    ['\u1112\u1161\u11ab', 2],
    ['👍', 2],
    ['🇨🇭', 2],
    ['𠮷', 2],
    ['…·│→', 4],
    ['שלום', 4],
  ])('%j takes %i columns', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});
