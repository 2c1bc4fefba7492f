/** Parts of a text that are decoded where they stand against parts of the whole text. */

import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createTextView } from '#detect/text-view.ts';

/** Long enough for several checkpoints of the counting. */
const texts = fc
  .array(fc.record({ unit: fc.constantFrom('a', 'key=', 'é', '漢', '😀', 'x😀'), count: fc.nat(400) }), {
    maxLength: 8,
  })
  .map((parts) => parts.map(({ unit, count }) => unit.repeat(count)).join(''));

const contents = fc.oneof(
  texts.map((text) => Buffer.from(text)),
  fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
);

it('slices code units as the whole text has them, also within a character', () => {
  fc.assert(
    fc.property(contents, fc.nat(3000), fc.nat(300), (bytes, from, length) => {
      const view = createTextView(bytes, true);
      expect(view.slice(from, from + length)).toBe(
        createTextView(bytes, true)
          .text()
          .slice(from, from + length),
      );
    }),
    { numRuns: 1000 },
  );
});

it('gives windows that are parts of the whole text, as long as was asked for', () => {
  fc.assert(
    fc.property(contents, fc.nat(3000), fc.nat(80), fc.nat(80), (bytes, wanted, before, after) => {
      const view = createTextView(bytes, true);
      const whole = view.text();
      const isUtf8 = Buffer.from(whole).equals(bytes);
      let at = Math.min(wanted, bytes.length);
      while (isUtf8 && at < bytes.length && ((bytes[at] ?? 0) & 0xc0) === 0x80) at--;
      const unit = view.unitsBefore(at);
      const window = view.window(at, before, after);
      expect(whole.slice(unit - window.at, unit - window.at + window.text.length)).toBe(window.text);
      expect(window.at).toBeGreaterThanOrEqual(Math.min(before, unit));
      expect(window.text.length - window.at).toBeGreaterThanOrEqual(Math.min(after, whole.length - unit));
    }),
    { numRuns: 1000 },
  );
});
