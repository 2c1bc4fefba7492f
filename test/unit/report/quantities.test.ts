/** Numbers as people read them. */

import { expect, it } from 'vitest';
import { formatBytes, formatCount, formatDuration, formatNumberOf } from '#report/quantities.ts';

it.each([
  [0, '0'],
  [999, '999'],
  [1000, '1,000'],
  [419_403, '419,403'],
  [1_234_567, '1,234,567'],
])('count %i is %s', (count, text) => {
  expect(formatCount(count)).toBe(text);
});

it.each([
  [0, '0 findings'],
  [1, '1 finding'],
  [1204, '1,204 findings'],
])('%i gives %s', (count, text) => {
  expect(formatNumberOf(count, 'finding')).toBe(text);
});

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [999_949, '999.9 kB'],
  [999_950, '1.0 MB'],
  [12_345_678, '12.3 MB'],
  [8_123_456_789, '8.1 GB'],
  [5e18, '5000.0 PB'],
])('%i bytes are %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

it.each([
  [0, '0 ms'],
  [38.4, '38 ms'],
  [99.6, '0.1 s'],
  [100, '0.1 s'],
  [2400, '2.4 s'],
  [119_949, '119.9 s'],
  [119_950, '2 min 0 s'],
  [192_000, '3 min 12 s'],
])('%i ms are %s', (milliseconds, text) => {
  expect(formatDuration(milliseconds)).toBe(text);
});
