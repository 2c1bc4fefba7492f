/** Containers on generated input: what is encoded is found again, and where it says; anything else does no harm. */

import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createForEachDecoded, type Decoded } from '#detect/containers/for-each-decoded.ts';
import { type Marks, RUN_MARK } from '#detect/marks/mark-list.ts';
import { createMarkTwin } from '#detect/marks/twin.ts';

const forEachDecoded = createForEachDecoded(createMarkTwin());

/** Texts as files hold them: words, names and values, other scripts, and characters beyond U+FFFF. */
const text = fc
  .array(
    fc.constantFrom(
      'key',
      ' = ',
      '"',
      "'",
      'Zm9v',
      '/',
      '+',
      '\n',
      '\t',
      'é',
      '漢字',
      '😀',
      '%41',
      '\\',
      '&',
      '_',
      'a1B2',
    ),
    {
      minLength: 8,
      maxLength: 40,
    },
  )
  .map((parts) => `name: "${parts.join('')}"`);

const PERCENT_SAFE = /[A-Za-z0-9]/;

/** How each kind of container is written by others, or by hand where nobody's encoder is at hand. */
const ENCODERS: Readonly<Record<string, (plain: string) => string>> = {
  base64: (plain) => Buffer.from(plain).toString('base64'),
  base64url: (plain) => Buffer.from(plain).toString('base64url'),
  'base64 in lines': (plain) =>
    (
      Buffer.from(plain)
        .toString('base64')
        .match(/.{1,76}/g) ?? []
    ).join('\r\n  '),
  hex: (plain) => Buffer.from(plain).toString('hex'),
  percent: (plain) => encodeURIComponent(plain),
  'percent, all of it': (plain) =>
    Array.from(Buffer.from(plain), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
  JSON: (plain) => JSON.stringify(plain).replaceAll('/', '\\/'),
  units: (plain) =>
    Array.from({ length: plain.length }, (_, at) => `\\u${plain.charCodeAt(at).toString(16).padStart(4, '0')}`).join(
      '',
    ),
  entities: (plain) =>
    Array.from(plain, (character) =>
      PERCENT_SAFE.test(character) ? character : `&#${character.codePointAt(0)};`,
    ).join(''),
};

/** The value that every text ends with, so that it is one word of some length beside what has to be escaped. */
const VALUE = '/0123456789abcdef';

/** Surroundings that cannot be a part of what they surround. */
const around = fc.constantFrom('', '\n', 'x = ', '\n  y: "', 'z: [', 'é ', '漢字\n', '\0\n', 'value\n\n');

function copiesOf(content: Buffer): readonly (Omit<Decoded, 'bytes'> & { readonly text: Buffer })[] {
  const found: (Omit<Decoded, 'bytes'> & { readonly text: Buffer })[] = [];
  forEachDecoded(content, (decoded) => {
    const spans = Array.from(decoded.bytes, (_, at) => decoded.span(at, at + 1));
    const span: Decoded['span'] = (from, to) => ({ from: spans[from]?.from ?? -1, to: spans[to - 1]?.to ?? -1 });
    found.push({ ...decoded, text: Buffer.from(decoded.bytes), span });
  });
  return found;
}

function expectFound(plain: string, encoded: string, before: string, after: string): void {
  const content = Buffer.from(`${before}${encoded}${after}`);
  const found = copiesOf(content).find((one) => one.text.subarray(one.leadLength).includes(plain));
  expect(found?.text.toString()).toContain(plain);
  if (found === undefined) return;
  const at = found.text.indexOf(plain, found.leadLength);
  const { from, to } = found.span(at, at + Buffer.byteLength(plain));
  const start = Buffer.byteLength(before);
  // The ends of JSON's string and of base64 with its padding stand outside.
  expect(content.toString('utf8', from, to)).toBe(encoded.replace(/^"|"$|=+$/g, ''));
  expect(from).toBeGreaterThanOrEqual(start);
}

it.each(Object.keys(ENCODERS))('finds what is encoded as %s, and where', (name) => {
  const encode = ENCODERS[name] ?? String;
  fc.assert(
    fc.property(text, around, around, (start, before, after) => {
      const plain = `${start}${VALUE}`;
      expectFound(plain, encode(plain), before, `"${after}`);
    }),
    { numRuns: 150 },
  );
});

it.each(Object.keys(ENCODERS))('finds what is encoded twice, first as %s', (name) => {
  const first = ENCODERS[name] ?? String;
  fc.assert(
    fc.property(text, fc.constantFrom('base64', 'hex', 'percent, all of it', 'units'), (start, second) => {
      const plain = `${start}${VALUE}`;
      const encoded = (ENCODERS[second] ?? String)(`data: ${first(plain)} `);
      const found = copiesOf(Buffer.from(`a\n${encoded}\n`));
      expect(found.map((one) => one.text.toString())).toEqual(expect.arrayContaining([expect.stringContaining(plain)]));
    }),
    { numRuns: 60 },
  );
});

/** Characters of which containers are made, so that broken ones and ones within each other come about. */
const debris = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...'%\\&;#xXuU0147adfAFn"\'/+-_= \n\r\t{}>.') },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          '%41%2F',
          '\\u002f',
          '\\ud83d',
          '&quot;',
          '&#x41;',
          'QUtJQUtJQUtJQUtJQUtJQUtJQUtJQUtJ',
          '6b65793d6b65793d6b65793d6b65793d',
        ),
      },
    ),
    { maxLength: 120 },
  )
  .map((parts) => Buffer.from(parts.join('')));
const anything = fc.oneof(
  debris,
  fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
);

it('points into the content, in order, whatever the content', () => {
  fc.assert(
    fc.property(anything, (content) => {
      for (const { text: decoded, span, leadLength } of copiesOf(content)) {
        expect(leadLength).toBeLessThan(decoded.length);
        let last = { from: 0, to: 0 };
        for (let at = 0; at < decoded.length; at++) {
          const { from, to } = span(at, at + 1);
          expect(from >= last.from && to >= last.to && from < to && to <= content.length).toBe(true);
          last = { from, to };
        }
      }
    }),
    { numRuns: 3000 },
  );
});

it('decodes nothing to more than it was, of what is decoded once', () => {
  fc.assert(
    fc.property(anything, (content) => {
      const once = copiesOf(content).filter(({ decodings }) => decodings.length === 1);
      const total = once.reduce((sum, { text: decoded }) => sum + decoded.length, 0);
      expect(total).toBeLessThanOrEqual(4 * content.length);
    }),
    { numRuns: 1000 },
  );
});

it.each<[string, string]>([
  ['one run', 'QUtJ/'],
  ['one line of escapes', '\\"'],
  ['text that fails in the end', `${'QUtJ'.repeat(100)}-`],
  ['lines that wrap', `${'QUtJ'.repeat(19)}\n`],
  ['lines that wrap and end as no text', `${'QUtJ'.repeat(19)}\n${'QUtJ'.repeat(18)}////\n`],
  ['zeros', '\0'],
  ['openings', '&#x41;%41\\x41'],
])('takes no longer than its length in %s', (_, part) => {
  const content = Buffer.from(part.repeat(Math.ceil(400_000 / part.length)));
  const started = performance.now();
  forEachDecoded(content, () => {});
  expect(performance.now() - started).toBeLessThan(5000);
});

/** The definition of marks, as regular expressions. */
function markedBy(content: Buffer): readonly (readonly number[])[] {
  const latin1 = content.toString('latin1');
  const patterns = [/[A-Za-z0-9+/_-]{24,}/g, /%(?=[0-9A-Fa-f]{2})/g, /\\(?=[uxU0-7nrtbfv/"'\\])/g, /&(?=[#A-Za-z])/g];
  return patterns
    .flatMap((pattern, kind) =>
      Array.from(latin1.matchAll(pattern), ({ index, 0: { length } }) => [kind, index, index + length]),
    )
    .sort(([, a = 0], [, b = 0]) => a - b);
}

function listed({ count, kinds, from, to }: Marks): readonly (readonly number[])[] {
  return Array.from({ length: count }, (_, at) => [kinds[at] ?? RUN_MARK, from[at] ?? 0, to[at] ?? 0]);
}

it('marks what the definition says', () => {
  fc.assert(
    fc.property(anything, (content) => {
      expect(listed(createMarkTwin()(content))).toEqual(markedBy(content));
    }),
    { numRuns: 2000 },
  );
});
