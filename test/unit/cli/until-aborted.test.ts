/** Standard input that ends, and one that is interrupted. */

import { PassThrough, Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { untilAborted } from '#cli/until-aborted.ts';

async function collect(pieces: AsyncIterable<Uint8Array | string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += Buffer.from(piece as Uint8Array).toString();
  return text;
}

describe('untilAborted', () => {
  it('reads to the end', async () => {
    const input = Readable.from([Buffer.from('a'), Buffer.from('b')]);
    expect(await collect(untilAborted(input, new AbortController().signal))).toBe('ab');
  });

  it('ends in the middle of waiting, with what had come', async () => {
    const input = new PassThrough();
    const controller = new AbortController();
    input.write('a');
    setTimeout(() => controller.abort(), 10);
    expect(await collect(untilAborted(input, controller.signal))).toBe('a');
    expect(input.destroyed).toBe(true);
  });

  it('reads nothing after an interruption', async () => {
    const input = new PassThrough();
    expect(await collect(untilAborted(input, AbortSignal.abort()))).toBe('');
    expect(input.destroyed).toBe(true);
  });

  it('passes on what fails', async () => {
    const input = new PassThrough();
    setTimeout(() => input.destroy(new Error('EIO')), 10);
    await expect(collect(untilAborted(input, new AbortController().signal))).rejects.toThrow('EIO');
  });
});
