/** The lists behind the findings of the text report: suppressed, skipped, notices, problems. */

import type { Problem, Report, Skip, SuppressedFinding } from '#model/report.ts';
import { escapeForTerminal } from '#text/terminal.ts';
import type { Paint } from './paint.ts';
import { placeOf } from './place.ts';
import { formatCount, formatNumberOf } from './quantities.ts';
import type { ReporterOptions } from './reporter.ts';
import { formatPlace } from './text-finding.ts';

/** What was found and excused, with who excused it and why. */
export function suppressedLines(suppressed: readonly SuppressedFinding[], paint: Paint): readonly string[] {
  if (suppressed.length === 0) return [];
  return [
    paint('strong', `${formatCount(suppressed.length)} suppressed:`),
    ...suppressed.map(({ by, reason, expiry, entry, finding }) => {
      const place = formatPlace(finding.path, finding.start, placeOf(finding.provenance));
      const rule = paint('quiet', `[${escapeForTerminal(finding.rule)}]`);
      const where = entry === undefined ? '' : ` (${escapeForTerminal(entry)})`;
      const until = expiry === undefined ? '' : `, until ${expiry}`;
      return `  ${place}: ${rule} by ${by}${where}${until}: ${escapeForTerminal(reason)}`;
    }),
  ];
}

/** Every skip with its reason. */
export function skipLines(skips: readonly Skip[], paint: Paint): readonly string[] {
  if (skips.length === 0) return [];
  return [
    paint('strong', `${formatCount(skips.length)} not looked into:`),
    ...skips.map(({ path, reason }) => `  ${escapeForTerminal(path.text)}: ${escapeForTerminal(reason)}`),
  ];
}

/** Who read the objects of a history, where any were read. */
export function readLines({ read }: Report['coverage']): readonly string[] {
  if (read === undefined || read.direct + read.git === 0) return [];
  return [`${formatNumberOf(read.direct, 'object')} read by keysieve itself, ${formatCount(read.git)} by git`];
}

/** What is worth knowing, and what the scan was narrowed by. */
export function noticeLines(report: Report, paint: Paint): readonly string[] {
  const { narrowedBy } = report.coverage;
  const names = narrowedBy.map(escapeForTerminal).join(', ');
  return [
    ...report.notices.flatMap(({ message }) => labelled(paint('info', 'note'), message)),
    ...(narrowedBy.length === 0 ? [] : labelled(paint('info', 'note'), `narrowed by ${names}`)),
  ];
}

/** Everything that makes the scan incomplete, as far as it is not said elsewhere. */
export function problemLines(report: Report, options: ReporterOptions, paint: Paint): readonly string[] {
  const { interrupted } = report;
  const problems = options.problemsSaid === true ? [] : report.problems;
  const title =
    problems.length === 0 ? [] : [`${formatNumberOf(problems.length, 'problem')}, so the scan is incomplete:`];
  const wasSaid = report.problems.some((problem) => problem.code === 'INTERRUPTED');
  const stop = interrupted && !wasSaid ? labelled(paint('bad', 'interrupted'), 'not everything was looked at') : [];
  return [
    ...title.map((text) => paint('bad', text)),
    ...problems.flatMap((problem) => problemText(problem, paint)),
    ...stop,
  ];
}

function problemText(problem: Problem, paint: Paint): readonly string[] {
  const place = problem.path === undefined ? '' : `: ${escapeForTerminal(problem.path.text)}`;
  return labelled(`  ${paint('bad', problem.code)}${place}`, problem.message);
}

/** A message may have several lines (git's own words): each is escaped by itself and the later ones are indented. */
function labelled(label: string, message: string): readonly string[] {
  const [first = '', ...others] = message.trimEnd().split(/\r?\n/).map(escapeForTerminal);
  return [`${label}: ${first}`, ...others.map((line) => `    ${line}`)];
}
