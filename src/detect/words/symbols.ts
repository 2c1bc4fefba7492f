/** The alphabet of the word model: letters without case, one symbol for digits, and one for whatever ends a word. */

/** Ends a word: signs, blanks, the edges of a text, and the place before a capital inside of a name. */
export const EDGE = 26;
export const DIGIT = 27;
export const SYMBOLS = 28;

/**
 * A text as symbols, with an edge at either end. `camelCase` and `HTTPServer` have edges between their words. Letters
 * beyond ASCII are edges too, since the model knows English only.
 */
export function symbolsOf(text: string): readonly number[] {
  const symbols = [EDGE];
  for (let at = 0; at < text.length; at++) {
    const symbol = symbolOf(text.charCodeAt(at));
    if (beginsWord(text, at)) symbols.push(EDGE);
    if (symbol !== EDGE || symbols.at(-1) !== EDGE) symbols.push(symbol);
  }
  if (symbols.at(-1) !== EDGE) symbols.push(EDGE);
  return symbols;
}

function symbolOf(code: number): number {
  if (code >= 97 && code <= 122) return code - 97;
  if (code >= 65 && code <= 90) return code - 65;
  return code >= 48 && code <= 57 ? DIGIT : EDGE;
}

/** Whether a capital follows a lower-case letter, or is the last of several before a lower-case letter. */
function beginsWord(text: string, at: number): boolean {
  if (!isUpper(text, at)) return false;
  return isLower(text, at - 1) || (isUpper(text, at - 1) && isLower(text, at + 1));
}

function isUpper(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 65 && code <= 90;
}

function isLower(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 97 && code <= 122;
}
