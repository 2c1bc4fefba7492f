/** Sizes in configuration mean what they mean on the command line. */

import { expect, it } from 'vitest';
import { parseSize } from '#cli/parse-size.ts';
import { parseByteSize } from '#rules/byte-size.ts';

it.each(['1', '1500', '1500B', '512k', '10MB', '10 MB', '1.5m', '64KiB', '1Gi', '2TB'])('%s', (text) => {
  expect(parseByteSize(text)).toBe(parseSize(text, '--max-file-size'));
});

it.each(['', '0', '0.1', '-1', 'MB', '10X', '1e3', '1 0', '9999999TB', 'ten'])('"%s" is none', (text) => {
  expect(parseByteSize(text)).toBeUndefined();
});
