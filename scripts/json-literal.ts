/** JSON as an expression in a generated module. */

/**
 * The text of a call that parses `json`. V8 reads JSON faster than the same text as a literal, and a string without
 * characters beyond ASCII takes half the room in the code cache.
 */
export function jsonLiteral(json: string): string {
  const ascii = json.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `JSON.parse(\`${ascii.replace(/[\\`$]/g, '\\$&')}\`)`;
}
