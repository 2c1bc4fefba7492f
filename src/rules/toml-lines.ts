/**
 * Finds the line on which a field of a TOML document stands, because the parser gives values without positions; it
 * reads documents that the parser has accepted already, and checks nothing.
 */

/** Keys and 0-based list indexes from the top of a document to a field, as in `['rules', 3, 'regex']`. */
export type FieldPath = readonly (string | number)[];

/** Says on which line, from 1, a field stands; for a field that is not there, where the table stands that lacks it. */
export type LineFinder = (path: FieldPath) => number;

/** Reads the document once; the lookups are cheap. */
export function indexTomlLines(text: string): LineFinder {
  const document: Document = { text, at: 0, offsets: new Map(), listLengths: new Map() };
  readStatements(document);
  return (path) => {
    for (let depth = path.length; depth > 0; depth--) {
      const offset = document.offsets.get(keyOf(path.slice(0, depth)));
      if (offset !== undefined) return lineAt(text, offset);
    }
    return 1;
  };
}

interface Document {
  readonly text: string;
  /** Offset of the next character to be read. */
  at: number;
  /** Where each field begins, by `keyOf` its path. */
  readonly offsets: Map<string, number>;
  /** Number of `[[headers]]` seen so far, by `keyOf` the path of the list. */
  readonly listLengths: Map<string, number>;
}

function keyOf(path: FieldPath): string {
  return JSON.stringify(path);
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

function readStatements(document: Document): void {
  let table: FieldPath = [];
  for (skipBlank(document); document.at < document.text.length; skipBlank(document)) {
    if (document.text[document.at] === '[') table = readHeader(document);
    else readPair(document, table);
  }
}

/** `[a.b]` or `[[a.b]]`: the path of the table that it opens. */
function readHeader(document: Document): FieldPath {
  const start = document.at;
  const isList = document.text.startsWith('[[', start);
  document.at += isList ? 2 : 1;
  const keys = readKey(document);
  document.at += isList ? 2 : 1;
  let path: FieldPath = [];
  keys.forEach((key, i) => {
    path = [...path, key];
    record(document, path, start);
    if (isList && i === keys.length - 1) countElement(document, path);
    const length = document.listLengths.get(keyOf(path));
    if (length !== undefined) path = [...path, length - 1];
  });
  record(document, path, start);
  return path;
}

function countElement(document: Document, path: FieldPath): void {
  const key = keyOf(path);
  document.listLengths.set(key, (document.listLengths.get(key) ?? 0) + 1);
}

/** The first place counts: `[rules.a]` after `[rules]` does not move `rules`. */
function record(document: Document, path: FieldPath, offset: number): void {
  const key = keyOf(path);
  if (!document.offsets.has(key)) document.offsets.set(key, offset);
}

/** `a.b = value`, in the document or in an inline table. */
function readPair(document: Document, table: FieldPath): void {
  const start = document.at;
  const keys = readKey(document);
  document.at += 1;
  for (let i = 1; i <= keys.length; i++) record(document, [...table, ...keys.slice(0, i)], start);
  skipSpaces(document);
  readValue(document, [...table, ...keys]);
}

/** A dotted key up to its `]` or `=`; quoted parts may hold either. */
function readKey(document: Document): string[] {
  const keys: string[] = [];
  for (;;) {
    skipSpaces(document);
    keys.push(readKeyPart(document));
    skipSpaces(document);
    if (document.text[document.at] !== '.') return keys;
    document.at += 1;
  }
}

function readKeyPart(document: Document): string {
  const start = document.at;
  const quote = document.text[start];
  if (quote !== '"' && quote !== "'") {
    document.at = endOf(document, /[^\s.=\]]*/y);
    return document.text.slice(start, document.at);
  }
  skipString(document);
  const quoted = document.text.slice(start, document.at);
  return quote === '"' ? unescapeKey(quoted) : quoted.slice(1, -1);
}

/** A basic string is JSON but for `\e`, `\x` and `\U`; keys that hold those are looked up as written. */
function unescapeKey(quoted: string): string {
  return /\\[exU]/.test(quoted) ? quoted.slice(1, -1) : String(JSON.parse(quoted.replace(/\t/g, '\\t')));
}

function readValue(document: Document, path: FieldPath): void {
  const opening = document.text[document.at];
  if (opening === '[') readList(document, path);
  else if (opening === '{') readInlineTable(document, path);
  else if (opening === '"' || opening === "'") skipString(document);
  else document.at = endOf(document, /[^,\]}\n#]*/y);
}

function readList(document: Document, path: FieldPath): void {
  document.at += 1;
  for (let index = 0; !skipToEnd(document, ']'); index++) {
    record(document, [...path, index], document.at);
    readValue(document, [...path, index]);
  }
}

function readInlineTable(document: Document, path: FieldPath): void {
  document.at += 1;
  while (!skipToEnd(document, '}')) readPair(document, path);
}

/** Goes to the next element, or over the closing bracket and says so. */
function skipToEnd(document: Document, closing: string): boolean {
  skipBlank(document);
  if (document.text[document.at] === ',') {
    document.at += 1;
    skipBlank(document);
  }
  if (document.at < document.text.length && document.text[document.at] !== closing) return false;
  document.at += 1;
  return true;
}

/** Over any of the four kinds of string, quotes included. */
function skipString(document: Document): void {
  const quote = document.text[document.at] ?? '';
  const isLong = document.text.startsWith(quote.repeat(3), document.at);
  document.at = endOf(document, STRINGS[`${quote}${isLong ? ' long' : ''}`] ?? /./y);
}

/** A long string may end in up to two more quotes of its own. */
const STRINGS: Readonly<Record<string, RegExp>> = {
  '"': /"(?:[^"\\\n]|\\.)*"/y,
  "'": /'[^'\n]*'/y,
  '" long': /"""(?:[^\\]|\\[\s\S])*?"""(?:"{0,2})/y,
  "' long": /'''[\s\S]*?'''(?:'{0,2})/y,
};

function skipSpaces(document: Document): void {
  document.at = endOf(document, /[ \t]*/y);
}

/** Over blanks, line ends and comments. */
function skipBlank(document: Document): void {
  document.at = endOf(document, /(?:[\s\uFEFF]|#.*)*/y);
}

/** Where a sticky regex ends that begins here; one further than here where it does not match, so that reading ends. */
function endOf(document: Document, regex: RegExp): number {
  regex.lastIndex = document.at;
  return regex.test(document.text) ? regex.lastIndex : document.at + 1;
}
