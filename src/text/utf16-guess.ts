/** Tells UTF-16 without a byte-order mark from everything else, by the first bytes of a content. */

/** Bytes looked at, and at first: binary data and git's trees end there. */
const SAMPLE_BYTES = 4096;
const FIRST_BYTES = 64;

/** Content that begins with so many characters of ASCII is no UTF-16: whatever it is, most files end here. */
const ASCII_BYTES = 16;

/** Least share of code units whose high byte is 0 and low byte is not, for Latin text with anything else among it. */
const LATIN_SHARE = 0.7;

/** Fewer code units say too little about text that is not Latin. */
const LEAST_UNITS = 8;

/** Least share of ASCII (blanks, line ends, digits) in other text, and of bytes that no ASCII text has in its other units. */
const ASCII_SHARE = 0.02;
const FOREIGN_SHARE = 0.05;

/** What the sample is when it is read in one byte order. */
interface Units {
  readonly count: number;
  /** Code units of Latin-1 but U+0000. */
  readonly latin: number;
  readonly ascii: number;
  /** Bytes that no ASCII text has, in units that are not ASCII. */
  readonly foreign: number;
  /** U+0000, control characters, halves of surrogate pairs, characters that Unicode keeps for private use or for none. */
  readonly bad: number;
}

/**
 * The byte order, or undefined for what is no UTF-16. Latin text may have some other units among it; text of other
 * scripts must be text throughout and hold some ASCII, which only one byte order makes of its line ends and blanks.
 */
export function guessUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (beginsWithAscii(bytes)) return undefined;
  const isHopeless = [LITTLE, BIG].every((highAt) => {
    const first = unitsOf(bytes, FIRST_BYTES, highAt);
    return first.bad > 0 && !isLatin(first);
  });
  if (isHopeless) return undefined;
  const little = unitsOf(bytes, SAMPLE_BYTES, LITTLE);
  const big = unitsOf(bytes, SAMPLE_BYTES, BIG);
  if (isLatin(little)) return 'utf-16le';
  if (isLatin(big)) return 'utf-16be';
  if (isOtherText(little) && little.ascii > big.ascii) return 'utf-16le';
  return isOtherText(big) && big.ascii > little.ascii ? 'utf-16be' : undefined;
}

function beginsWithAscii(bytes: Uint8Array): boolean {
  const end = Math.min(bytes.length, ASCII_BYTES);
  for (let at = 0; at < end; at++) if (!isAscii(bytes[at] ?? 0)) return false;
  return true;
}

/** Printable, a blank, or a line end. */
function isAscii(code: number): boolean {
  return (code >= 0x20 && code < 0x7f) || (code >= 9 && code <= 13);
}

/** Where the high byte of a unit stands. */
type ByteOrder = 0 | 1;
const [LITTLE, BIG]: readonly [ByteOrder, ByteOrder] = [1, 0];

/** The units in the first `most` bytes. */
function unitsOf(bytes: Uint8Array, most: number, highAt: ByteOrder): Units {
  const end = Math.min(bytes.length, most) & ~1;
  const units = { count: end >> 1, latin: 0, ascii: 0, foreign: 0, bad: 0 };
  let lead = false;
  for (let at = 0; at < end; at += 2) {
    const [high, low] = [bytes[at + highAt] ?? 0, bytes[at + 1 - highAt] ?? 0];
    const unit = (high << 8) | low;
    const trail = unit >= 0xdc00 && unit <= 0xdfff;
    if (lead !== trail || isNoText(unit)) units.bad++;
    lead = unit >= 0xd800 && unit <= 0xdbff;
    if (high === 0 && low !== 0) units.latin++;
    if (isAscii(unit)) units.ascii++;
    else units.foreign += (isForeign(high) ? 1 : 0) + (isForeign(low) ? 1 : 0);
  }
  return units;
}

/** Neither a character of ASCII nor the zero that stands between texts of ASCII. */
function isForeign(byte: number): boolean {
  return byte !== 0 && (byte < 0x20 || byte >= 0x7f);
}

function isNoText(unit: number): boolean {
  if (unit < 0xa0) return !isAscii(unit) && unit !== 0x1b && unit !== 0x85;
  return (unit >= 0xe000 && unit <= 0xf8ff) || unit >= 0xfffe || (unit >= 0xfdd0 && unit <= 0xfdef);
}

function isLatin({ count, latin }: Units): boolean {
  return count >= 2 && latin >= count * LATIN_SHARE;
}

/** ASCII with a zero byte here and there is none: the other units of such content are made of nothing but ASCII. */
function isOtherText({ count, ascii, foreign, bad }: Units): boolean {
  const others = 2 * (count - ascii);
  return count >= LEAST_UNITS && bad === 0 && ascii >= count * ASCII_SHARE && foreign >= others * FOREIGN_SHARE;
}
