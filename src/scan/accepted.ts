/** What the baseline says of everything that was found, and what is to be said of the baseline. */

import type { NumberedEntry } from '#baseline/baseline.ts';
import type { BaselineJudge } from '#baseline/judge.ts';
import { ConfigError } from '#model/errors.ts';
import type { BaselineFile } from '#model/options.ts';
import { type PathName, pathKey } from '#model/path-name.ts';
import type { BaselineLine, BaselineState, Problem } from '#model/report.ts';
import { Secret } from '#model/secret.ts';
import type { CompiledRules } from '#rules/compile.ts';
import type { Place } from './compose.ts';
import type { Excused } from './excuse.ts';

/** What the entries are compared with. */
export interface AcceptedInput {
  readonly baseline: BaselineFile | undefined;
  /** Every place that may be asked about. */
  readonly places: readonly Place[];
  readonly compiled: CompiledRules;
  /** Whether the scan would have found what an entry is about; absent where it cannot tell of any. */
  readonly covers: ((entry: Pick<NumberedEntry, 'rule' | 'path' | 'inHistory'>) => boolean) | undefined;
  /** `YYYY-MM-DD` in UTC. */
  readonly today: string;
}

/** The answers. */
export interface Accepted {
  /** Undefined for what no entry that still counts is about. */
  excuse(one: Place): Excused | undefined;
  readonly state: BaselineState | undefined;
  readonly problems: readonly Problem[];
}

/** Without a baseline nothing is loaded, and where nothing was found nothing but dates is looked at. */
export async function createAccepted(input: AcceptedInput): Promise<Accepted> {
  const { baseline, places, covers } = input;
  if (baseline === undefined) return { excuse: () => undefined, state: undefined, problems: [] };
  try {
    if (places.length > 0 || covers !== undefined) return await judgeAll(baseline, input);
    return { excuse: () => undefined, state: await datesOnly(baseline, input.today), problems: [] };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { excuse: () => undefined, state: undefined, problems: [{ code: error.code, message: error.message }] };
  }
}

async function datesOnly({ name, bytes }: BaselineFile, today: string): Promise<BaselineState> {
  const { expiredEntries } = await import('#baseline/expired.ts');
  return { file: name, expired: expiredEntries(bytes, name, today).map(lineOf), unused: [] };
}

async function judgeAll({ name, bytes }: BaselineFile, input: AcceptedInput): Promise<Accepted> {
  const [{ decodeBaseline, parseBaseline }, { createJudge }, { isExpired }] = await Promise.all([
    import('#baseline/baseline.ts'),
    import('#baseline/judge.ts'),
    import('#baseline/entry.ts'),
  ]);
  const { entries } = parseBaseline(decodeBaseline(bytes, name), name);
  const matching = await matchAll(createJudge(entries), input);
  const used = new Set([...matching.values()].flat());
  const today = input.today;
  return {
    excuse(one) {
      const [entry, ...others] = (matching.get(keyOf(one, input.compiled)) ?? []).filter((it) => !isExpired(it, today));
      return entry && excused(entry, others, name);
    },
    state: {
      file: name,
      expired: entries.filter((entry) => isExpired(entry, today)).map(lineOf),
      unused: entries.filter((entry) => !used.has(entry) && input.covers?.(entry) === true).map(lineOf),
    },
    problems: [],
  };
}

/** The entries for each secret, all at once: the slow hashes then run on as many threads as node has for them. */
async function matchAll(
  judge: BaselineJudge<NumberedEntry>,
  { places, compiled }: AcceptedInput,
): Promise<ReadonlyMap<string, readonly NumberedEntry[]>> {
  const concerned = new Map<string, Place>();
  for (const place of places) {
    const isOwn = compiled.byId(place.match.rule)?.rule.own !== undefined;
    if (!isOwn && judge.concerns({ rule: ruleOf(place, compiled), path: place.path }))
      concerned.set(keyOf(place, compiled), place);
  }
  const matching = [...concerned].map(async ([key, place]) => {
    const secret = new Secret(place.match.secret);
    const found = await judge.entriesFor({ rule: ruleOf(place, compiled), path: place.path, secret });
    return [key, found] as const;
  });
  return new Map(await Promise.all(matching));
}

function ruleOf({ match }: Place, compiled: CompiledRules): string {
  return compiled.reportedId(match.rule);
}

function keyOf(place: Place, compiled: CompiledRules): string {
  return [ruleOf(place, compiled), pathKey(place.path), place.match.secret].join('\0');
}

function excused({ reason, until, line }: NumberedEntry, others: readonly NumberedEntry[], name: string): Excused {
  return {
    by: 'baseline',
    reason,
    ...(until !== undefined && { expiry: until }),
    entry: `${name}:${line}`,
    ...(others.length > 0 && { otherEntries: others.map((other) => `${name}:${other.line}`) }),
  };
}

function lineOf({ rule, path, line, until, reason }: NumberedEntry): BaselineLine {
  return { rule, ...(path !== undefined && { path }), line, ...(until !== undefined && { until }), reason };
}

/** The same with reasons and names as they may be shown. */
export function scrubState(state: BaselineState, scrub: (text: string) => string): BaselineState {
  const scrubLine = (line: BaselineLine): BaselineLine => ({
    ...line,
    ...(line.path !== undefined &&
      scrub(line.path.text) !== line.path.text && { path: { text: scrub(line.path.text) } }),
    reason: scrub(line.reason),
  });
  return { ...state, expired: state.expired.map(scrubLine), unused: state.unused.map(scrubLine) };
}

/** More are in the report. */
const MOST_NAMED = 10;

/** What people are told of expired and unused entries. */
export function baselineNotices(state: BaselineState | undefined): readonly string[] {
  if (state === undefined) return [];
  const { file, expired, unused } = state;
  const unusedLines = new Set(unused.map(({ line }) => line));
  const lapsed = expired.filter(({ line }) => !unusedLines.has(line));
  return [
    ...named(lapsed, file, (entry) => `expired on ${entry.until}, so it excuses nothing`),
    ...named(unused, file, () => 'matches nothing any more: keysieve baseline prune removes it'),
  ];
}

function named(lines: readonly BaselineLine[], file: string, say: (line: BaselineLine) => string): readonly string[] {
  const left = lines.length - MOST_NAMED;
  const shown = lines
    .slice(0, MOST_NAMED)
    .map((entry) => `${file}:${entry.line}: the entry for ${entry.rule} ${where(entry.path)} ${say(entry)}`);
  const rest = `${file}: ${left} more like that`;
  return left > 0 ? [...shown, rest] : shown;
}

function where(path: PathName | undefined): string {
  return path === undefined ? 'in any file' : `in ${path.text}`;
}
