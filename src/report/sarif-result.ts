/** Findings as SARIF results. */

import type { ReportedFinding, SuppressedFinding } from '#model/report.ts';
import { type JsonObject, provenanceJson, sortedFields } from './finding-json.ts';
import { placeOf } from './place.ts';
import { locationJson } from './sarif-location.ts';
import { LEVELS, SECURITY_SEVERITY, uniqueTags } from './sarif-rule.ts';

/**
 * A `result`. `suppressions` is in all of them, empty where there is none: SARIF 2.1.0, 3.27.23, wants it in all
 * results of a run or in none, and an empty list says that the finding counts.
 */
export function resultJson(
  finding: ReportedFinding,
  ruleIndex: number | undefined,
  suppressed?: SuppressedFinding,
): JsonObject {
  return {
    ruleId: finding.rule,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: LEVELS[finding.severity],
    message: { text: messageText(finding) },
    locations: [locationOf(finding)],
    ...(finding.related.length === 0 ? {} : { relatedLocations: finding.related.map(relatedLocation) }),
    partialFingerprints: { 'keysieve/v1': finding.fingerprint },
    suppressions: suppressed === undefined ? [] : [suppressionJson(suppressed)],
    properties: propertiesJson(finding),
  };
}

/** One line of plain text. `[text](target)` would be shown as a link (3.11.6), and titles may come from a repository. */
function messageText(finding: ReportedFinding): string {
  const secret = finding.secret === '' ? '' : ` (${finding.secret})`;
  const place = placeOf(finding.provenance);
  const text = `${finding.title}${secret}${place === undefined ? '' : ` in ${place}`}. ${finding.advice}`;
  return text.trim().replaceAll('](', '] (');
}

/** Messages and names of refs may have no path at all. */
function locationOf(finding: ReportedFinding): JsonObject {
  if (finding.path.text !== '') return locationJson(finding.path, finding);
  return { logicalLocations: [{ name: placeOf(finding.provenance) ?? finding.title, kind: finding.provenance.kind }] };
}

function relatedLocation(related: ReportedFinding['related'][number], index: number): JsonObject {
  return { id: index + 1, ...locationJson(related.path, related), message: { text: related.rule } };
}

/** Only a comment beside the secret is in the source; allowlists and baselines are files of their own. */
function suppressionJson({ by, reason, expiry, entry }: SuppressedFinding): JsonObject {
  const properties = { by, expiry, entry };
  return { kind: by === 'inline' ? 'inSource' : 'external', justification: reason, properties };
}

function propertiesJson(finding: ReportedFinding): JsonObject {
  return {
    tags: uniqueTags(finding.tags),
    severity: finding.severity,
    'security-severity': SECURITY_SEVERITY[finding.severity],
    secret: finding.secret,
    provenance: provenanceJson(finding.provenance),
    details: sortedFields(finding.details),
    decodings: finding.decodings,
  };
}
