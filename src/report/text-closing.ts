/** The last line of the text report: what was found, and what was looked at to find it. */

import type { Coverage, Report, Skip } from '#model/report.ts';
import { isAtLeast } from '#model/severity.ts';
import { escapeForTerminal } from '#text/terminal.ts';
import type { Paint } from './paint.ts';
import { formatBytes, formatCount, formatDuration, formatNumberOf } from './quantities.ts';
import type { ReporterOptions } from './reporter.ts';

const SEPARATOR = ' · ';

/** Reasons named beside the number of skips; `--verbose` lists all. */
const MAX_REASONS = 3;

/** `3 findings · 812 files · 12.3 MB · 0.1 s · 2 suppressed · 4 skipped (4 submodules)`. */
export function closingLine(report: Report, options: ReporterOptions, paint: Paint): string {
  const verdict = hasLookedAtNothing(report) ? nothingScanned(report, paint) : scanned(report, options, paint);
  const parts = [
    ...(report.interrupted ? [paint('bad', 'INTERRUPTED')] : []),
    ...verdict,
    formatDuration(report.durationMs),
    ...besides(report, paint),
  ];
  return parts.join(SEPARATOR);
}

function hasLookedAtNothing({ coverage, findings, suppressed }: Report): boolean {
  const { files, commits, objects, cached } = coverage;
  return files + commits + objects + (cached?.objects ?? 0) + findings.length + suppressed.length === 0;
}

/** Loud, because it looks so much like a clean result. */
function nothingScanned(report: Report, paint: Paint): readonly string[] {
  return [paint('warning', `NOTHING WAS SCANNED: ${whyNothing(report)}`)];
}

function whyNothing({ target, problems, coverage, interrupted }: Report): string {
  if (interrupted) return 'the scan was interrupted before it began';
  if (problems.length > 0) return `see the ${problems.length === 1 ? 'problem' : 'problems'} above`;
  if (coverage.skipped.length > 0) return 'all that was there was skipped';
  return NOTHING_THERE[target.kind];
}

const NOTHING_THERE: Readonly<Record<Report['target']['kind'], string>> = {
  paths: 'there is no file to look at',
  staged: 'nothing that is new is staged here',
  history: 'the repository is empty',
  range: 'the range holds no commit',
  stdin: 'standard input was empty',
};

function scanned(report: Report, options: ReporterOptions, paint: Paint): readonly string[] {
  const { bytes, cached } = report.coverage;
  const before = cached === undefined ? [] : [`${formatNumberOf(cached.objects, 'object')} known from the cache`];
  return [findingCount(report, options, paint), lookedAt(report), formatBytes(bytes), ...before];
}

/** Red when findings count, yellow when they do not or when something was not seen, green otherwise. */
function findingCount(report: Report, options: ReporterOptions, paint: Paint): string {
  const total = report.findings.length;
  const below = report.findings.filter((finding) => !isAtLeast(finding.severity, options.failOn)).length;
  const text = total === 0 ? 'no findings' : formatNumberOf(total, 'finding');
  const isClean = total === 0 && report.problems.length === 0 && !report.interrupted;
  const role = total > below ? 'bad' : isClean ? 'good' : 'warning';
  return `${paint(role, text)}${below === 0 ? '' : ` (${formatCount(below)} below --fail-on ${options.failOn})`}`;
}

function lookedAt({ target, coverage }: Report): string {
  switch (target.kind) {
    case 'paths':
      return formatNumberOf(coverage.files, 'file');
    case 'staged':
      return formatNumberOf(coverage.files, 'staged file');
    case 'stdin':
      return 'standard input';
    case 'history':
    case 'range':
      return gitObjects(coverage);
    default:
      return target.kind satisfies never;
  }
}

function gitObjects({ files, commits, objects }: Coverage): string {
  const contents = formatNumberOf(files, 'file content');
  return `${formatNumberOf(objects, 'object')} (${contents}, ${formatNumberOf(commits, 'commit')})`;
}

/** What was not reported or not looked into, so that nothing is lost without a word. */
function besides({ suppressed, coverage, problems }: Report, paint: Paint): readonly string[] {
  const opaque = coverage.skipped.filter((skip) => skip.opaque === true);
  const skipped = coverage.skipped.filter((skip) => skip.opaque !== true);
  return [
    ...count(suppressed.length, 'suppressed', byWhat(suppressed)),
    ...count(skipped.length, 'skipped', reasonsOf(skipped)),
    ...count(Math.max(coverage.opaque, opaque.length), 'opaque', reasonsOf(opaque)),
    ...(problems.length === 0 ? [] : [paint('bad', formatNumberOf(problems.length, 'problem'))]),
  ];
}

/** `3 by baseline, 1 by inline`. */
function byWhat(suppressed: Report['suppressed']): string {
  const numbers = new Map<string, number>();
  for (const { by } of suppressed) numbers.set(by, (numbers.get(by) ?? 0) + 1);
  return [...numbers]
    .map(([by, number]) => `${formatCount(number)} by ${by}`)
    .toSorted()
    .join(', ');
}

function count(number: number, word: string, reasons: string): readonly string[] {
  if (number === 0) return [];
  return [`${formatCount(number)} ${word}${reasons === '' ? '' : ` (${reasons})`}`];
}

/** `8 symbolic links, 4 submodules`, the most frequent first. */
function reasonsOf(skips: readonly Skip[]): string {
  const numbers = new Map<string, number>();
  for (const { reason } of skips) numbers.set(reason, (numbers.get(reason) ?? 0) + 1);
  const sorted = [...numbers].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const named = sorted
    .slice(0, MAX_REASONS)
    .map(([reason, number]) => `${formatCount(number)} ${pluralOf(reason, number)}`);
  const others = sorted.slice(MAX_REASONS).reduce((sum, [, number]) => sum + number, 0);
  return [...named, ...(others === 0 ? [] : [`${formatCount(others)} other`])].join(', ');
}

/** Reasons are phrases; those that end in a noun which can be counted get its plural. */
function pluralOf(reason: string, number: number): string {
  const text = escapeForTerminal(reason);
  return number > 1 && /\b(?:link|submodule|file|folder|archive|pointer|object|device|socket|pipe)$/.test(text)
    ? `${text}s`
    : text;
}
