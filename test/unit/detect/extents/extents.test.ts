/** The extents: where each ends, that what it gave leads to the same again, and that none throws or looks too far. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Extent } from '#detect/extent.ts';
import { EXTENTS } from '#detect/extents/index.ts';
import { EXTENT_NAMES, readExtent } from '#rules/extent-names.ts';
import { BEGIN } from '../../../support/key-files.ts';

/** What an extent makes of `marked` in `text`. */
function extended(extent: Extent, text: string, marked: string): string | undefined {
  const from = text.indexOf(marked);
  const whole = extent(text, from, from + marked.length);
  return whole && text.slice(whole.from, whole.to);
}

describe('EXTENTS', () => {
  it('has those that rules may name, and no other', () => {
    expect(Object.keys(EXTENTS).sort()).toEqual([...EXTENT_NAMES].sort());
    expect(EXTENT_NAMES.map(readExtent)).toEqual([...EXTENT_NAMES]);
  });

  it.each(Object.entries(EXTENTS))('%s gives a stretch of the text, and the same again for that', (_, extent) => {
    const pieces = [
      '{',
      '}',
      '"',
      '\\',
      'a',
      '.',
      'eyJ',
      '-----BEGIN A-----',
      '-----END A-----',
      '\n',
      `${'b'.repeat(64)}\n`,
      ' ',
    ];
    const texts = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((all) => all.join(''));
    fc.assert(
      fc.property(texts, fc.nat(300), fc.nat(20), (text, at, length) => {
        const from = Math.min(at, text.length);
        const to = Math.min(from + length, text.length);
        const whole = extent(text, from, to);
        if (whole === undefined) return;
        expect(whole.from).toBeLessThanOrEqual(from);
        expect(whole.to).toBeGreaterThanOrEqual(whole.from);
        expect(whole.to).toBeLessThanOrEqual(text.length);
        expect(extent(text, whole.from, whole.to)).toEqual(whole);
      }),
      { numRuns: 500 },
    );
  });
});

describe('json-object', () => {
  const find = (text: string, marked = '"m":1') => extended(EXTENTS['json-object'], text, marked);

  it.each([
    ['flat', '{"m":1}', '{"m":1}'],
    ['text around', 'x = {"a":2,"m":1,"b":3};', '{"a":2,"m":1,"b":3}'],
    ['an object before', '{"a":{"b":{}},"m":1}', '{"a":{"b":{}},"m":1}'],
    ['an object behind', '{"m":1,"a":{"b":{}}}', '{"m":1,"a":{"b":{}}}'],
    ['an object around', '{"a":{"m":1},"b":2}', '{"m":1}'],
    ['a brace in a string behind', '{"m":1,"a":"}"}', '{"m":1,"a":"}"}'],
    ['a brace in a string before', '{"a":"{","m":1}', '{"a":"{","m":1}'],
    ['a quote in a string', '{"m":1,"a":"\\"}\\\\"}', '{"m":1,"a":"\\"}\\\\"}'],
    ['two in a list', '[{"m":1},{"m":1}]', '{"m":1}'],
    ['no object', '"m":1', undefined],
    ['no end', '{"m":1', undefined],
    ['an object that ended before', '{"a":1},"m":1', undefined],
    ['the same twice', '{"m":1,"m":1}', undefined],
  ])('%s', (_, text, whole) => expect(find(text)).toBe(whole));

  it('finds an object in a string of JSON, once or twice escaped', () => {
    const object = JSON.stringify({ a: '}"\\', m: 1 });
    const once = JSON.stringify({ x: object });
    expect(find(once, 'm\\":1')).toBe(JSON.stringify(object).slice(1, -1));
    const twice = JSON.stringify({ y: once });
    expect(find(twice, ':1')).toBe(JSON.stringify(JSON.stringify(object).slice(1, -1)).slice(1, -1));
  });

  it('finds whatever object JSON holds', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 4 }), fc.jsonValue(), (fields, other) => {
        const object = JSON.stringify({ marked: 17, ...fields });
        fc.pre(object.startsWith('{"marked":17') && object.indexOf('"marked":17', 2) < 0);
        expect(find(`${JSON.stringify([other]).slice(0, -1)},${object}]`, '"marked":17')).toBe(object);
      }),
    );
  });

  it('looks no further than it says', () => {
    const near = `{"m":1,"a":"${'a'.repeat(40_000)}"}`;
    expect(find(near)).toBe(near);
    expect(find(`{"m":1,"a":"${'a'.repeat(66_000)}"}`)).toBeUndefined();
    expect(find(`{"a":"${'a'.repeat(17_000)}","m":1}`)).toBeUndefined();
  });
});

describe('jwt', () => {
  const find = (text: string) => extended(EXTENTS.jwt, text, 'eyJ');

  it.each([
    ['three segments', 'eyJa.b-_.c', 'eyJa.b-_.c'],
    ['text behind', '"eyJa.b.c",', 'eyJa.b.c'],
    ['a full stop behind', 'eyJa.b.c. More', 'eyJa.b.c'],
    ['two segments', 'eyJa.b', undefined],
    ['an empty signature', 'eyJa.b.', undefined],
    ['an empty payload', 'eyJa..c', undefined],
  ])('%s', (_, text, whole) => expect(find(text)).toBe(whole));
});

describe('pem-block', () => {
  const first = `${BEGIN}PRIVATE KEY-----`;
  const last = '-----END PRIVATE KEY-----';
  const line = 'Ab3/'.repeat(16);
  const find = (text: string) => extended(EXTENTS['pem-block'], text, first);

  it.each([
    ['a block', `${first}\n${line}\n${last}\n`, `${first}\n${line}\n${last}`],
    ['headers', `${first}\nProc-Type: 4,ENCRYPTED\nDEK-Info: DES-CBC,AB\n\n${line}\n${last}`, undefined],
    ['an END of another label', `${first}\n${line}\n-----END RSA PRIVATE KEY-----`, `${first}\n${line}`],
    ['no END', `${first}\n${line}\n${line}\nAb3=\n\nwords`, `${first}\n${line}\n${line}\nAb3=`],
    ['no END and words', `${first}\n${line}\nwords that go on`, `${first}\n${line}`],
    ['another block behind it', `${first}\n${line}\n${first}\n`, `${first}\n${line}`],
  ])('%s', (_, text, whole) => expect(find(text)).toBe(whole ?? text));

  it.each([
    ['a short body', `${first}\nAb3/\n${last}`],
    ['no body', `${first}\n${last}`],
    ['words', `${first}\nsome words`],
    ['a variable', `${first}\\n" + key + "\\n${last}`],
    ['the end of the text', first],
  ])('%s is none', (_, text) => expect(find(text)).toBeUndefined());

  it('looks no further than it says', () => {
    const whole = `${first}\n${`${line}\n`.repeat(2000)}${last}`;
    expect(find(whole)?.length).toBeLessThanOrEqual(65_536);
  });
});
