/** Turns away UUIDs, which name things and are seldom secret. */

import { acceptIf, type CheckFactory } from '../check.ts';

/** `not-uuid`: RFC 9562's text form, of any version, also in braces or as a URN. */
export const notUuid: CheckFactory =
  () =>
  ({ secret }) =>
    acceptIf(!/^(?:urn:uuid:|\{)?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}?$/i.test(secret));
