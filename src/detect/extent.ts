/** The contract of extents: what finds both ends of a secret that is longer than a regex should be. */

/** A stretch of a text in UTF-16 code units, `to` exclusive. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** No extent looks at more of a text than this, in UTF-16 code units, before and behind what the regex found together. */
export const MOST_EXTENT = 65_536;

/**
 * From the secret as the regex found it to the whole one; undefined where there is no credential. Pure, and it never
 * throws on any text. Over all matches of one text its cost is linear in the text's length.
 */
export type Extent = (text: string, from: number, to: number) => Stretch | undefined;
