/** Which reports are asked for, and where each goes. */

import { resolve } from 'node:path';
import { UsageError } from '#model/errors.ts';
import { FORMAT_NAMES, type FormatName } from '#report/reporters.ts';
import { suggestion } from '#rules/suggest.ts';
import { LATER_FORMATS, type TypedOptions } from './option-table.ts';

/** A report. No `file` means standard output; a file is named as it was typed. */
export interface FormatRequest {
  readonly name: FormatName;
  readonly file?: string;
}

/** Reads `--format` and `--output`; without either it is text on standard output. Throws UsageError. */
export function parseFormats(options: TypedOptions, cwd: string): readonly FormatRequest[] {
  const typed = (options.format ?? ['text']).map(parseFormat);
  const formats = options.output === undefined ? typed : [withOutput(typed, options.output)];
  assertApart(formats, cwd);
  return formats;
}

/** `sarif` or `sarif=out.sarif`; `-` is standard output. */
function parseFormat(text: string): FormatRequest {
  const equals = text.indexOf('=');
  const name = equals === -1 ? text : text.slice(0, equals);
  const known = FORMAT_NAMES.find((format) => format === name);
  if (known === undefined) throw unknownFormat(name);
  if (equals === -1) return { name: known };
  const file = text.slice(equals + 1);
  if (file === '') throw new UsageError(`--format ${text} has no file name after its equals sign`);
  return request(known, file);
}

function request(name: FormatName, file: string): FormatRequest {
  return file === '-' ? { name } : { name, file };
}

function unknownFormat(name: string): UsageError {
  if (LATER_FORMATS.includes(name)) return new UsageError(`the format ${name} is not in this version of keysieve`);
  const known = FORMAT_NAMES.join(', ');
  return new UsageError(`unknown format "${name}"${suggestion(name, FORMAT_NAMES)} (there are ${known})`);
}

function withOutput(typed: readonly FormatRequest[], output: string): FormatRequest {
  const [only, ...more] = typed;
  if (only === undefined || more.length > 0 || only.file !== undefined) {
    throw new UsageError('--output is for one format without a file of its own: write -f NAME=FILE for each');
  }
  return request(only.name, output);
}

/** Two reports in one place would be neither. */
function assertApart(formats: readonly FormatRequest[], cwd: string): void {
  const places = formats.map(({ file }) => (file === undefined ? '' : resolve(cwd, file)));
  const twice = formats.find((_, index) => places.indexOf(places[index] ?? '') !== index);
  if (twice === undefined) return;
  throw new UsageError(
    twice.file === undefined
      ? 'only one format can go to standard output: give the others a file, -f NAME=FILE'
      : `two formats would be written to ${twice.file}: give each its own file`,
  );
}
