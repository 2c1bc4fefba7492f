/** Recognises content that holds more than its bytes show: archives and pointers to content kept elsewhere. */

/** First bytes of containers whose content is compressed, so that scanning their bytes says little. */
const SIGNATURES: readonly (readonly [string, readonly number[]])[] = [
  ['zip archive', [0x50, 0x4b, 0x03, 0x04]],
  ['gzip data', [0x1f, 0x8b, 0x08]],
  ['xz data', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['bzip2 data', [0x42, 0x5a, 0x68]],
  ['Zstandard data', [0x28, 0xb5, 0x2f, 0xfd]],
  ['7-Zip archive', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['RAR archive', [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07]],
];

const LFS_POINTER = 'version https://git-lfs.github.com/spec/v1';

/** What kind of opaque content starts with `bytes` (its first 64 bytes are enough), or undefined. */
export function opaqueKind(bytes: Uint8Array): string | undefined {
  for (const [kind, signature] of SIGNATURES) {
    if (signature.every((byte, at) => bytes[at] === byte)) return kind;
  }
  return isLfsPointer(bytes) ? 'Git LFS pointer' : undefined;
}

function isLfsPointer(bytes: Uint8Array): boolean {
  for (let at = 0; at < LFS_POINTER.length; at++) {
    if (bytes[at] !== LFS_POINTER.charCodeAt(at)) return false;
  }
  return true;
}
