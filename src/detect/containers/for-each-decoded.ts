/** Decodes whatever a content holds encoded, and what that holds encoded again: two levels, and no more. */

import type { FindMarks } from '../marks/mark-list.ts';
import { createMarkTwin } from '../marks/twin.ts';
import type { Container, Span } from './container.ts';
import { type ContainerDecoder, createContainerDecoder, type DecodedContainer } from './decode-container.ts';
import { findContainers } from './find-containers.ts';

/** Text that a content holds encoded. */
export interface Decoded {
  /** Text, in the sense in which a chunk's bytes are. Valid, like `span`, until `visit` returns. */
  readonly bytes: Uint8Array;
  /** Up to here `bytes` are the text in front of the container, as it stands: what ends there was not decoded. */
  readonly leadLength: number;
  /** What was decoded, outermost first. */
  readonly decodings: readonly string[];
  /** The smallest stretch of the content that holds, encoded, the bytes from `from` to `to`, which are at least one. */
  span(from: number, to: number): Span;
}

/**
 * Calls `visit` for everything that `bytes` hold encoded, each container before those inside of it. False when there
 * was more than is decoded: then not everything was looked at.
 */
export type ForEachDecoded = (bytes: Uint8Array, visit: (decoded: Decoded) => void) => boolean;

/** Levels of decoding: JSON in a string, base64 in JSON; base64 of a Kubernetes secret that holds base64 itself. */
const MOST_LEVELS = 2;

/**
 * Containers of one content. Decoded text is never longer than what it was decoded from, and containers of one kind do
 * not overlap, so that their number bounds the work; a content of 32 MiB that holds more is made to be slow.
 */
const MOST_CONTAINERS = 1_000_000;

/** No container is shorter. */
const LEAST_BYTES = 16;

/** Below this many bytes a call of a fast scanner costs more than its twin. */
const SHORT_BYTES = 1024;

/** `mostContainers` is for tests. The memory of the decoders is kept between calls, so that it must not call itself. */
export function createForEachDecoded(findMarks: FindMarks, mostContainers = MOST_CONTAINERS): ForEachDecoded {
  const decoders = Array.from({ length: MOST_LEVELS }, createContainerDecoder);
  const twin = createMarkTwin();
  const marksOf: FindMarks = (bytes) => (bytes.length < SHORT_BYTES ? twin : findMarks)(bytes);
  return (bytes, visit) => {
    /** Below 0 when there was more. */
    let left = mostContainers;
    const containersIn = (content: Uint8Array): readonly Container[] => {
      if (content.length < LEAST_BYTES) return [];
      const found = findContainers(content, marksOf(content), left + 1);
      left -= found.length;
      return found;
    };
    const walk = (content: Decoded, [decode, ...deeper]: readonly ContainerDecoder[]): void => {
      if (decode === undefined) return;
      for (const container of containersIn(content.bytes)) {
        if (container.to <= content.leadLength) continue;
        const inner = decode(content.bytes, container);
        if (inner === undefined) continue;
        const decoded = content === whole ? inner : nested(content, inner);
        visit(decoded);
        walk(decoded, deeper);
      }
    };
    const whole: Decoded = { bytes, leadLength: 0, decodings: [], span: (from, to) => ({ from, to }) };
    walk(whole, decoders);
    return left >= 0;
  };
}

function nested(outer: Decoded, inner: DecodedContainer): Decoded {
  return {
    ...inner,
    decodings: [...outer.decodings, ...inner.decodings],
    span(from, to) {
      const within = inner.span(from, to);
      return outer.span(within.from, within.to);
    },
  };
}
