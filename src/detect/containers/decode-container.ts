/** Decodes one container, and says on request which encoded bytes each part of the decoded text comes from. */

import { Buffer, isUtf8 } from 'node:buffer';
import { decodeText, wideEncoding } from '#text/decode.ts';
import { decodeBase64 } from './base64.ts';
import type { Container, ContainerKind, Decode, Span, Trace } from './container.ts';
import { ENTITY } from './entity.ts';
import { escapesDecoder } from './escaped-line.ts';
import { decodeHex } from './hex.ts';
import { PERCENT } from './percent.ts';
import { STRING_ESCAPE } from './string-escape.ts';
import { traceUtf16 } from './trace-utf16.ts';

/** What a container holds. */
export interface DecodedContainer {
  /** Text, in the sense in which a chunk's bytes are. Valid until the same decoder decodes the next container. */
  readonly bytes: Uint8Array;
  /** Up to here `bytes` are what stands in front of the container, as it stands. */
  readonly leadLength: number;
  /** What was decoded, outermost first: the kind, and the encoding of its text where that is not UTF-8. */
  readonly decodings: readonly string[];
  /** The bytes of the content that the decoded bytes from `from` to `to`, at least one, come from. Both ends never fall. */
  span(from: number, to: number): Span;
}

/** Decodes containers into memory that it uses again; undefined where what comes out is no text or of no use. */
export type ContainerDecoder = (bytes: Uint8Array, container: Container) => DecodedContainer | undefined;

/** Shorter texts hold no secret. */
const LEAST_BYTES = 16;

/** Memory up to this size is kept for the next container. */
const KEPT_BYTES = 1 << 20;

const DECODE: Readonly<Record<ContainerKind, Decode>> = {
  base64: decodeBase64,
  base64url: decodeBase64,
  hex: decodeHex,
  percent: escapesDecoder(PERCENT),
  escape: escapesDecoder(STRING_ESCAPE),
  entity: escapesDecoder(ENTITY),
};

/** A decoder with memory of its own. */
export function createContainerDecoder(): ContainerDecoder {
  let kept = Buffer.alloc(0);
  const memory = (size: number): Buffer => {
    if (size > KEPT_BYTES) return Buffer.allocUnsafe(size);
    if (size > kept.length) kept = Buffer.allocUnsafe(Math.min(KEPT_BYTES, size * 2));
    return kept;
  };
  return (bytes, container) => {
    const { kind, lead, from, to } = container;
    const leadLength = lead.to - lead.from;
    const out = memory(leadLength + to - from);
    const decoded = out.subarray(leadLength);
    const length = DECODE[kind](bytes, container, decoded);
    if (length < LEAST_BYTES) return undefined;
    out.set(bytes.subarray(lead.from, lead.to));
    const result = { bytes: out.subarray(0, leadLength + length), leadLength, decodings: [kind] };
    const traced = (): Trace => traceOf(bytes, container, decoded, length);
    if (isEscaped(kind)) return { ...result, span: spanner(container, traced) };
    const encoding = utf16Of(decoded.subarray(0, length));
    if (encoding !== undefined) return withUtf16(result, container, traced, encoding);
    return isUtf8(decoded.subarray(0, length)) ? { ...result, span: spanner(container, traced) } : undefined;
  };
}

/** Text with escapes is text whatever its encoding. */
function isEscaped(kind: ContainerKind): boolean {
  return kind === 'percent' || kind === 'escape' || kind === 'entity';
}

/** Decodes once more, into the same bytes, and notes this time where they come from. */
function traceOf(bytes: Uint8Array, container: Container, out: Uint8Array, length: number): Trace {
  const trace = { from: new Uint32Array(length), to: new Uint32Array(length) };
  DECODE[container.kind](bytes, container, out, trace);
  return trace;
}

/** Traces when it is first asked: most containers hold nothing that anybody asks for. */
function spanner({ lead }: Container, traced: () => Trace): DecodedContainer['span'] {
  const leadLength = lead.to - lead.from;
  let known: Trace | undefined;
  return (from, to) => {
    known ??= traced();
    return {
      from: from < leadLength ? lead.from + from : (known.from[from - leadLength] ?? 0),
      to: to <= leadLength ? lead.from + to : (known.to[to - leadLength - 1] ?? 0),
    };
  };
}

type Utf16 = 'utf-16le' | 'utf-16be';

/** Only bytes that no UTF-8 text begins with are looked at as UTF-16. */
function utf16Of(bytes: Uint8Array): Utf16 | undefined {
  const [first = 0, second = 0] = bytes;
  const encoding = first === 0 || second === 0 || first >= 0xfe ? wideEncoding(bytes) : undefined;
  return encoding === 'utf-16le' || encoding === 'utf-16be' ? encoding : undefined;
}

/** The same with its text as UTF-8: PowerShell's `-EncodedCommand` is base64 of UTF-16. */
function withUtf16(
  { bytes, leadLength, decodings }: Omit<DecodedContainer, 'span'>,
  container: Container,
  traced: () => Trace,
  encoding: Utf16,
): DecodedContainer {
  const units = bytes.subarray(leadLength);
  const { text } = decodeText(units);
  const skipped = units.length - (units.length % 2) - 2 * text.length;
  return {
    bytes: Buffer.concat([bytes.subarray(0, leadLength), Buffer.from(text)]),
    leadLength,
    decodings: [...decodings, encoding],
    span: spanner(container, () => traceUtf16(text, skipped, traced())),
  };
}
