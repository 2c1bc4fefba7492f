/** Sizes as people type them. */

import { describe, expect, it } from 'vitest';
import { parseSize } from '#cli/parse-size.ts';
import { UsageError } from '#model/errors.ts';

describe('parseSize', () => {
  it.each([
    ['1', 1],
    ['1500', 1500],
    ['1500B', 1500],
    ['512k', 512_000],
    ['512K', 512_000],
    ['10MB', 10_000_000],
    ['10 MB', 10_000_000],
    ['1.5m', 1_500_000],
    ['64KiB', 65_536],
    ['1Gi', 1_073_741_824],
    ['1GiB', 1_073_741_824],
    ['2TB', 2_000_000_000_000],
  ])('%s is %i bytes', (text, bytes) => {
    expect(parseSize(text, '--max-file-size')).toBe(bytes);
  });

  it.each(['', '0', '0.1', '-1', 'MB', '10X', '1e3', '10MBs', '1 0', '0x10', '9999999TB', 'ten', '1.', '.5k', '1ib'])(
    '"%s" is none',
    (text) => {
      expect(() => parseSize(text, '--max-file-size')).toThrow(UsageError);
    },
  );
});
