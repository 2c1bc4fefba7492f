/** `--scan FILE...`: files as `grep` takes them, folders only when asked to go into them, `-` for standard input. */

import { Buffer } from 'node:buffer';
import { readdirSync, statSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import type { Readable } from 'node:stream';
import { messageOf } from '#model/errors.ts';
import { createFileFeeder, type NamedFile } from './read-file.ts';
import type { ContentOptions, Search } from './search.ts';

/** What grep calls standard input. */
export const STDIN_NAME = '(standard input)';

/** What was named, and how. Relative names are relative to the process's own folder `cwd`, which is absolute. */
export interface FilesRequest {
  readonly operands: readonly string[];
  readonly recursive: boolean;
  readonly cwd: string;
  readonly stdin: () => Readable;
}

/** Searches everything that was named, in the order of names. Standard input that was read once is empty. */
export async function searchFiles(search: Search, { operands, recursive, cwd, stdin }: FilesRequest): Promise<void> {
  const feeder = createFileFeeder(search);
  let wasRead = false;
  for (const operand of operands) {
    if (operand === '-') {
      if (!wasRead) await searchStream(search, stdin(), { name: STDIN_NAME });
      wasRead = true;
      continue;
    }
    const file = { name: latin1(operand), location: locate(cwd, latin1(operand)) };
    if (!isFolder(file.location)) feeder.feedNamed(file);
    else if (recursive) for (const found of filesBelow(file, search)) feeder.feedListed(found);
  }
}

/** A stream that is searched as it comes. */
export async function searchStream(
  search: Search,
  stream: AsyncIterable<unknown>,
  options: ContentOptions,
): Promise<void> {
  const content = search.open(options);
  let held = Buffer.alloc(0);
  for await (const chunk of stream) {
    held = Buffer.concat([held, chunk as Buffer]);
    if (held.length < STREAM_PART_BYTES) continue;
    content.push(held, false);
    held = Buffer.alloc(0);
  }
  content.push(held, true);
}

/** Parts of a stream are gathered to so much: each is searched by itself. */
const STREAM_PART_BYTES = 1024 * 1024;

function isFolder(location: Buffer | string): boolean {
  return statSync(location, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Everything below a folder that may be a file, `.git` folders too, as grep has it; links are not followed. */
function* filesBelow({ name, location }: NamedFile, search: Search): Generator<NamedFile> {
  const prefix = name.endsWith('/') ? name : `${name}/`;
  let entries: ReturnType<typeof entriesOf>;
  try {
    entries = entriesOf(location);
  } catch (error) {
    search.fail(`${Buffer.from(name, 'latin1').toString('utf8')}: cannot be listed: ${messageOf(error)}`);
    return;
  }
  for (const entry of entries) {
    const name = entry.name.toString('latin1');
    const file = { name: prefix + name, location: below(location, name) };
    if (entry.isDirectory()) yield* filesBelow(file, search);
    else if (entry.isFile()) yield file;
  }
}

function entriesOf(location: Buffer | string) {
  return readdirSync(location, { withFileTypes: true, encoding: 'buffer' }).toSorted((a, b) =>
    Buffer.compare(a.name, b.name),
  );
}

/** `name` (Latin-1) below `cwd`. An absolute name stands for itself. */
export function locate(cwd: string, name: string): Buffer | string {
  return isAbsolute(name) ? Buffer.from(name, 'latin1') : below(cwd, name);
}

/** In bytes where the name is not ASCII: it need not be UTF-8. Text is quicker. */
function below(folder: Buffer | string, name: string): Buffer | string {
  if (typeof folder === 'string' && ASCII.test(name)) return `${folder}/${name}`;
  return Buffer.concat([Buffer.from(folder), Buffer.from(`/${name}`, 'latin1')]);
}

const ASCII = /^[\0-\x7f]*$/;

function latin1(text: string): string {
  return Buffer.from(text).toString('latin1');
}
