/** Looks into contents that a source compares with, by the same rules as into those of its plan. */

import { createDetector } from '#detect/detect.ts';
import type { Problem } from '#model/report.ts';
import type { CompiledRules } from '#rules/compile.ts';
import type { Examiner, Reader } from '#sources/source.ts';
import { type PairedMatch, pairMatches } from './pair.ts';
import { createRest } from './rest.ts';
import { runUnit } from './run-unit.ts';

/** What it goes by. */
export interface ExaminerInput {
  readonly reader: Reader;
  readonly compiled: CompiledRules;
  readonly signal: AbortSignal | undefined;
  /** Of the scan until now. */
  readonly problems: readonly Problem[];
}

/** Reads in this thread: there are contents to compare with only where something was found. */
export function createExaminer({ reader, compiled, signal, problems: before }: ExaminerInput): Examiner<PairedMatch> {
  return {
    isWhole: !before.some(({ code }) => code === 'GIT' || code === 'WORKER'),
    async examine(objects) {
      const unit = { kind: 'objects' as const, objects: objects.map((object) => ({ object })) };
      const watch = { onLooked: () => {}, stop: () => signal?.aborted ?? false, rest: createRest() };
      const { chunks, problems } = await runUnit(reader, unit, createDetector(compiled), watch);
      const found = chunks.flatMap(({ origin, matches }) =>
        pairMatches(matches, compiled).map((match) => ({ origin, match })),
      );
      return { found, problems };
    },
    reportedId: ({ rule }) => compiled.reportedId(rule),
  };
}
