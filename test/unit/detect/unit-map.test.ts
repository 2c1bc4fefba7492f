/** Bytes and code units where characters lie across the places at which counts are kept. */

import { Buffer } from 'node:buffer';
import { expect, it } from 'vitest';
import { createUnitMap } from '#detect/unit-map.ts';

/** Each says where characters of several bytes begin; all the rest is ASCII. */
const LAYOUTS: readonly (readonly [where: string, text: string])[] = [
  ['nowhere', 'a'.repeat(1500)],
  // As many units as bytes lie between the two counts, though not each byte is one.
  ['across two counts', `${'a'.repeat(511)}é${'a'.repeat(510)}😀${'b'.repeat(600)}`],
  ['everywhere', '漢é😀'.repeat(200)],
  ['behind the last count', `${'a'.repeat(1024)}é`],
];

it.each(LAYOUTS)('are the same with others %s', (_, text) => {
  const bytes = Buffer.from(text);
  const [forth, back] = [createUnitMap(bytes), createUnitMap(bytes)];
  let byte = 0;
  let unit = 0;
  for (const character of [...text]) {
    expect({ byte, unit: forth.unitsBefore(byte) }).toEqual({ byte, unit });
    for (const within of Array.from(character, (_half, at) => at)) {
      expect({ unit: unit + within, byte: back.byteOf(unit + within) }).toEqual({ unit: unit + within, byte });
    }
    byte += Buffer.byteLength(character);
    unit += character.length;
  }
  expect([forth.unitsBefore(byte), back.byteOf(unit)]).toEqual([unit, byte]);
});
