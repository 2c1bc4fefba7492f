/** What a finished scan gives its baseline to judge, and which entries it could tell to be unused. */

import type { ScanOptions } from '#model/options.ts';
import { type PathName, pathKey } from '#model/path-name.ts';
import type { Skip, TargetKind } from '#model/report.ts';
import type { CompiledRules } from '#rules/compile.ts';
import type { AcceptedInput } from './accepted.ts';
import type { Place } from './compose.ts';
import type { ExcludedBy } from './path-filter.ts';

/** A scan that came to its end. */
interface ScanState {
  readonly options: Pick<ScanOptions, 'baseline' | 'filter'>;
  readonly compiled: CompiledRules;
  readonly excludedBy: ExcludedBy;
  readonly target: { readonly kind: TargetKind };
  readonly skips: readonly Skip[];
  readonly problems: readonly unknown[];
  readonly interrupted: boolean;
  /** See `Source.covers`. */
  readonly covers?: (path: PathName | undefined) => boolean;
  /** `YYYY-MM-DD` in UTC. */
  readonly today: string;
}

/** `places` are those that count. They are asked about under their former names too: a name may be what excused them. */
export function acceptedInput(places: readonly Place[], input: ScanState): AcceptedInput {
  const former = places.flatMap((one) => (one.movedFrom === undefined ? [] : [{ ...one, path: one.movedFrom }]));
  return {
    baseline: input.options.baseline,
    places: [...places, ...former],
    compiled: input.compiled,
    covers: coveredEntries(input),
    today: input.today,
  };
}

/** A scan that saw less than it should knows of no entry that nothing matches it. */
function coveredEntries({
  options,
  compiled,
  excludedBy,
  target,
  skips,
  problems,
  interrupted,
  covers,
}: ScanState): AcceptedInput['covers'] {
  if (options.baseline === undefined || covers === undefined || problems.length > 0 || interrupted) return undefined;
  const rules = new Set(compiled.rules.map(({ rule }) => rule.reportAs));
  const skipped = new Set(skips.map(({ path }) => pathKey(path)));
  const isUnfiltered = options.filter.include.length + options.filter.exclude.length === 0;
  return ({ rule, path, inHistory }) => {
    if (inHistory !== (target.kind === 'history') || !rules.has(rule)) return false;
    if (path === undefined) return isUnfiltered && covers(path);
    return !skipped.has(pathKey(path)) && excludedBy(path.text) === undefined && covers(path);
  };
}
