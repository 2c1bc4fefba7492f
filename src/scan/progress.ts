/** Adds up how far the units are that are being read, and tells whoever shows it. */

import type { TargetKind } from '#model/report.ts';
import type { Looked } from '#model/work-unit.ts';

/** How far a scan is: files or objects, of a total that may be an estimate or not yet known. */
export interface Progress {
  readonly kind: 'files' | 'objects';
  readonly done: number;
  readonly total?: number;
  readonly bytes: number;
}

/** Counts for one scan. Units go by their place in the plan. */
export interface ProgressCount {
  onTotal(total: number): void;
  /** What a unit has looked at so far. */
  onLooked(place: number, looked: Readonly<Looked>): void;
  /** What it has looked at in the end. */
  onRead(place: number, looked: Readonly<Looked>): void;
}

/** Tells `onProgress` after every count. */
export function countProgress(target: TargetKind, onProgress: (progress: Progress) => void): ProgressCount {
  const kind = target === 'paths' || target === 'stdin' ? 'files' : 'objects';
  const unfinished = new Map<number, { readonly done: number; readonly bytes: number }>();
  const finished = { done: 0, bytes: 0 };
  let total: number | undefined;

  const tell = (): void => {
    const sum = { ...finished };
    for (const { done, bytes } of unfinished.values()) {
      sum.done += done;
      sum.bytes += bytes;
    }
    onProgress({ kind, ...sum, ...(total === undefined ? {} : { total }) });
  };

  return {
    onTotal(count) {
      total = count;
      tell();
    },
    onLooked(place, looked) {
      unfinished.set(place, { done: looked[kind], bytes: looked.bytes });
      tell();
    },
    onRead(place, looked) {
      unfinished.delete(place);
      finished.done += looked[kind];
      finished.bytes += looked.bytes;
      tell();
    },
  };
}
