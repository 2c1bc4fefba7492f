/** What a text holds encoded, as tests compare it: the decoded text, how it was encoded, and where. */

import { Buffer } from 'node:buffer';
import { createForEachDecoded } from '#detect/containers/for-each-decoded.ts';
import { createMarkTwin } from '#detect/marks/twin.ts';

/** Everything is a copy: what was visited is valid during the visit alone. */
export interface DecodedText {
  readonly text: string;
  readonly lead: string;
  readonly decodings: readonly string[];
  /** The encoded bytes of each part of the text that holds this string, as text. */
  encoded(part: string): string;
}

const forEachDecoded = createForEachDecoded(createMarkTwin());

/** All that `content` holds encoded, in the order of visits. */
export function decodedIn(content: string | Uint8Array): readonly DecodedText[] {
  const bytes = Buffer.from(content);
  const found: DecodedText[] = [];
  forEachDecoded(bytes, ({ bytes: decoded, leadLength, decodings, span }) => {
    const text = Buffer.from(decoded);
    const spans = Array.from(text, (_, at) => span(at, at + 1));
    found.push({
      text: text.subarray(leadLength).toString(),
      lead: text.toString('utf8', 0, leadLength),
      decodings,
      encoded(part) {
        const at = text.indexOf(part, leadLength);
        if (at < 0) throw new Error('the decoded text does not hold this part');
        const end = at + Buffer.byteLength(part) - 1;
        return bytes.toString('latin1', spans[at]?.from, spans[end]?.to);
      },
    });
  });
  return found;
}
