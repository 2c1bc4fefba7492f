/** What a leak is to the tests: a template of rules (see `rules/templates.ts`) with its secrets marked. */

/** Lines or a whole file, in which guillemets stand around every secret that is to be found. */
export interface Leak {
  readonly name: string;
  readonly text: string;
}
