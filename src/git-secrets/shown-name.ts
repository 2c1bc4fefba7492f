/** How names of files stand before the colon of a line that matched. */

/** Characters that would break the line, or a terminal, as git writes them. */
const ESCAPES: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  '"': '\\"',
  '\\': '\\\\',
};

const SPECIAL = /[\x00-\x1f\x7f"\\]/g;

/** The name, in Latin-1; in quotes, as git quotes names with `core.quotePath=false`, where it has special characters. */
export function shownName(name: string): string {
  const quoted = name.replace(SPECIAL, (character) => ESCAPES[character] ?? octal(character));
  return quoted === name ? name : `"${quoted}"`;
}

function octal(character: string): string {
  return `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`;
}
