/** Percent encoding (RFC 3986, 2.1): `%2F`. A plus sign stays one, since only forms mean a blank by it. */

import { byteReading, type EscapeReader, NO_ESCAPE } from './escape.ts';
import { readHex } from './text-bytes.ts';

export const PERCENT: EscapeReader = {
  first: 0x25,
  read(bytes, at) {
    const byte = readHex(bytes, at + 1, 2);
    return byte < 0 ? NO_ESCAPE : byteReading(byte, 3);
  },
};
