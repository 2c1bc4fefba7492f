/** The table of extents that pattern files name in `extent`. */

import type { ExtentName } from '#rules/extent-names.ts';
import type { Extent } from '../extent.ts';
import { jsonObject } from './json-object.ts';
import { jwt } from './jwt.ts';
import { pemBlock } from './pem-block.ts';
import { signedQuery } from './signed-query.ts';

/** Name to extent; `rules/extent-names.ts` has the names. */
export const EXTENTS: Readonly<Record<ExtentName, Extent>> = {
  'json-object': jsonObject,
  jwt,
  'pem-block': pemBlock,
  'signed-query': signedQuery,
};
