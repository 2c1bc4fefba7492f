import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import type { Chunk } from '#model/chunk.ts';
import { createCutter, OVERLAP_BYTES, opaqueSkip, tooLargeSkip } from '#sources/content.ts';

const ORIGIN = { kind: 'file', path: { text: 'a.txt' } } as const;

/** The chunks of a content that comes in these parts. */
function chunksOf(...parts: readonly (string | Uint8Array)[]): Chunk[] {
  const { push } = createCutter(ORIGIN);
  return parts.map((part, at) => push(typeof part === 'string' ? Buffer.from(part) : part, at === parts.length - 1));
}

const textOf = ({ bytes }: Chunk): string => Buffer.from(bytes).toString('utf8');

describe('a content in one part', () => {
  it.each([
    ['text', Buffer.from('abc')],
    ['nothing', Buffer.alloc(0)],
    ['UTF-16', Buffer.from('\ufeffabc', 'utf16le')],
  ])('is one chunk without a copy: %s', (_, bytes) => {
    const [chunk] = chunksOf(bytes);
    expect(chunk).toEqual({ bytes, origin: ORIGIN });
    expect(chunk?.bytes).toBe(bytes);
  });
});

describe('a content in parts', () => {
  const long = 'x'.repeat(3 * OVERLAP_BYTES);

  it('has a start in all pieces but the first, by which whole contents and first pieces are known', () => {
    const [first, second, third] = chunksOf(`${long}\n`, `${long}\n`, 'end');
    expect(first?.start).toBeUndefined();
    expect(second?.start?.line).toBe(1);
    expect(third?.start?.line).toBe(2);
  });

  it('starts the next piece at the start of a line when one is near enough', () => {
    const [first, second] = chunksOf(`${long}\nab\n${'y'.repeat(OVERLAP_BYTES - 3)}\nz`, 'end');
    expect(first?.bytes.length).toBe(long.length + 4 + OVERLAP_BYTES - 2);
    expect(second && textOf(second).slice(0, 4)).toBe('ab\ny');
    expect(second?.start).toEqual({ line: 2, column: 1 });
  });

  it('starts it inside of a long line otherwise, and counts its columns on', () => {
    const [, second] = chunksOf(long, `${long}end`);
    const dropped = long.length - 1 - OVERLAP_BYTES;
    expect(second?.start).toEqual({ line: 1, column: dropped + 1 });
    expect(second?.bytes.length).toBe(2 * long.length + 3 - dropped);
  });

  it('repeats at least so much of the last piece as any rule of ours reaches', () => {
    const chunks = chunksOf(long, long, long);
    const ends = chunks.map(({ bytes, start }) => (start?.column ?? 1) - 1 + bytes.length);
    const starts = chunks.map(({ start }) => (start?.column ?? 1) - 1);
    expect((ends[0] ?? 0) - (starts[1] ?? 0)).toBeGreaterThanOrEqual(OVERLAP_BYTES);
    expect((ends[1] ?? 0) - (starts[2] ?? 0)).toBeGreaterThanOrEqual(OVERLAP_BYTES);
    expect(ends[2]).toBe(3 * long.length);
  });

  it('keeps what is shorter than that whole', () => {
    const chunks = chunksOf('a\nb', '\nc\n', 'd');
    expect(chunks.map(textOf).at(-1)).toBe('a\nb\nc\nd');
    expect(chunks.at(-1)?.start).toEqual({ line: 1, column: 1 });
  });

  it('ends no piece inside of a character', () => {
    const part = Buffer.from(`${long}é`);
    const [first, second] = chunksOf(part.subarray(0, -1), part.subarray(-1));
    expect(first && textOf(first)).not.toContain('\ufffd');
    expect(second && textOf(second).endsWith('xé')).toBe(true);
  });

  it.each([
    ['what begins a character of UTF-8 and does not end one', '\xe2\x82x'],
    ['what would be UTF-8', '\xc3\xa9x'],
  ])('counts a column for each byte where it is no UTF-8: %s', (_, unit) => {
    const part = Buffer.from(`\xff${unit.repeat(OVERLAP_BYTES)}`, 'latin1');
    const [first, second] = chunksOf(part, 'end');
    const dropped = (first?.bytes.length ?? 0) - OVERLAP_BYTES;
    expect(Math.abs((second?.start?.column ?? 0) - 1 - dropped)).toBeLessThan(4);
    expect(second?.bytes.length).toBe(part.length + 3 - ((second?.start?.column ?? 0) - 1));
  });

  it('does not take a mark of another encoding in the middle for one at the start', () => {
    const latest = 2 * OVERLAP_BYTES;
    const part = Buffer.concat([
      Buffer.alloc(latest, 'x'),
      Buffer.from([0xff, 0xfe]),
      Buffer.alloc(OVERLAP_BYTES - 1, 'y'),
    ]);
    const [, second] = chunksOf(part, 'end');
    expect(Buffer.from(second?.bytes ?? []).toString('latin1', 0, 3)).toBe('yyy');
    expect(second?.start).toEqual({ line: 1, column: latest + 3 });
  });

  it('does not grow without end where no byte begins a character', () => {
    const part = Buffer.alloc(4 * OVERLAP_BYTES, 0xbf);
    const last = chunksOf(part, part, part, part, part).at(-1);
    expect(last?.bytes.length).toBeLessThan(6 * OVERLAP_BYTES);
  });

  it('hands UTF-16 on as UTF-8, cut in the middle of a character or not', () => {
    const bytes = Buffer.from(`\ufeff${'é😀\n'.repeat(3)}`, 'utf16le');
    for (let cut = 4; cut < bytes.length; cut++) {
      const chunks = chunksOf(bytes.subarray(0, cut), bytes.subarray(cut));
      expect(chunks.map(textOf).at(-1)).toBe('é😀\n'.repeat(3));
    }
  });

  it('keeps its own copy of what it repeats', () => {
    const { push } = createCutter(ORIGIN);
    const part = Buffer.from('abc');
    push(part, false);
    part.fill('x');
    expect(textOf(push(Buffer.from('d'), true))).toBe('abcd');
  });

  it('may end in an empty part', () => {
    expect(chunksOf('abc', '').map(textOf).at(-1)).toBe('abc');
  });
});

describe('skips', () => {
  const path = { text: 'a.zip' };

  it('say what an archive hides', () => {
    expect(opaqueSkip(Buffer.from('PK\x03\x04'), path)).toEqual({
      path,
      reason: 'zip archive: what it holds was not read',
      opaque: true,
    });
    expect(opaqueSkip(Buffer.from('text'), path)).toBeUndefined();
  });

  it('say how much too large a file is', () => {
    const reason = 'larger than --max-file-size (11 of 10 bytes)';
    expect(tooLargeSkip(path, 11, 10)).toEqual({ path, reason, opaque: true });
  });
});
