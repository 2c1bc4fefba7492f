/** The parts of a report as plain JSON data, with the field names and their order that `json` and `jsonl` share. */

import type { PathName } from '#model/path-name.ts';
import type { Position, Range } from '#model/position.ts';
import type { Provenance } from '#model/provenance.ts';
import type {
  BaselineLine,
  BaselineState,
  CachedObjects,
  Coverage,
  Notice,
  Problem,
  Related,
  ReportedFinding,
  Skip,
  SuppressedFinding,
} from '#model/report.ts';
import type { Json } from './json-text.ts';

/** Name and version of the format; a change that could break a reader raises the number. */
export const SCHEMA = 'keysieve-report/1';

/** A JSON object under construction. */
export type JsonObject = { readonly [field: string]: Json | undefined };

/** A finding as `findings[]` holds it. */
export function findingJson(finding: ReportedFinding): JsonObject {
  return {
    rule: finding.rule,
    title: finding.title,
    severity: finding.severity,
    ...pathJson(finding.path),
    ...rangeJson(finding),
    secret: finding.secret,
    fingerprint: finding.fingerprint,
    provenance: provenanceJson(finding.provenance),
    related: finding.related.map(relatedJson),
    details: sortedFields(finding.details),
    decodings: finding.decodings,
    tags: finding.tags,
    advice: finding.advice,
  };
}

/** A suppressed finding as `suppressed[]` holds it. */
export function suppressedJson(suppressed: SuppressedFinding): JsonObject {
  const { by, reason, expiry, entry, finding } = suppressed;
  return { by, reason, expiry, entry, finding: findingJson(finding) };
}

/** What there is to say of the baseline, as `baseline` holds it. */
export function baselineJson({ file, expired, unused }: BaselineState): JsonObject {
  return { file, expired: expired.map(baselineLineJson), unused: unused.map(baselineLineJson) };
}

function baselineLineJson({ rule, path, line, until, reason }: BaselineLine): JsonObject {
  return { rule, ...(path === undefined ? {} : pathJson(path)), line, expiry: until, reason };
}

/** What was looked at, as `coverage` holds it. */
export function coverageJson(coverage: Coverage): JsonObject {
  return {
    files: coverage.files,
    commits: coverage.commits,
    objects: coverage.objects,
    bytes: coverage.bytes,
    opaque: coverage.opaque,
    ...(coverage.read === undefined ? {} : { read: coverage.read }),
    ...(coverage.cached === undefined ? {} : { cached: cachedJson(coverage.cached) }),
    narrowedBy: coverage.narrowedBy,
    skipped: coverage.skipped.map(skipJson),
  };
}

/** A problem as `problems[]` holds it. */
export function problemJson(problem: Problem): JsonObject {
  return {
    code: problem.code,
    message: problem.message,
    ...(problem.path === undefined ? {} : pathJson(problem.path)),
  };
}

/** A notice as `notices[]` holds it. */
export function noticeJson(notice: Notice): JsonObject {
  return { message: notice.message };
}

/** `path`, and the true name in base64 where it is not UTF-8. */
export function pathJson(path: PathName): JsonObject {
  return path.bytes === undefined
    ? { path: path.text }
    : { path: path.text, pathBytes: Buffer.from(path.bytes).toString('base64') };
}

/** Fields in the order of `cli.md`, so that the bytes do not depend on how the value was put together. */
export function provenanceJson(provenance: Provenance): JsonObject {
  const fields: Partial<Record<ProvenanceField, Json>> = provenance;
  return Object.fromEntries(PROVENANCE_FIELDS.map((name) => [name, fields[name]]));
}

type FieldOf<T> = T extends unknown ? keyof T : never;
type ProvenanceField = FieldOf<Provenance>;

const PROVENANCE_FIELDS = Object.keys({
  kind: true,
  tag: true,
  commit: true,
  author: true,
  email: true,
  date: true,
  subject: true,
  object: true,
  occurrences: true,
  inHead: true,
  unlocated: true,
  refs: true,
  reflog: true,
  commits: true,
} satisfies Record<ProvenanceField, true>) as readonly ProvenanceField[];

/** By name, because whoever found the details out may have done so in any order. */
export function sortedFields(fields: Readonly<Record<string, string>>): JsonObject {
  return Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function relatedJson(related: Related): JsonObject {
  return { rule: related.rule, ...pathJson(related.path), ...rangeJson(related) };
}

function cachedJson({ files, commits, objects }: CachedObjects): JsonObject {
  return { files, commits, objects };
}

function skipJson(skip: Skip): JsonObject {
  return { ...pathJson(skip.path), reason: skip.reason, ...(skip.opaque === true ? { opaque: true } : {}) };
}

/** Built anew: positions may carry fields of the values that they were made from. */
function rangeJson(range: Range): { readonly start: JsonObject; readonly end: JsonObject } {
  return { start: positionJson(range.start), end: positionJson(range.end) };
}

function positionJson(position: Position): JsonObject {
  return { line: position.line, column: position.column };
}
