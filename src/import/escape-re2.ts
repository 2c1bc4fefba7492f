/** Writes literal text as a regex. */

/** A regex in RE2's syntax that matches `text` and nothing else. */
export function escapeRe2(text: string): string {
  return text.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
}
