/** Reads objects without git as far as that goes, and asks git for the rest. */

import type { ObjectFailure, ObjectPart } from '../batch-parser.ts';
import { readObjects } from '../cat-file.ts';
import type { Repository } from '../repository.ts';
import { createWhyUnread } from '../why-unread.ts';
import { orAskGit } from './not-plain.ts';
import type { PlainObject } from './plain-object.ts';
import { createObjectReader } from './read-object.ts';

/** Objects to one batch: between batches others get their turn. */
const BATCH_OBJECTS = 256;

/** What `readObjects` gives. In a plain repository git is asked for the first object that is not plain, and all behind it. */
export async function* readPlainObjects(
  repository: Repository,
  objects: readonly string[],
): AsyncGenerator<Iterable<ObjectPart | ObjectFailure>> {
  let done = 0;
  if (repository.plain === true) {
    const read = createObjectReader(repository.gitDir);
    let next = readNext(read, objects[done]);
    const batch = function* (): Generator<ObjectPart> {
      for (let count = 0; next !== undefined && count < BATCH_OBJECTS; count++) {
        yield wholePart(objects[done++] ?? '', next);
        next = readNext(read, objects[done]);
      }
    };
    while (next !== undefined) yield batch();
  }
  if (done === objects.length) return;
  const whyUnread = createWhyUnread(repository);
  const explained = function* (parts: Iterable<ObjectPart | ObjectFailure>): Generator<ObjectPart | ObjectFailure> {
    for (const part of parts) yield part.kind === 'failure' ? whyUnread(part) : part;
  };
  for await (const batch of readObjects(repository.git, objects.slice(done))) yield explained(batch);
}

function readNext(read: (id: string) => PlainObject, object: string | undefined): PlainObject | undefined {
  return object === undefined ? undefined : orAskGit(() => read(object));
}

function wholePart(object: string, { type, bytes }: PlainObject): ObjectPart {
  return { kind: 'part', object, type, size: bytes.length, bytes, first: true, last: true };
}
