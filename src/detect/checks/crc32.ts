/** CRC-32 as zlib, PNG and Ethernet have it. Node 20 has none of its own. */

/** The polynomial with its bits reversed. */
const POLYNOMIAL = 0xedb88320;

/** Made for the first sum: to fill it costs a hook on a clean commit more than a millisecond. */
let table: Uint32Array | undefined;

function createTable(): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    let rest = byte;
    for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? POLYNOMIAL ^ (rest >>> 1) : rest >>> 1;
    return rest;
  });
}

/** The sum of a text of ASCII, as a number from 0 to 2^32 - 1. */
export function crc32(text: string): number {
  table ??= createTable();
  let sum = 0xffffffff;
  for (let at = 0; at < text.length; at++) {
    sum = (table[(sum ^ text.charCodeAt(at)) & 0xff] ?? 0) ^ (sum >>> 8);
  }
  return (sum ^ 0xffffffff) >>> 0;
}
