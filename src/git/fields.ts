/** Cuts the output of a running git into fields as it arrives. */

import { Buffer } from 'node:buffer';

/** The parts of `stream` that end in `separator`; a last part without one counts too. */
export async function* fieldsOf(stream: AsyncIterable<Uint8Array>, separator: 0 | 10): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const piece of stream) {
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    const data = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
    let from = 0;
    for (let end = data.indexOf(separator); end !== -1; end = data.indexOf(separator, from)) {
      yield data.subarray(from, end);
      from = end + 1;
    }
    rest = data.subarray(from);
  }
  if (rest.length > 0) yield rest;
}

/** The lines of `stream`, as many at a time as arrive together: for lists as long as a repository has objects. */
export async function* linesOf(stream: AsyncIterable<Uint8Array>): AsyncGenerator<readonly string[]> {
  let rest = '';
  for await (const piece of stream) {
    const text = rest + Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength).toString('latin1');
    const lines = text.split('\n');
    rest = lines.pop() ?? '';
    if (lines.length > 0) yield lines;
  }
  if (rest !== '') yield [rest];
}
