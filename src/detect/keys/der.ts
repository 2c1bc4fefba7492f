/** Reads the outermost layers of DER (X.690), as far as kinds of keys are told apart by it. It never throws. */

/** One value: its tag, and where its content stands in the bytes. `to` may lie behind the end of bytes that were cut. */
export interface DerValue {
  readonly tag: number;
  readonly from: number;
  readonly to: number;
}

export const INTEGER = 0x02;
export const OCTET_STRING = 0x04;
export const OBJECT_IDENTIFIER = 0x06;
export const SEQUENCE = 0x30;

/** The value at an offset; undefined where its header is cut or has a length of no definite form. */
export function readDer(bytes: Uint8Array, at: number): DerValue | undefined {
  const [tag, first] = [bytes[at], bytes[at + 1]];
  if (tag === undefined || first === undefined) return undefined;
  if (first < 0x80) return { tag, from: at + 2, to: at + 2 + first };
  const count = first & 0x7f;
  if (count === 0 || count > 4) return undefined;
  let length = 0;
  for (let i = 0; i < count; i++) {
    const byte = bytes[at + 2 + i];
    if (byte === undefined) return undefined;
    length = length * 256 + byte;
  }
  return { tag, from: at + 2 + count, to: at + 2 + count + length };
}

/** The values that stand directly inside of one, in order, as far as they are whole; `most` ends the search. */
export function derChildren(bytes: Uint8Array, parent: DerValue, most: number): readonly DerValue[] {
  const children: DerValue[] = [];
  for (let at = parent.from; at < parent.to && children.length < most; ) {
    const child = readDer(bytes, at);
    if (child === undefined) break;
    children.push(child);
    at = child.to;
  }
  return children;
}
