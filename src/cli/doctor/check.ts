/** One thing that the doctor looked at, and what is to be said of it. */

/** A problem makes the status 2. */
export interface Check {
  /** The hook, or what else it is about. */
  readonly check: string;
  readonly status: 'ok' | 'note' | 'problem';
  readonly message: string;
  /** The version of keysieve that refused, where a hook was run. */
  readonly version?: string;
}
