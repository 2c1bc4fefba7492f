/** Reads objects out of packs and loose files into chunks; what cannot be read that way, git reads. */

import { readShare, type StoredEvent } from '#git/pack/read-share.ts';
import type { Repository } from '#git/repository.ts';
import type { WorkUnit } from '#model/work-unit.ts';
import { createPartEvents, failure, type ObjectLimits, readObjectChunks } from './objects.ts';
import type { ReadEvent } from './source.ts';

/** Units whose objects are read without git. */
export type StoredUnit = Extract<WorkUnit, { kind: 'packed' | 'loose' }>;

/** Objects to one batch: between batches others get their turn. */
const BATCH_OBJECTS = 512;

/** Chunks, coverage and problems of the unit's objects, those that git reads last. */
export async function* readStoredChunks(
  repository: Repository,
  unit: StoredUnit,
  limits: ObjectLimits,
): AsyncGenerator<Iterable<ReadEvent>> {
  const forGit: string[] = [];
  const damaged = new Set<string>();
  const eventsOf = createPartEvents(limits, true);
  const eventsIn = function* (event: StoredEvent): Generator<ReadEvent> {
    if (event.kind === 'part') {
      yield* eventsOf(event);
    } else if (event.kind === 'for-git') forGit.push(event.object);
    else {
      damaged.add(event.object);
      yield failure(event.object, event.reason);
    }
  };
  const events = readShare(unit, forGit);
  for (let next = events.next(); next.done !== true; next = events.next()) {
    const first = next.value;
    yield (function* () {
      yield* eventsIn(first);
      for (let count = 1; count < BATCH_OBJECTS; count++) {
        const more = events.next();
        if (more.done === true) return;
        yield* eventsIn(more.value);
      }
    })();
  }
  if (forGit.length === 0) return;
  const objects = forGit.map((object) => ({ object }));
  for await (const batch of readObjectChunks(repository, objects, limits)) yield withoutKnown(batch, damaged);
}

/** Damage that was told is not told again by git, in other words. */
function* withoutKnown(events: Iterable<ReadEvent>, damaged: ReadonlySet<string>): Generator<ReadEvent> {
  for (const event of events) {
    const id = event.kind === 'problem' ? /^object ([0-9a-f]+) was not/.exec(event.problem.message)?.[1] : undefined;
    if (id === undefined || !damaged.has(id)) yield event;
  }
}
