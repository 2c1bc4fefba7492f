/** `keysieve baseline explain`: what entries stand for, and whether they are needed. */

import type { NumberedEntry } from '#baseline/baseline.ts';
import { UsageError } from '#model/errors.ts';
import type { Report, ReportedFinding } from '#model/report.ts';
import { pathJson } from '#report/finding-json.ts';
import { jsonDocument } from '#report/json-text.ts';
import { createPaint } from '#report/paint.ts';
import { formatPlace } from '#report/text-finding.ts';
import { escapeForTerminal } from '#text/terminal.ts';
import { useColor } from '../color.ts';
import { EXIT_CLEAN } from '../exit-code.ts';
import { type Layout, labelled } from '../rules/output.ts';
import type { Streams } from '../streams.ts';
import { writeText } from '../write-text.ts';
import { baselineTarget, readBaseline } from './file.ts';
import type { BaselineRequest } from './request.ts';
import { scanForBaseline } from './scan.ts';

const USUAL_COLUMNS = 80;

/** Operands are lines of the file, paths or rules; without any, all entries. Throws UsageError for one that names none. */
export async function explainEntries(request: BaselineRequest, streams: Streams): Promise<number> {
  const target = await baselineTarget(request.request, streams);
  const entries = chosen(readBaseline(target).entries, request.operands);
  const scan = await scanForBaseline(request, streams);
  if (typeof scan === 'number') return scan;
  const explained = entries.map((entry) => explain(entry, scan.report, target.name));
  await writeText(
    streams.stdout,
    request.json ? [asJson(explained, target.name)] : asText(explained, request, streams),
  );
  return EXIT_CLEAN;
}

function chosen(entries: readonly NumberedEntry[], operands: readonly string[]): readonly NumberedEntry[] {
  if (operands.length === 0) return entries;
  const named = (operand: string): readonly NumberedEntry[] =>
    entries.filter(({ line, path, rule }) => [String(line), path?.text ?? '*', rule].includes(operand));
  for (const operand of operands) {
    if (named(operand).length === 0)
      throw new UsageError(`no entry of the baseline stands on line ${operand}, or is for a path or rule of that name`);
  }
  const all = new Set(operands.flatMap(named));
  return entries.filter((entry) => all.has(entry));
}

/** What a scan says of an entry. */
interface Explained {
  readonly entry: NumberedEntry;
  /** File and line. */
  readonly name: string;
  readonly isExpired: boolean;
  readonly isUnused: boolean;
  readonly accepts: readonly ReportedFinding[];
}

function explain(entry: NumberedEntry, { baseline, suppressed }: Report, file: string): Explained {
  const name = `${file}:${entry.line}`;
  const has = (list: 'expired' | 'unused'): boolean =>
    baseline?.[list].some(({ line }) => line === entry.line) === true;
  const accepted = suppressed.filter((one) => one.entry === name || one.otherEntries?.includes(name) === true);
  const accepts = accepted.map(({ finding }) => finding);
  return { entry, name, isExpired: has('expired'), isUnused: has('unused'), accepts };
}

function asJson(explained: readonly Explained[], file: string): string {
  const entries = explained.map(({ entry, isExpired, isUnused, accepts }) => {
    const { line, rule, path, reason, author, until, inHistory } = entry;
    const places = accepts.map(({ path: name, start }) => ({
      ...pathJson(name),
      start: { line: start.line, column: start.column },
    }));
    const said = { line, rule, ...(path && pathJson(path)), reason, author, until, inHistory };
    return { ...said, expired: isExpired, unused: isUnused, accepts: places };
  });
  return jsonDocument({ schema: 'keysieve-entries/1', file, entries });
}

function asText(explained: readonly Explained[], { request }: BaselineRequest, streams: Streams): readonly string[] {
  const color = useColor(request.color, streams.env, streams.stdoutIsTty);
  const layout = { paint: createPaint(color), columns: streams.columns ?? USUAL_COLUMNS };
  const blocks = explained.map((one) => entryLines(one, layout));
  return [blocks.map((lines) => lines.map((line) => `${line}\n`).join('')).join('\n')];
}

function entryLines(explained: Explained, layout: Layout): readonly string[] {
  const { rule, path, reason, until, author, inHistory } = explained.entry;
  const where = path === undefined ? 'in any file' : `in ${path.text}`;
  const head = escapeForTerminal(`${explained.name}: ${rule} ${where}`);
  return [
    layout.paint('strong', head),
    ...labelled('reason', [reason], layout),
    ...(author === undefined ? [] : labelled('accepted by', [author], layout)),
    ...(until === undefined ? [] : labelled('until', [until], layout)),
    ...(inHistory ? labelled('accepted for', ['the history'], layout) : []),
    ...labelled('now', stateOf(explained), layout),
  ];
}

function stateOf({ entry, isExpired, isUnused, accepts }: Explained): readonly string[] {
  const lines = [
    ...(isExpired ? [`expired on ${entry.until}: it excuses nothing`] : []),
    ...(isUnused ? ['matches nothing any more: keysieve baseline prune removes it'] : []),
    ...accepts.map(({ path, start }) => `accepts ${formatPlace(path, start)}`),
  ];
  return lines.length > 0
    ? lines
    : ['not looked at: this scan was not about it, or something else excuses what it accepts'];
}
