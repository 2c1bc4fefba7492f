/** Asks whether a value is JSON in base64, as many vendors write their tokens. */

import { acceptIf, type CheckFactory } from '../check.ts';
import { decodeJsonObject } from './decode-base64.ts';
import { unescapeBase64 } from './unescape-base64.ts';

/** `base64-json`: base64 or base64url of a JSON object; the escapes of JSON and URLs are undone first. */
export const base64Json: CheckFactory =
  () =>
  ({ secret }) =>
    acceptIf(decodeJsonObject(unescapeBase64(secret)) !== undefined);
