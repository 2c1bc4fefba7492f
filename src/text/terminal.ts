/** Makes text from a repository safe to print in a terminal, and says how many columns it takes there. */

/** The C escapes that people know; every other character is written by its number. */
const SHORT_ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * What a terminal obeys, hides or cannot show: C0, DEL and C1 controls (Cc), format characters such as bidi controls
 * and zero-width ones (Cf), line separators (Zl, Zp), lone surrogates (Cs), unassigned code points (Cn), and the
 * invisible rest (Default_Ignorable: tag characters, fillers, variation selectors). Kept: the Arabic and Syriac signs
 * that are format characters by category but have a shape, and an emoji's own presentation selector.
 */
const UNSAFE = [
  '(?![\\u0600-\\u0605\\u06dd\\u070f\\u0890\\u0891\\u08e2\\u{110bd}\\u{110cd}])',
  '(?!(?<=\\p{Emoji})[\\ufe0e\\ufe0f])',
  '[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Cn}\\p{Zl}\\p{Zp}\\p{Default_Ignorable_Code_Point}]',
].join('');

/** Compiled when first used: its sets of characters cost every start a millisecond. */
let unsafe: RegExp | undefined;

const PLAIN = /^[\x20-\x7e]*$/;

/** Text with everything unsafe written visibly: `\n`, `\x1b`, `\u202e`, `\u{e0041}`. Printable Unicode stays. */
export function escapeForTerminal(text: string): string {
  if (PLAIN.test(text)) return text;
  unsafe ??= new RegExp(UNSAFE, 'gu');
  return text.replace(unsafe, escapeCharacter);
}

function escapeCharacter(character: string): string {
  const short = SHORT_ESCAPES[character];
  if (short !== undefined) return short;
  const hex = (character.codePointAt(0) ?? 0).toString(16);
  if (hex.length <= 2) return `\\x${hex.padStart(2, '0')}`;
  return hex.length <= 4 ? `\\u${hex.padStart(4, '0')}` : `\\u{${hex}}`;
}

/** Marks that share the column of the character before them; Hangul vowels and finals join the syllable's first letter. */
const ZERO_WIDTH = /^[\p{Mn}\p{Me}\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u1160-\u11ff\ud7b0-\ud7ff]$/u;

/**
 * Two columns: the blocks that Unicode's EastAsianWidth.txt gives as W or F, whole where their unassigned rest is wide
 * too, and emoji that are shown as pictures without being asked to. Regional indicators (1f1e6-1f1ff) take one each.
 */
const WIDE = [
  '^(?:[\\u1100-\\u115f\\u2329\\u232a\\u2e80-\\u303e\\u3041-\\u4dbf\\u4e00-\\ua4cf\\ua960-\\ua97f\\uac00-\\ud7a3]',
  '|[\\uf900-\\ufaff\\ufe10-\\ufe19\\ufe30-\\ufe6f\\uff01-\\uff60\\uffe0-\\uffe6]',
  '|[\\u{16fe0}-\\u{18dff}\\u{1aff0}-\\u{1b2ff}\\u{1f200}-\\u{1f265}\\u{20000}-\\u{3fffd}]',
  '|(?![\\u{1f1e6}-\\u{1f1ff}])\\p{Emoji_Presentation})$',
].join('');

let wide: RegExp | undefined;

/** Columns that text takes in a terminal: 2 for wide East Asian characters and emoji, 0 for combining marks. Expects escaped text. */
export function displayWidth(text: string): number {
  if (PLAIN.test(text)) return text.length;
  wide ??= new RegExp(WIDE, 'u');
  let width = 0;
  for (const character of text) width += ZERO_WIDTH.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return width;
}
