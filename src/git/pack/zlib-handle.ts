/**
 * One inflater of zlib for many small inputs. Node's own `inflateSync` makes a new one for each, with its window and its
 * stream, which takes longer than most entries of a pack. Node keeps what is needed in fields that it does not document:
 * they are tried before they are relied on.
 */

import { Buffer } from 'node:buffer';
import { constants, createInflate } from 'node:zlib';

/** What became of one input. */
export interface Inflated {
  /** Bytes that were written to the target. */
  readonly length: number;
  /** What zlib says is wrong; undefined also where the target is full before the end. */
  readonly failure: string | undefined;
}

/**
 * Inflates `packed` from byte `from` on to the first `room` bytes of `target`, as far as they go. What follows the end of
 * the compressed bytes is left alone.
 */
export type InflateInto = (packed: Uint8Array, from: number, target: Uint8Array, room: number) => Inflated;

/** Fields of node's streams for zlib, the same from Node 20 to 24. */
interface Stream {
  readonly _handle: {
    onerror: (message: string) => void;
    reset(): void;
    /** Flush mode, input, its offset and length, output, its offset and length. */
    writeSync(flush: number, ...places: (Uint8Array | number)[]): void;
  };
  /** After a write: free bytes of the output, and unread bytes of the input. */
  readonly _writeState: Uint32Array;
}

/** Undefined where this Node has no such fields, or they do something else. */
export function openZlib(): InflateInto | undefined {
  try {
    const inflate = createInflateInto(createInflate() as unknown as Stream);
    return isZlib(inflate) ? inflate : undefined;
  } catch {
    return undefined;
  }
}

function createInflateInto({ _handle: handle, _writeState: state }: Stream): InflateInto {
  let failure: string | undefined;
  handle.onerror = (message) => {
    failure = message;
  };
  return (packed, from, target, room) => {
    failure = undefined;
    handle.reset();
    handle.writeSync(constants.Z_FINISH, packed, from, packed.length - from, target, 0, room);
    return { length: room - (state[0] as number), failure };
  };
}

/** zlib's form of `keysieve keysieve`, and a byte before and two behind it. */
const SAMPLE = Buffer.from('ff789ccb4ead2cce4c2d4b55c88632003e6606eb' + 'ffff', 'hex');
const SAMPLE_TEXT = 'keysieve keysieve';

/** Whether it gives what was packed, and tells damage, a cut and too little room from that, again and again. */
function isZlib(inflate: InflateInto): boolean {
  const target = Buffer.alloc(SAMPLE_TEXT.length + 1);
  const isWhole = (): boolean => {
    const { length, failure } = inflate(SAMPLE, 1, target.fill(0), target.length);
    return failure === undefined && target.toString('latin1', 0, length) === SAMPLE_TEXT;
  };
  const damaged = Buffer.from(SAMPLE);
  damaged[17] = 0;
  return (
    isWhole() &&
    inflate(damaged, 1, target, target.length).failure !== undefined &&
    inflate(SAMPLE.subarray(0, 9), 1, target, target.length).failure !== undefined &&
    isWhole() &&
    inflate(SAMPLE, 1, target, 4).length === 4 &&
    isWhole()
  );
}
