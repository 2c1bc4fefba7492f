import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { createBatchParser, type ObjectFailure, type ObjectPart, PART_BYTES } from '#git/batch-parser.ts';
import { GitError } from '#model/errors.ts';

const ID = 'a'.repeat(40);

/** What comes out of these pieces; contents are copied, since their memory is used again. */
function parse(...pieces: readonly (string | Uint8Array)[]): (ObjectPart | ObjectFailure)[] {
  const parser = createBatchParser();
  return pieces.flatMap((piece) =>
    [...parser.push(typeof piece === 'string' ? Buffer.from(piece) : piece)].map((part) =>
      part.kind === 'part' ? { ...part, bytes: Buffer.from(part.bytes) } : part,
    ),
  );
}

const part = (type: string, content: string) => ({
  kind: 'part',
  object: ID,
  type,
  size: Buffer.byteLength(content),
  bytes: Buffer.from(content),
  first: true,
  last: true,
});

describe('createBatchParser', () => {
  it.each([
    ['nothing', '', []],
    ['an object', `${ID} blob 3\nabc\n`, [part('blob', 'abc')]],
    ['an empty object', `${ID} blob 0\n\n`, [part('blob', '')]],
    ['an empty object without its line end yet', `${ID} blob 0\n`, [part('blob', '')]],
    ['two empty objects', `${ID} blob 0\n\n${ID} tree 0\n\n`, [part('blob', ''), part('tree', '')]],
    ['content that looks like a header', `${ID} blob 7\n${'x missing'.slice(0, 7)}\n`, [part('blob', 'x missi')]],
    [
      'content that ends in line ends',
      `${ID} blob 2\n\n\n\n${ID} tag 1\na\n`,
      [part('blob', '\n\n'), part('tag', 'a')],
    ],
    [
      'a missing object',
      `${ID} missing\n`,
      [{ kind: 'failure', object: ID, reason: 'it is missing', isMissing: true }],
    ],
    [
      'a missing object between others',
      `${ID} commit 1\na\n${ID} missing\n${ID} tree 1\nb\n`,
      [
        part('commit', 'a'),
        { kind: 'failure', object: ID, reason: 'it is missing', isMissing: true },
        part('tree', 'b'),
      ],
    ],
    ['nothing of a header that is cut', `${ID} blob`, []],
    ['nothing of a content that is cut', `${ID} blob 5\nabc`, []],
  ])('gives %s', (_, output, expected) => {
    expect(parse(output)).toEqual(expected);
    expect(parse(...Buffer.from(output).toString('latin1').split(''))).toEqual(expected);
  });

  it.each([
    ['an unknown type', `${ID} thing 3\nabc\n`],
    ['no size', `${ID} blob\nabc\n`],
    ['a size that is no number', `${ID} blob 3x\nabc\n`],
    ['a negative size', `${ID} blob -3\nabc\n`],
    ['a line without sense', 'error: something\n'],
    ['an ambiguous name', `${ID} ambiguous\n`],
  ])('refuses %s, and does not repeat it', (_, output) => {
    expect(() => parse(output)).toThrow(GitError);
    expect(() => parse(output)).not.toThrow(output.trim());
  });

  it('hands content on without a copy where it lies in one piece', () => {
    const piece = Buffer.from(`${ID} blob 3\nabc\n`);
    const [only] = [...createBatchParser().push(piece)];
    expect(only?.kind === 'part' && only.bytes.buffer === piece.buffer).toBe(true);
  });

  it.each([
    ['less than one part', PART_BYTES - 1, [PART_BYTES - 1]],
    ['exactly one part', PART_BYTES, [PART_BYTES]],
    ['one byte more', PART_BYTES + 1, [PART_BYTES, 1]],
    ['two parts', 2 * PART_BYTES, [PART_BYTES, PART_BYTES]],
  ])('cuts a long object: %s', (_, size, lengths) => {
    const content = Buffer.alloc(size, 'x');
    const pieces = [Buffer.from(`${ID} blob ${size}\n`)];
    for (let at = 0; at < size; at += 10_000_019) pieces.push(content.subarray(at, at + 10_000_019));
    const parser = createBatchParser();
    const seen: (readonly [number, boolean, boolean])[] = [];
    for (const piece of [...pieces, Buffer.from(`\n${ID} blob 1\ny\n`)]) {
      for (const one of parser.push(piece)) {
        if (one.kind === 'part') seen.push([one.bytes.length, one.first, one.last]);
      }
    }
    expect(seen).toEqual([
      ...lengths.map((length, at) => [length, at === 0, at === lengths.length - 1]),
      [1, true, true],
    ]);
  });
});
