import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { fieldsOf } from '#git/fields.ts';

async function* streamOf(pieces: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield Buffer.from(piece, 'latin1');
}

async function fields(separator: 0 | 10, ...pieces: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for await (const field of fieldsOf(streamOf(pieces), separator)) found.push(field.toString('latin1'));
  return found;
}

describe('fieldsOf', () => {
  it.each([
    ['nothing', [], []],
    ['an empty piece', [''], []],
    ['fields in one piece', ['a\0b\0'], ['a', 'b']],
    ['a last field without an end', ['a\0b'], ['a', 'b']],
    ['empty fields', ['\0\0a\0\0'], ['', '', 'a', '']],
    ['a field that is cut', ['a', 'b', 'c\0d\0'], ['abc', 'd']],
    ['a cut before the separator', ['a', '\0b\0'], ['a', 'b']],
    ['a cut behind the separator', ['a\0', 'b\0'], ['a', 'b']],
    ['empty pieces between', ['a', '', 'b\0'], ['ab']],
    ['bytes beyond ASCII', ['\xff\xfe\0'], ['\xff\xfe']],
    ['newlines, which are no separator here', ['a\nb\0'], ['a\nb']],
  ])('%s', async (_, pieces, expected) => expect(await fields(0, ...pieces)).toEqual(expected));

  it('takes newlines for separators when asked', async () => {
    expect(await fields(10, 'a\nb', 'c\n\n', 'd')).toEqual(['a', 'bc', '', 'd']);
  });

  it('gives fields that stay as they are', async () => {
    const kept: Buffer[] = [];
    for await (const field of fieldsOf(streamOf(['a\0b', 'c\0d\0']), 0)) kept.push(field);
    expect(kept.map(String)).toEqual(['a', 'bc', 'd']);
  });
});
