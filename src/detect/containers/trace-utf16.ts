/** Where the bytes of a text come from that was UTF-16 and is UTF-8 now. */

import { Buffer } from 'node:buffer';
import type { Trace } from './container.ts';

/**
 * The trace of `text` as UTF-8, where `units` is the trace of its bytes as UTF-16, of which the first `skipped` are no
 * text (a byte-order mark).
 */
export function traceUtf16(text: string, skipped: number, units: Trace): Trace {
  const length = Buffer.byteLength(text);
  const trace = { from: new Uint32Array(length), to: new Uint32Array(length) };
  let at = 0;
  let unit = skipped;
  for (const character of text) {
    const end = unit + 2 * character.length;
    const next = at + Buffer.byteLength(character);
    trace.from.fill(units.from[unit] ?? 0, at, next);
    trace.to.fill(units.to[end - 1] ?? 0, at, next);
    at = next;
    unit = end;
  }
  return trace;
}
