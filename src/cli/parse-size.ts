/** Sizes as people type them. */

import { UsageError } from '#model/errors.ts';

const SIZE = /^(\d+(?:\.\d+)?)\s?(?:([kmgt])(i)?)?b?$/i;
const POWER: Readonly<Record<string, number>> = { k: 1, m: 2, g: 3, t: 4 };

/**
 * Bytes of `1500`, `512k`, `10MB`, `1.5G` (powers of 1000) or `64KiB`, `1Gi` (powers of 1024). Throws UsageError for
 * anything else and for sizes under one byte; `option` is named in its message.
 */
export function parseSize(text: string, option: string): number {
  const [, digits = '', unit = '', binary] = SIZE.exec(text) ?? [];
  const base = binary === undefined ? 1000 : 1024;
  const bytes = Math.floor(Number(digits) * base ** (POWER[unit.toLowerCase()] ?? 0));
  if (digits === '' || bytes < 1 || !Number.isSafeInteger(bytes)) {
    throw new UsageError(
      `${option} "${text}" is not a size: write a number of bytes, or a unit as in 512k, 10MB or 1GiB`,
    );
  }
  return bytes;
}
