/** A file's name as git and the file system know it: bytes, which are nearly always UTF-8. */

/**
 * `text` uses `/` between folders and is what people read; where the name is not UTF-8 every offending byte is
 * written `\xNN` in it and `bytes` holds the true name. Two names are the same file when `pathKey` is equal.
 */
export interface PathName {
  readonly text: string;
  /** Present only when the name is not UTF-8. */
  readonly bytes?: Uint8Array;
}

/** A string that is equal for equal names only: a UTF-8 name that spells out `\xNN` differs from the byte itself. */
export function pathKey(path: PathName): string {
  return path.bytes === undefined ? path.text : `\0${path.text}`;
}
