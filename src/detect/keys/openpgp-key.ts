/** Reads the first packet of an OpenPGP private key (RFC 9580, and RFC 4880 before it). */

import type { PrivateKey } from './private-key.ts';

/** Packet types of a secret key and of a secret subkey. */
const SECRET_KEY = 5;

/** Public-key algorithms: how many numbers the public half has, and whether a curve's name goes before them. */
const ALGORITHMS: Readonly<Record<number, { readonly type: string; readonly numbers: number; readonly curve?: true }>> =
  {
    1: { type: 'RSA', numbers: 2 },
    2: { type: 'RSA', numbers: 2 },
    3: { type: 'RSA', numbers: 2 },
    16: { type: 'ElGamal', numbers: 3 },
    17: { type: 'DSA', numbers: 4 },
    19: { type: 'EC', numbers: 1, curve: true },
    22: { type: 'Ed25519', numbers: 1, curve: true },
  };

/** Where a packet's content stands. */
interface Packet {
  readonly tag: number;
  readonly from: number;
  readonly to: number;
}

/** undefined where the first packet is no secret key. Of versions other than 4 it is not read whether they are protected. */
export function readOpenPgpKey(bytes: Uint8Array): PrivateKey | undefined {
  const packet = readPacket(bytes);
  if (packet?.tag !== SECRET_KEY) return undefined;
  const algorithm = ALGORITHMS[bytes[packet.from + 5] ?? 0];
  const isWhole = packet.to <= bytes.length;
  const usage = bytes[packet.from] === 4 && algorithm !== undefined ? usageOf(bytes, packet, algorithm) : undefined;
  return { ...(algorithm && { type: algorithm.type }), protection: usage === 0 ? 'none' : 'strong', isWhole };
}

/** Old headers have the length's size in their lowest bits, new ones in the length itself. */
function readPacket(bytes: Uint8Array): Packet | undefined {
  const [head = 0, first = 0, second = 0, third = 0, fourth = 0, fifth = 0] = bytes;
  if ((head & 0x80) === 0) return undefined;
  if ((head & 0x40) !== 0) {
    const tag = head & 0x3f;
    if (first < 192) return { tag, from: 2, to: 2 + first };
    if (first < 224) return { tag, from: 3, to: 3 + (first - 192) * 256 + second + 192 };
    return first === 255 ? { tag, from: 6, to: 6 + ((second * 256 + third) * 256 + fourth) * 256 + fifth } : undefined;
  }
  const tag = (head >> 2) & 0x0f;
  if ((head & 3) === 0) return { tag, from: 2, to: 2 + first };
  if ((head & 3) === 1) return { tag, from: 3, to: 3 + first * 256 + second };
  return { tag, from: 5, to: 5 + ((first * 256 + second) * 256 + third) * 256 + fourth };
}

/** The octet behind the public half, which says how the private one is protected: 0 means not at all. */
function usageOf(
  bytes: Uint8Array,
  { from }: Packet,
  { numbers, curve }: { readonly numbers: number; readonly curve?: true },
): number | undefined {
  let at = from + 6;
  if (curve === true) at += 1 + (bytes[at] ?? 0);
  for (let i = 0; i < numbers; i++) at += 2 + Math.ceil(((bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0)) / 8);
  return bytes[at];
}
