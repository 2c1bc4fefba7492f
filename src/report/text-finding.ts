/** One finding as a block of the text report: where, what, the line, its story in git, and what to do. */

import type { PathName } from '#model/path-name.ts';
import type { Position } from '#model/position.ts';
import type { Related, ReportedFinding } from '#model/report.ts';
import { isAtLeast } from '#model/severity.ts';
import { escapeForTerminal } from '#text/terminal.ts';
import type { Paint } from './paint.ts';
import { placeOf } from './place.ts';
import type { ReporterOptions } from './reporter.ts';
import { gutterIndent, sourceLines } from './source-line.ts';
import { provenanceLines } from './text-provenance.ts';

/** Lines of the block, without newlines. */
export function findingLines(finding: ReportedFinding, options: ReporterOptions, paint: Paint): readonly string[] {
  const indent = gutterIndent(finding.start.line);
  const below = [
    ...provenanceLines(finding.provenance, paint),
    ...decodingLines(finding),
    ...finding.related.map((related) => relatedLine(related, finding, paint)),
    ...detailLines(finding, options, paint),
    ...adviceLines(finding, paint),
  ];
  return [headLine(finding, options, paint), ...shownLines(finding, paint), ...below.map((line) => indent + line)];
}

/** `path:line:column: severity: title [rule]`, the order of compilers, which editors make clickable. */
export function headLine(finding: ReportedFinding, options: Pick<ReporterOptions, 'failOn'>, paint: Paint): string {
  const place = formatPlace(finding.path, finding.start, placeOf(finding.provenance));
  const severity = paint(finding.severity, finding.severity);
  const uncounted = isAtLeast(finding.severity, options.failOn)
    ? ''
    : paint('quiet', ` (below --fail-on ${options.failOn})`);
  const rule = paint('quiet', `[${escapeForTerminal(finding.rule)}]`);
  return `${paint('place', place)}: ${severity}${uncounted}: ${escapeForTerminal(finding.title)} ${rule}`;
}

/** `path:line:column`, safe for a terminal; `instead` names what has no path. */
export function formatPlace(path: PathName, position: Position, instead?: string): string {
  return `${escapeForTerminal(path.text || (instead ?? ''))}:${position.line}:${position.column}`;
}

/** The line with its secrets redacted; where there is no line to show, at least the secret. */
export function shownLines(finding: ReportedFinding, paint: Paint): readonly string[] {
  const { line, severity, secret } = finding;
  if (line !== undefined) return sourceLines(line, finding.start.line, { severity, paint });
  if (secret === '') return [];
  return [`${gutterIndent(finding.start.line)}${paint(severity, escapeForTerminal(secret))}`];
}

/** `decoded from base64, then from string escapes`. */
function decodingLines({ decodings = [] }: ReportedFinding): readonly string[] {
  if (decodings.length === 0) return [];
  return [
    escapeForTerminal(`decoded from ${decodings.map((name) => DECODING_NAMES[name] ?? name).join(', then from ')}`),
  ];
}

/** In words, for those whose names say too little. */
const DECODING_NAMES: Readonly<Record<string, string>> = {
  percent: 'percent encoding',
  escape: 'string escapes',
  entity: 'character references',
  'utf-16le': 'UTF-16LE',
  'utf-16be': 'UTF-16BE',
};

/** The same rule again is the same secret on another line; another rule is the other half of the credential. */
function relatedLine(related: Related, finding: ReportedFinding, paint: Paint): string {
  const place = paint('place', formatPlace(related.path, related.start));
  if (related.rule === finding.rule) return `again at ${place}`;
  return `together with ${place} ${paint('quiet', `[${escapeForTerminal(related.rule)}]`)}`;
}

/** What checks found out, on one line; the fingerprint for whoever writes a baseline. */
function detailLines(finding: ReportedFinding, options: ReporterOptions, paint: Paint): readonly string[] {
  const details = Object.entries(finding.details).map(([name, value]) => escapeForTerminal(`${name} ${value}`));
  return [
    ...(details.length === 0 ? [] : [paint('quiet', details.join(' · '))]),
    ...(options.verbose ? [paint('quiet', escapeForTerminal(`fingerprint ${finding.fingerprint}`))] : []),
  ];
}

function adviceLines(finding: ReportedFinding, paint: Paint): readonly string[] {
  return finding.advice === '' ? [] : [`${paint('advice', '→')} ${escapeForTerminal(finding.advice)}`];
}
