/** What `keysieve rules test` prints: findings, what is excused, and what has the form of a credential and is none. */

import type { Rejection } from '#detect/judge.ts';
import type { Redaction } from '#model/options.ts';
import type { Report } from '#model/report.ts';
import type { Rule } from '#model/rule.ts';
import { redact } from '#model/secret.ts';
import { findingJson, type JsonObject, problemJson, suppressedJson } from '#report/finding-json.ts';
import type { Field } from '#report/json-text.ts';
import type { ReporterOptions } from '#report/reporter.ts';
import { findingLines } from '#report/text-finding.ts';
import { suppressedLines } from '#report/text-lists.ts';
import { summarizeCheck } from '#rules/check-summaries.ts';
import { escapeForTerminal } from '#text/terminal.ts';
import { wrapText } from '#text/wrap.ts';
import type { Layout } from './output.ts';

/** Rules that were tried on a text, and what came of it. */
export interface Trial {
  /** Never empty. */
  readonly tried: readonly Rule[];
  readonly report: Report;
  readonly rejections: readonly Rejection[];
  readonly redaction: Redaction;
}

/** `matched` says what the exit status says. */
export function trialJson({ tried, report, rejections, redaction }: Trial): readonly Field[] {
  return [
    { name: 'schema', value: 'keysieve-rules-test/1' },
    { name: 'matched', value: report.findings.length > 0 },
    { name: 'rules', value: tried.map(({ id }) => id) },
    { name: 'findings', items: report.findings.map(findingJson) },
    { name: 'suppressed', items: report.suppressed.map(suppressedJson) },
    { name: 'rejected', items: rejections.map((one) => rejectionJson(one, redaction)) },
    { name: 'problems', items: report.problems.map(problemJson) },
  ];
}

function rejectionJson({ rule, start, end, secret, by }: Rejection, redaction: Redaction): JsonObject {
  return { rule, start: { ...start }, end: { ...end }, secret: shown(secret, redaction), by };
}

/** A block for each finding, then what is excused and rejected, then a sentence that says it all. */
export function* trialLines(trial: Trial, layout: Layout): Generator<string> {
  const { report, rejections } = trial;
  const options: ReporterOptions = { color: false, verbose: false, quiet: false, failOn: 'info' };
  for (const finding of report.findings) {
    yield* findingLines({ ...finding, advice: '' }, options, layout.paint);
    yield '';
  }
  if (report.suppressed.length > 0) yield* [...suppressedLines(report.suppressed, layout.paint), ''];
  if (rejections.length > 0) yield* [...rejectionLines(trial, layout), ''];
  yield* verdictLines(trial, layout);
}

function rejectionLines({ rejections, tried, redaction }: Trial, { paint }: Layout): readonly string[] {
  return [
    paint('strong', `${rejections.length} rejected:`),
    ...rejections.map(({ rule, start, secret, by }) => {
      const value = escapeForTerminal(shown(secret, redaction));
      return `  ${start.line}:${start.column}: ${paint('quiet', `[${escapeForTerminal(rule)}]`)} ${value} ${escapeForTerminal(reason(by, rule, tried))}`;
    }),
  ];
}

function shown(secret: string, { reveal, shownCharacters }: Redaction): string {
  return reveal ? secret : redact(secret, shownCharacters);
}

function reason(by: string, id: string, tried: readonly Rule[]): string {
  if (by === 'extent') return 'has no end that the extent of the rule could find';
  if (by !== 'entropy') return `by the check ${by}, which accepts ${summarizeCheck(by)}`;
  return `by its entropy, which is below ${tried.find((rule) => rule.id === id)?.entropy ?? 0}`;
}

function verdictLines({ tried, report, rejections }: Trial, { paint, columns }: Layout): readonly string[] {
  const name = tried.length === 1 ? `rule ${tried[0]?.id}` : `${tried.length} rules (${ids(tried)})`;
  const count = report.findings.length;
  if (count > 0) return [`${escapeForTerminal(name)}: ${paint('good', count === 1 ? '1 match' : `${count} matches`)}`];
  if (report.problems.length > 0) return [paint('bad', `${escapeForTerminal(name)}: not looked at to the end`)];
  const nothing = paint('warning', 'no match');
  const why = report.suppressed.length + rejections.length > 0 ? [] : whyNothing(tried);
  const lines = why.flatMap((text) => wrapText(escapeForTerminal(text), columns - 2)).map((line) => `  ${line}`);
  return [`${escapeForTerminal(name)}: ${nothing}`, ...lines];
}

function ids(rules: readonly Rule[]): string {
  return rules.map(({ id }) => id).join(', ');
}

/** What may be missing from the text though the regex matches. */
function whyNothing(tried: readonly Rule[]): readonly string[] {
  return tried.flatMap(({ id, path, requires, regex }) => [
    ...(path === undefined
      ? []
      : [`${id} looks at files with certain paths only: --stdin-path NAME says which one the text stands in`]),
    ...(regex === undefined || requires.length === 0
      ? []
      : [`${id} counts only near what it requires: ${requires.map(({ rule }) => rule).join(', ')}`]),
  ]);
}
