/** `keysieve baseline explain`: what entries stand for, and whether they are needed. */

import type { NumberedEntry } from '#baseline/baseline.ts';
import { UsageError } from '#model/errors.ts';
import type { Report } from '#model/report.ts';
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
  const color = useColor(request.request.color, streams.env, streams.stdoutIsTty);
  const layout = { paint: createPaint(color), columns: streams.columns ?? USUAL_COLUMNS };
  const blocks = entries.map((entry) => entryLines(entry, { report: scan.report, name: target.name, layout }));
  await writeText(streams.stdout, [blocks.map((lines) => lines.map((line) => `${line}\n`).join('')).join('\n')]);
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

interface Explaining {
  readonly report: Report;
  readonly name: string;
  readonly layout: Layout;
}

function entryLines(entry: NumberedEntry, { report, name, layout }: Explaining): readonly string[] {
  const { rule, path, line, reason, until, author, inHistory } = entry;
  const where = path === undefined ? 'in any file' : `in ${path.text}`;
  const head = `${escapeForTerminal(name)}:${line}: ${escapeForTerminal(`${rule} ${where}`)}`;
  return [
    layout.paint('strong', head),
    ...labelled('reason', [reason], layout),
    ...(author === undefined ? [] : labelled('accepted by', [author], layout)),
    ...(until === undefined ? [] : labelled('until', [until], layout)),
    ...(inHistory ? labelled('accepted for', ['the history'], layout) : []),
    ...labelled('now', stateOf(entry, report, `${name}:${line}`), layout),
  ];
}

/** What the scan says of it. */
function stateOf({ line, until }: NumberedEntry, { baseline, suppressed }: Report, name: string): readonly string[] {
  const has = (list: 'expired' | 'unused'): boolean => baseline?.[list].some((one) => one.line === line) === true;
  const places = suppressed.flatMap(({ entry, finding }) =>
    entry === name ? [formatPlace(finding.path, finding.start)] : [],
  );
  return [
    ...(has('expired') ? [`expired on ${until}: it excuses nothing`] : []),
    ...(has('unused') ? ['matches nothing any more: keysieve baseline prune removes it'] : []),
    ...places.map((place) => `accepts ${place}`),
    ...(has('expired') || has('unused') || places.length > 0
      ? []
      : ['not looked at: this scan was not about it, or something else excuses what it accepts']),
  ];
}
