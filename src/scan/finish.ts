/** From located matches to the Report: filter, excuse, gather into findings, render, sort. */

import type { Match } from '#model/match.ts';
import type { ScanOptions } from '#model/options.ts';
import { type PathName, pathKey } from '#model/path-name.ts';
import type {
  CachedObjects,
  Coverage,
  Notice,
  Problem,
  Report,
  ReportedFinding,
  ReportedRule,
  Skip,
  SuppressedFinding,
} from '#model/report.ts';
import { VERSION } from '#model/version.ts';
import type { Looked } from '#model/work-unit.ts';
import type { CompiledRules } from '#rules/compile.ts';
import type { Found, Located } from '#sources/source.ts';
import { baselineNotices, createAccepted, scrubState } from './accepted.ts';
import { acceptedInput } from './accepted-input.ts';
import { compareFindings } from './compare-findings.ts';
import { composeLeaks, type Leak, type Place } from './compose.ts';
import { createExcuser, type Excused } from './excuse.ts';
import { withExpiry } from './expiry.ts';
import type { Identify } from './fingerprint.ts';
import type { FoundLeak } from './found-leak.ts';
import { valuesOf } from './known-values.ts';
import { withMailOwners } from './mail-owners.ts';
import type { NestedExcuses } from './nested.ts';
import type { PairedMatch, Partner } from './pair.ts';
import type { ExcludedBy } from './path-filter.ts';
import { createPathTest, type PathTest } from './path-test.ts';
import { createSecretRenderer, type OwnValues, type SecretRenderer } from './render-secret.ts';

/** All that a scan brought together. */
export interface FinishInput {
  readonly options: ScanOptions;
  readonly compiled: CompiledRules;
  /** Gives fingerprints that were begun before, and others. */
  readonly identify: Identify | undefined;
  readonly excludedBy: ExcludedBy;
  readonly nested: NestedExcuses;
  readonly target: Report['target'];
  /** Everything that was found, whether it counts or was there before: none of it may be shown. */
  readonly found: readonly Found<PairedMatch>[];
  readonly located: readonly Located<PairedMatch>[];
  readonly looked: Readonly<Looked>;
  /** What a cache knows of; undefined without one. */
  readonly cached: CachedObjects | undefined;
  readonly skips: readonly Skip[];
  readonly problems: readonly Problem[];
  readonly notices: readonly string[];
  readonly interrupted: boolean;
  /** See `Source.covers`. */
  readonly covers?: (path: PathName | undefined) => boolean;
  /** See `ScanEnvironment.onFinding`. */
  readonly onFinding?: (found: FoundLeak) => void;
  /** `Date.now()` at the start; `performance` would cost a hook more to load than it is worth. */
  readonly started: number;
}

/** The Report of everything brought together. Looks at nothing but the clock, and computes hashes for fingerprints. */
export async function finish(input: FinishInput): Promise<Report> {
  const { options, compiled, nested } = input;
  const today = new Date(input.started).toISOString().slice(0, 10);
  const excuser = createExcuser(compiled, { inlineAllows: options.inlineAllows, today }, nested);
  const dated = input.located.map((one) => ({ ...one, match: withExpiry(one.match, input.started) }));
  const located = await withMailOwners(dated, compiled);
  const paths = createPathTest(compiled);
  const counts = createCounts(input, paths);
  const accepted = await createAccepted(acceptedInput(located.filter(counts), { ...input, today }));
  const excuse = (one: Place): Excused | undefined => excuser.excuse(one) ?? accepted.excuse(one);
  const kept = located.filter((one) => counts(one) && isNewlyOpen(one, counts, excuse));
  const leaks = composeLeaks(
    kept.map((place) => ({ place, excused: excuse(place) })),
    compiled,
  );
  const render = createSecretRenderer(
    options.redaction,
    valuesOf(shownMatches(input.found)),
    ownValues(input.found, compiled),
  );
  const { findings, suppressed } = await reportLeaks(leaks, {
    compiled,
    render,
    kept,
    identify: input.identify,
    onFinding: input.onFinding,
  });
  const compare = compareFindings(input.target.kind);
  return {
    tool: { name: 'keysieve', version: VERSION },
    target: input.target,
    rules: reportedRules(compiled),
    findings: findings.toSorted(compare),
    suppressed: suppressed.toSorted((a, b) => compare(a.finding, b.finding)),
    ...(accepted.state !== undefined && { baseline: scrubState(accepted.state, render.scrub) }),
    coverage: {
      ...coverageOf(input.looked),
      ...(input.target.kind === 'history' ? { read: readBy(input.looked) } : {}),
      ...(input.cached !== undefined && { cached: input.cached }),
      narrowedBy: [...options.narrowedBy, ...nested.narrowedBy],
      skipped: [...input.skips, ...excludedPlaces(input)].map((skip) => ({
        ...skip,
        path: scrubPath(skip.path, render.scrub),
      })),
    },
    problems: distinct([
      ...input.problems,
      ...nested.problems(),
      ...excuser.problems(),
      ...paths.problems(),
      ...accepted.problems,
    ]).map((problem) => scrubProblem(problem, render.scrub)),
    notices: [
      ...options.notices,
      ...input.notices,
      ...nested.notices,
      ...excuser.notices(),
      ...baselineNotices(accepted.state),
    ].map((message): Notice => ({ message: render.scrub(message) })),
    interrupted: input.interrupted,
    durationMs: Date.now() - input.started,
  };
}

function coverageOf({ files, commits, objects, bytes, opaque }: Looked): Omit<Coverage, 'narrowedBy' | 'skipped'> {
  return { files, commits, objects, bytes, opaque };
}

function readBy({ objects, direct }: Looked): { readonly direct: number; readonly git: number } {
  return { direct, git: objects - direct };
}

/** What findings are made with, and who is told of them. */
interface LeakReporting {
  readonly compiled: CompiledRules;
  readonly render: SecretRenderer;
  readonly kept: readonly Place[];
  readonly identify: FinishInput['identify'];
  readonly onFinding: FinishInput['onFinding'];
}

/** Everything that only findings need, the hashes of fingerprints above all, is loaded when there are some. */
async function reportLeaks(
  leaks: readonly Leak[],
  { compiled, render, kept, identify, onFinding }: LeakReporting,
): Promise<Pick<Report, 'findings' | 'suppressed'>> {
  if (leaks.length === 0) return { findings: [], suppressed: [] };
  const [{ createFindingMaker }, { foundLeak }] = await Promise.all([
    import('./make-finding.ts'),
    import('./found-leak.ts'),
  ]);
  const make = createFindingMaker(compiled, render, kept, identify);
  const findings: ReportedFinding[] = [];
  const suppressed: SuppressedFinding[] = [];
  // All at once: the slow hashes then run on as many threads as node has for them.
  const made = await Promise.all(leaks.map(async (leak) => ({ leak, finding: await make(leak) })));
  for (const { leak, finding } of made) {
    if (leak.excused === undefined) {
      findings.push(finding);
      onFinding?.(foundLeak(leak, finding, { compiled, scrub: render.scrub }));
    } else suppressed.push({ ...leak.excused, reason: render.scrub(leak.excused.reason), finding });
  }
  return { findings, suppressed };
}

/** Places of matches that the filters leave out, once for each path; other sources say so before they read. */
function excludedPlaces({ located, excludedBy, target }: FinishInput): Skip[] {
  if (target.kind !== 'history') return [];
  const skips = located.flatMap(({ path }) => {
    const reason = excludedBy(path.text);
    return reason === undefined ? [] : [[pathKey(path), { path, reason }] as const];
  });
  return [...new Map(skips).values()];
}

/** Whether a place counts at all. */
type Counts = (one: Place) => boolean;

/** In history paths are known only here; rules that speak of some paths count in no others, nor do they as partners. */
function createCounts({ excludedBy }: FinishInput, paths: PathTest): Counts {
  return ({ path, match }) =>
    excludedBy(path.text) === undefined &&
    [match, ...(match.partners ?? [])].every(({ rule }) => paths.covers(rule, path));
}

/** A file that was only renamed brings nothing, unless what excused its content was the name. */
function isNewlyOpen(one: Place, counts: Counts, excuse: (one: Place) => unknown): boolean {
  if (one.movedFrom === undefined) return true;
  const before = { ...one, path: one.movedFrom };
  const wasCovered = !counts(before) || excuse(before) !== undefined;
  return wasCovered && excuse(one) === undefined;
}

/** Every match whose values may stand in any text of the report. */
function* shownMatches(found: readonly Found<PairedMatch>[]): Generator<PairedMatch | Partner> {
  for (const { match } of found) {
    yield match;
    yield* match.partners ?? [];
  }
}

/** What is not even revealed: the user's own credentials, and all spellings in which they were found. */
function ownValues(found: readonly Found<PairedMatch>[], compiled: CompiledRules): OwnValues {
  const isOwn = ({ rule }: Match): boolean => compiled.byId(rule)?.rule.own !== undefined;
  const matches = found.flatMap(({ match }) => (isOwn(match) ? [match] : []));
  const values = compiled.rules.flatMap(({ rule }) => rule.own ?? []);
  return { isOwn, values: [...values, ...valuesOf(matches)] };
}

function reportedRules(compiled: CompiledRules): ReportedRule[] {
  const rules = new Map<string, ReportedRule>();
  for (const { rule } of compiled.rules) {
    if (rule.skipReport) continue;
    if (rules.has(rule.reportAs) && rule.id !== rule.reportAs) continue;
    const { title, description, severity, tags, references, advice } = rule;
    rules.set(rule.reportAs, { id: rule.reportAs, title, description, severity, tags, references, advice });
  }
  return [...rules.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function distinct(problems: readonly Problem[]): Problem[] {
  const seen = new Map(
    problems.map((problem) => [
      `${problem.code} ${problem.path === undefined ? '' : pathKey(problem.path)} ${problem.message}`,
      problem,
    ]),
  );
  return [...seen.values()];
}

function scrubProblem(problem: Problem, scrub: (text: string) => string): Problem {
  const message = scrub(problem.message);
  return problem.path === undefined
    ? { ...problem, message }
    : { ...problem, message, path: scrubPath(problem.path, scrub) };
}

/** A name that holds a secret loses its bytes too. */
function scrubPath(path: Skip['path'], scrub: (text: string) => string): Skip['path'] {
  const text = scrub(path.text);
  return text === path.text ? path : { text };
}
