/** Reads sizes as people write them: `max-file-size` in configuration means what `--max-file-size` means. */

const SIZE = /^(\d+(?:\.\d+)?)\s?(?:([kmgt])(i)?)?b?$/i;
const POWER: Readonly<Record<string, number>> = { k: 1, m: 2, g: 3, t: 4 };

/** For messages about sizes. */
export const BYTE_SIZE_HINT = 'a number of bytes, or a size in quotes such as "512k", "10MB" or "1GiB"';

/**
 * Bytes of `1500`, `512k`, `10MB`, `1.5G` (powers of 1000) or `64KiB`, `1Gi` (powers of 1024); undefined for anything
 * else and for less than one byte.
 */
export function parseByteSize(text: string): number | undefined {
  const [, digits, unit = '', binary] = SIZE.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const base = binary === undefined ? 1000 : 1024;
  const bytes = Math.floor(Number(digits) * base ** (POWER[unit.toLowerCase()] ?? 0));
  return bytes >= 1 && Number.isSafeInteger(bytes) ? bytes : undefined;
}
