/** Reads the head of a private key in OpenSSH's own format (PROTOCOL.key in OpenSSH's sources). */

import { Buffer } from 'node:buffer';
import type { PrivateKey } from './private-key.ts';

const MAGIC = 'openssh-key-v1\0';

/** Names of key types as they stand in the public half, in the words of other formats. */
const TYPES: readonly (readonly [RegExp, string])[] = [
  [/^ssh-rsa/, 'RSA'],
  [/^ssh-dss/, 'DSA'],
  [/^ecdsa-|^sk-ecdsa-/, 'EC'],
  [/^ssh-ed25519|^sk-ssh-ed25519/, 'Ed25519'],
];

/**
 * Behind the magic: cipher, key derivation and its options, the number of keys, the public key, the private part; every
 * string has its length in four bytes before it. undefined where it is something else.
 */
export function readOpenSshKey(bytes: Uint8Array): PrivateKey | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.toString('latin1', 0, MAGIC.length) !== MAGIC) return undefined;
  const cipher = readString(buffer, MAGIC.length);
  const derivation = readString(buffer, cipher.end);
  const options = readString(buffer, derivation.end);
  const publicKey = readString(buffer, options.end + 4);
  const secret = readString(buffer, publicKey.end);
  const name = readString(publicKey.bytes, 0).bytes.toString('latin1');
  const type = TYPES.find(([pattern]) => pattern.test(name))?.[1];
  const isPlain = derivation.bytes.toString('latin1') === 'none';
  return {
    ...(type === undefined ? {} : { type }),
    protection: isPlain ? 'none' : 'strong',
    isWhole: secret.bytes.length > 0 && secret.end <= buffer.length,
  };
}

/** A string and where it ends, which is behind the last byte when something was cut. */
function readString(buffer: Buffer, at: number): { readonly bytes: Buffer; readonly end: number } {
  if (at + 4 > buffer.length) return { bytes: Buffer.alloc(0), end: Number.POSITIVE_INFINITY };
  const end = at + 4 + buffer.readUInt32BE(at);
  return { bytes: buffer.subarray(at + 4, end), end };
}
