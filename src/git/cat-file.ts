/** Reads objects through `git cat-file --batch`, each once and in the order asked, whatever state they are in. */

import type { Buffer } from 'node:buffer';
import { createBatchParser, type ObjectFailure, type ObjectPart } from './batch-parser.ts';
import { endOf, feed, type GitContext, startGit } from './spawn.ts';

/** Git holds packed objects up to 512 MiB in memory before it writes them, unless it is told to write them as it reads. */
const STREAMED = 'core.bigFileThreshold=16m';

/** Git's process ends at a damaged object; it is started again for the rest, but not for ever. */
const MOST_RESTARTS = 200;

/**
 * The objects named, in order: exactly one part with `last` or one failure for each. They come in batches, which are
 * lazy and must be used up before the next is asked for: a promise for each of a million objects would cost more than
 * reading them.
 */
export async function* readObjects(
  git: GitContext,
  objects: readonly string[],
): AsyncGenerator<Iterable<ObjectPart | ObjectFailure>> {
  let from = 0;
  const count = function* (parts: Iterable<ObjectPart | ObjectFailure>): Generator<ObjectPart | ObjectFailure> {
    for (const part of parts) {
      if (part.kind === 'failure' || part.last) from++;
      yield part;
    }
  };
  for (let restarts = 0; from < objects.length; restarts++) {
    const reading = readUntilDeath(git, objects.slice(from));
    let next = await reading.next();
    for (; next.done !== true; next = await reading.next()) yield count(next.value);
    const damaged = objects[from];
    if (damaged === undefined) return;
    yield [{ kind: 'failure', object: damaged, reason: whyDead(next.value) }];
    from++;
    if (restarts < MOST_RESTARTS) continue;
    const reason = 'not read: too many damaged objects before it';
    yield objects.slice(from).map((object) => ({ kind: 'failure' as const, object, reason }));
    return;
  }
}

function whyDead(stderr: string): string {
  return `git could not read it: ${[...new Set(stderr.trim().split('\n'))].join('\n') || 'its process ended without a word'}`;
}

/** Reads until git is done or dies; returns what it said on stderr. */
async function* readUntilDeath(
  git: GitContext,
  objects: readonly string[],
): AsyncGenerator<Iterable<ObjectPart | ObjectFailure>, string> {
  const child = await startGit(git, ['-c', STREAMED, 'cat-file', '--batch', '--buffer']);
  const ended = endOf(child);
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-2000);
  });
  feed(child, `${objects.join('\n')}\n`);
  const parser = createBatchParser();
  try {
    for await (const piece of child.stdout) yield parser.push(piece as Buffer);
    await ended;
    return stderr;
  } finally {
    child.kill();
    await ended.catch(() => undefined);
  }
}
