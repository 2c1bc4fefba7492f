/** Makes one finding of all places of one (rule, path, secret). */

import type { Position } from '#model/position.ts';
import type { Provenance } from '#model/provenance.ts';
import type { Related, ReportedFinding } from '#model/report.ts';
import { Secret } from '#model/secret.ts';
import { type Severity, strongerSeverity } from '#model/severity.ts';
import type { CompiledRules } from '#rules/compile.ts';
import { contentKey, type Leak, type Place } from './compose.ts';
import { fingerprint, type Identify } from './fingerprint.ts';
import { createNeighbourIndex } from './neighbours.ts';
import type { SecretRenderer } from './render-secret.ts';

/** More repetitions than this in one file are not listed one by one. */
const MOST_REPEATED = 20;

/** Renders and hashes; everything else is decided by then. */
export type MakeFinding = (leak: Leak) => Promise<ReportedFinding>;

/** `located` are all matches of the scan: what stands on the same line of the same content is redacted with it. */
export function createFindingMaker(
  compiled: CompiledRules,
  render: SecretRenderer,
  located: readonly Place[],
  identify: Identify = fingerprint,
): MakeFinding {
  const neighbours = createNeighbourIndex(located);
  return async (leak) => {
    const ordered = [...leak.places].sort(comparePlaces);
    const first = ordered[0] as Place;
    const { match, path } = first;
    const rule = compiled.byId(match.rule)?.rule;
    const id = compiled.reportedId(match.rule);
    const secret = new Secret(match.secret);
    const shownPath = scrubbed(path, render);
    return {
      rule: id,
      title: compiled.byId(id)?.rule.title ?? rule?.title ?? id,
      severity: severityOf(ordered),
      path: shownPath,
      start: match.start,
      end: match.end,
      secret: render.secret(secret),
      fingerprint: await identify({ rule: id, path, secret, secretBits: rule?.secretBits ?? 0 }),
      provenance: scrubProvenance(countObjects(first.provenance, ordered), render),
      related: [...belongings(leak, ordered, compiled, shownPath), ...repetitions(first, ordered, id, shownPath)],
      details: (ordered.find(hasExpired) ?? first).match.details,
      ...(match.decodings === undefined ? {} : { decodings: match.decodings }),
      tags: rule?.tags ?? [],
      advice: rule?.advice ?? '',
      ...(rule?.regex === undefined ? {} : { line: render.line(match, neighbours(first)) }),
    };
  };
}

/** The same value has ended everywhere, whichever place has the date. */
function hasExpired({ match }: Place): boolean {
  return match.details['expired'] !== undefined;
}

function severityOf(places: readonly Place[]): Severity {
  const expired = places.find(hasExpired);
  return expired?.match.severity ?? places.map(({ match }) => match.severity).reduce(strongerSeverity);
}

/** Earliest commit first (dates, then hashes), then by position. */
function comparePlaces(a: Place, b: Place): number {
  return (a.rank ?? 0) - (b.rank ?? 0) || comparePositions(a.match.start, b.match.start);
}

function comparePositions(a: Position, b: Position): number {
  return a.line - b.line || a.column - b.column;
}

/** `occurrences` counts the distinct objects among all places; in HEAD when any of them is. One leak has one path. */
function countObjects(provenance: Provenance, places: readonly Place[]): Provenance {
  if (!('occurrences' in provenance)) return provenance;
  const objects = new Set(places.flatMap((place) => ('object' in place.provenance ? [place.provenance.object] : [])));
  const inHead = places.some((place) => 'inHead' in place.provenance && place.provenance.inHead === true);
  return { ...provenance, occurrences: objects.size, inHead, ...countCommits(places) };
}

/** A commit has one object at a path, so the commits of all objects there add up. */
function countCommits(places: readonly Place[]): { readonly commits?: number } {
  const counts = new Map<string, number>();
  for (const { provenance } of places) {
    if ('commits' in provenance && provenance.commits !== undefined)
      counts.set(provenance.object ?? '', provenance.commits);
  }
  return counts.size === 0 ? {} : { commits: [...counts.values()].reduce((sum, count) => sum + count, 0) };
}

/** What other people wrote beside the leak may repeat it. */
function scrubProvenance(provenance: Provenance, { scrub }: SecretRenderer): Provenance {
  const scrubbedFields: Record<string, unknown> = {};
  for (const field of ['author', 'email', 'subject', 'tag', 'reflog'] as const) {
    const value = (provenance as Readonly<Record<string, unknown>>)[field];
    if (typeof value === 'string') scrubbedFields[field] = scrub(value);
  }
  if ('refs' in provenance && provenance.refs !== undefined) {
    scrubbedFields['refs'] = { ...provenance.refs, names: provenance.refs.names.map(scrub) };
  }
  return { ...provenance, ...scrubbedFields };
}

function scrubbed(path: ReportedFinding['path'], { scrub }: SecretRenderer): ReportedFinding['path'] {
  const text = scrub(path.text);
  return text === path.text ? path : { text };
}

/**
 * What belongs to the leak in the first content that shows it: its members, or the lead that is no finding itself, by
 * position; then the partners that its rule asked for, the nearest first.
 */
function belongings(
  { members }: Leak,
  places: readonly Place[],
  compiled: CompiledRules,
  path: ReportedFinding['path'],
): Related[] {
  const contents = new Set(members.map(contentKey));
  const content = places.map(contentKey).find((key) => contents.has(key));
  const shown = members.filter((member) => contentKey(member) === content).map(({ match }) => match);
  const leads = places.flatMap(({ match }) => match.lead ?? []).slice(0, 1);
  const partners = places[0]?.match.partners ?? [];
  const inOrder = [...shown, ...leads].sort((a, b) => comparePositions(a.start, b.start));
  const related = [...inOrder, ...partners].map(({ rule, start, end }) => ({
    rule: compiled.reportedId(rule),
    path,
    start,
    end,
  }));
  return [...new Map(related.map((one) => [`${one.rule} ${positionKey(one.start)}`, one])).values()];
}

/** Other places of the same secret in the same content. */
function repetitions(first: Place, places: readonly Place[], rule: string, path: ReportedFinding['path']): Related[] {
  const seen = new Set([positionKey(first.match.start)]);
  const repeated: Related[] = [];
  for (const place of places) {
    const key = positionKey(place.match.start);
    if (contentKey(place) !== contentKey(first) || seen.has(key)) continue;
    seen.add(key);
    if (repeated.length < MOST_REPEATED) repeated.push({ rule, path, start: place.match.start, end: place.match.end });
  }
  return repeated;
}

function positionKey({ line, column }: Position): string {
  return `${line}:${column}`;
}
