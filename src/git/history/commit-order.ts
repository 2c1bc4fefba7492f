/** Puts commits into the one order in which a first commit is looked for. */

import type { CommitGraph } from './commit-graph.ts';

/** Numbers of all commits: an ancestor before its descendants, otherwise by date, then by hash. */
export function orderCommits({ ids, times, parents }: CommitGraph): readonly number[] {
  const children = ids.map((): number[] => []);
  const waiting = parents.map((of, number) => {
    for (const parent of of) children[parent]?.push(number);
    return of.length;
  });
  const isBefore = (a: number, b: number): boolean => {
    const [timeA = 0, timeB = 0] = [times[a], times[b]];
    return timeA < timeB || (timeA === timeB && (ids[a] ?? '') < (ids[b] ?? ''));
  };
  const ready = createHeap(isBefore);
  waiting.forEach((count, number) => {
    if (count === 0) ready.push(number);
  });
  const order: number[] = [];
  for (let next = ready.pop(); next !== undefined; next = ready.pop()) {
    order.push(next);
    for (const child of children[next] ?? []) {
      waiting[child] = (waiting[child] ?? 0) - 1;
      if (waiting[child] === 0) ready.push(child);
    }
  }
  return order;
}

interface Heap {
  push(value: number): void;
  /** The first of all values; undefined when there is none. */
  pop(): number | undefined;
}

function createHeap(isBefore: (a: number, b: number) => boolean): Heap {
  const values: number[] = [];
  const at = (index: number): number => values[index] ?? 0;
  const swap = (a: number, b: number): void => {
    const value = at(a);
    values[a] = at(b);
    values[b] = value;
  };
  return {
    push(value) {
      let index = values.push(value) - 1;
      for (let up = (index - 1) >> 1; index > 0 && isBefore(value, at(up)); up = (index - 1) >> 1) {
        swap(index, up);
        index = up;
      }
    },
    pop() {
      const first = values[0];
      const last = values.pop();
      if (first === undefined || last === undefined || values.length === 0) return first;
      values[0] = last;
      for (let index = 0; ; ) {
        const left = 2 * index + 1;
        const child = left + 1 < values.length && isBefore(at(left + 1), at(left)) ? left + 1 : left;
        if (child >= values.length || !isBefore(at(child), at(index))) return first;
        swap(index, child);
        index = child;
      }
    },
  };
}
