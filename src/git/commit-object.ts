/** Reads the raw text of commit and tag objects, which no configuration of git can dress up. */

import { Buffer } from 'node:buffer';
import type { CommitInfo } from '#model/provenance.ts';
import { decodeText } from '#text/decode.ts';
import { readObjects } from './cat-file.ts';
import type { Repository } from './repository.ts';

/** A commit or tag: `headerLines` counts the lines before the message, the blank one included. */
export interface MessageObject extends CommitInfo {
  readonly headerLines: number;
  /** Name of a tag, from its `tag` line. */
  readonly tag?: string;
}

/** The commits and tags of those ids, by id; ids that cannot be read are absent. */
export async function readMessages(
  repository: Repository,
  ids: Iterable<string>,
): Promise<ReadonlyMap<string, MessageObject>> {
  const messages = new Map<string, MessageObject>();
  let text = Buffer.alloc(0);
  for await (const batch of readObjects(repository.git, [...new Set(ids)])) {
    for (const part of batch) {
      if (part.kind === 'failure' || (part.type !== 'commit' && part.type !== 'tag')) continue;
      text = part.first ? Buffer.from(part.bytes) : Buffer.concat([text, part.bytes]);
      if (part.last) messages.set(part.object, parseMessage(part.object, text));
    }
  }
  return messages;
}

/** What is known of a commit that cannot be read; the date is that of one that no calendar holds. */
export function unreadCommit(commit: string): CommitInfo {
  return { commit, author: '', email: '', date: isoDate(0), subject: '' };
}

/**
 * Takes apart `tree …\nparent …\nauthor A <a@example> 1700000000 +0000\ncommitter …\n\nmessage`, or a tag with `object`,
 * `type`, `tag` and `tagger` lines. The date is the committer's or tagger's.
 */
export function parseMessage(id: string, raw: Uint8Array): MessageObject {
  const { text } = decodeText(raw);
  const end = text.indexOf('\n\n');
  const header = end === -1 ? text : text.slice(0, end);
  const lines = header.split('\n');
  const field = (name: string): string | undefined =>
    lines.find((line) => line.startsWith(`${name} `))?.slice(name.length + 1);
  const author = parsePerson(field('author') ?? field('tagger') ?? '');
  const committer = parsePerson(field('committer') ?? field('tagger') ?? '');
  const tag = field('tag');
  return {
    commit: id,
    author: author.name,
    email: author.email,
    date: isoDate(committer.seconds),
    subject:
      end === -1
        ? ''
        : (text
            .slice(end + 2)
            .replace(/^\n+/, '')
            .split('\n', 1)[0] ?? ''),
    headerLines: lines.length + 1,
    ...(tag === undefined ? {} : { tag }),
  };
}

/** `A <a@example> 1700000000 +0000`, taken apart as git does: the first `<`, the `>` after it, the date after the last. */
function parsePerson(line: string): { readonly name: string; readonly email: string; readonly seconds: number } {
  const open = line.indexOf('<');
  const close = line.indexOf('>', open);
  if (open === -1 || close === -1) return { name: '', email: '', seconds: 0 };
  const [seconds] = /^ *-?\d+/.exec(line.slice(line.lastIndexOf('>') + 1)) ?? [];
  return {
    name: line.slice(0, open).replace(/ $/, ''),
    email: line.slice(open + 1, close),
    seconds: Number(seconds ?? 0),
  };
}

/** The years 0 to 9999, which ISO 8601 writes with four digits. */
const FIRST_SECOND = -62_167_219_200;
const LAST_SECOND = 253_402_300_799;

/** Seconds since 1970 as ISO 8601 in UTC; a date that no calendar holds, or with a year of its own form, is the first. */
function isoDate(seconds: number): string {
  const isKnown = seconds >= FIRST_SECOND && seconds <= LAST_SECOND;
  return `${new Date(isKnown ? seconds * 1000 : 0).toISOString().slice(0, 19)}Z`;
}
