/** Writing to standard output: everything, at the reader's pace, and no failure unsaid. */

import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { inBatches, writeText } from '#cli/write-text.ts';
import { ReportError } from '#model/errors.ts';
import { Failing, Kept } from './streams.ts';

const PIECE = 'x'.repeat(50_000);

describe('writeText', () => {
  it('writes everything in few writes', async () => {
    const stream = new Kept();
    await writeText(stream, ['a', '', 'bc', PIECE, PIECE, 'd']);
    expect(stream.text).toBe(`abc${PIECE}${PIECE}d`);
    expect([...inBatches(['a', 'b', PIECE, PIECE, 'c'])]).toHaveLength(2);
    expect([...inBatches([])]).toEqual([]);
  });

  it('makes no piece before the reader has taken those before it', async () => {
    let taken = 0;
    let made = 0;
    const slow = new Writable({
      write(_chunk, _encoding, done) {
        expect(made).toBeLessThanOrEqual(taken + 2);
        taken += 2;
        setImmediate(done);
      },
    });
    const pieces = function* (): Generator<string> {
      for (; made < 10; made++) yield PIECE;
    };
    await writeText(slow, pieces());
    expect(taken).toBe(10);
  });

  it('ends quietly when the reader has gone', async () => {
    const stream = new Failing('EPIPE');
    stream.on('error', () => {});
    await writeText(
      stream,
      Array.from({ length: 10 }, () => PIECE),
    );
    expect(stream.writes).toBe(1);
  });

  it('says every other failure', async () => {
    const stream = new Failing('ENOSPC');
    stream.on('error', () => {});
    await expect(writeText(stream, ['a'])).rejects.toThrow(
      new ReportError('the report could not be written to standard output: write ENOSPC'),
    );
  });
});
