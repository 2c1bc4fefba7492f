/** Writes a text as a POSIX extended regular expression that matches it and nothing else. */

/** `text` with a backslash before every character that means something outside of brackets. */
export function escapeEre(text: string): string {
  return text.replace(/[\\.|$(){}?+*^[]/g, '\\$&');
}
