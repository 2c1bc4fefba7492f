/** Shannon entropy of short texts: how evenly their characters are spread. It judges nothing. */

/**
 * Bits a character, over the text's own UTF-16 code units: 0 for an empty text or one repeated character, at most
 * log2 of the length.
 */
export function shannonEntropy(text: string): number {
  const counts = new Map<number, number>();
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    counts.set(unit, (counts.get(unit) ?? 0) + 1);
  }
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}
