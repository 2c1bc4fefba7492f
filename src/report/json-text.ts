/** Writes JSON piece by piece, two spaces a level, so that a long list never becomes one string. */

export type Json = string | number | boolean | readonly Json[] | { readonly [field: string]: Json | undefined };

/** A field of an object: its value is written at once, `items` are made and written one by one. */
export type Field =
  | { readonly name: string; readonly value: Json }
  | { readonly name: string; readonly items: Iterable<Json> };

/**
 * JSON text leaves DEL, C1 and bidi controls as they are; written as `\u009b` they mean the same and cannot steer the
 * terminal that somebody prints the report in.
 */
const UNPRINTABLE = /[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** `value` as JSON, on one line or, with `indent`, over several: every line but the first begins with `indent`. */
export function stringify(value: Json, indent?: string): string {
  const text = printable(indent === undefined ? JSON.stringify(value) : JSON.stringify(value, null, 2));
  return indent === undefined || indent === '' ? text : text.replaceAll('\n', `\n${indent}`);
}

/** All that a command prints which is asked for JSON; fields that are undefined are left out. */
export function jsonDocument(value: object): string {
  return `${printable(JSON.stringify(value, null, 2))}\n`;
}

function printable(json: string): string {
  return json.replace(UNPRINTABLE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** An object with these fields in this order; neither a first indent nor a last newline. */
export function* writeObject(fields: readonly Field[], indent = ''): Generator<string> {
  const inner = `${indent}  `;
  let separator = '{\n';
  for (const field of fields) {
    yield `${separator}${inner}${stringify(field.name)}: `;
    if ('items' in field) yield* writeList(field.items, inner);
    else yield stringify(field.value, inner);
    separator = ',\n';
  }
  yield `\n${indent}}`;
}

function* writeList(items: Iterable<Json>, indent: string): Generator<string> {
  const inner = `${indent}  `;
  let separator = '[\n';
  for (const item of items) {
    yield `${separator}${inner}${stringify(item, inner)}`;
    separator = ',\n';
  }
  yield separator === '[\n' ? '[]' : `\n${indent}]`;
}
