/** `keysieve baseline create` and `update`: accept everything that a scan finds. */

import { type Acceptance, acceptFindings } from '#baseline/accept.ts';
import { type Baseline, EMPTY_BASELINE } from '#baseline/baseline.ts';
import { UsageError } from '#model/errors.ts';
import { formatNumberOf } from '#report/quantities.ts';
import type { FoundLeak } from '#scan/found-leak.ts';
import { escapeForTerminal } from '#text/terminal.ts';
import { EXIT_CLEAN } from '../exit-code.ts';
import type { Streams } from '../streams.ts';
import { writeText } from '../write-text.ts';
import { type BaselineTarget, baselineTarget, readBaseline, readTarget, today, writeBaseline } from './file.ts';
import type { BaselineRequest } from './request.ts';
import { isOfHistory, scanForBaseline } from './scan.ts';

/** Returns the exit status. Throws KeysieveError; the file is then as it was. */
export async function acceptAll(request: BaselineRequest, streams: Streams): Promise<number> {
  const target = await baselineTarget(request.request, streams);
  const isNew = request.action === 'create';
  const before = isNew ? startBaseline(target) : readBaseline(target);
  const scan = await scanForBaseline(request, streams, { ignoresBaseline: isNew });
  if (typeof scan === 'number') return scan;
  const { baseline, added } = await acceptFindings(before, acceptances(request, scan.leaks), today());
  if (added.length > 0) await writeBaseline(target, baseline);
  await writeText(streams.stdout, summary(scan.leaks, added.length, target));
  return EXIT_CLEAN;
}

/** A file that is there is not replaced: it holds somebody's reasons. */
function startBaseline(target: BaselineTarget): Baseline {
  if (readTarget(target) === undefined) return EMPTY_BASELINE;
  throw new UsageError(`${target.name} exists: add to it with "keysieve baseline update", or delete it first`);
}

/** Each secret of each finding: the halves of a pair are accepted, and found again, each by itself. */
export function acceptances(request: BaselineRequest, leaks: readonly FoundLeak[]): readonly Acceptance[] {
  const { reason = '', anyPath, ...words } = request.acceptance;
  return leaks.flatMap(({ secrets }) =>
    secrets.map(({ path, ...secret }) => ({
      ...secret,
      ...(path !== undefined && !anyPath && { path }),
      ...words,
      reason,
      inHistory: isOfHistory(request),
    })),
  );
}

function* summary(leaks: readonly FoundLeak[], added: number, { name }: BaselineTarget): Generator<string> {
  if (leaks.length === 0) return yield 'no findings: nothing to accept\n';
  const rules = new Map<string, number>();
  for (const { finding } of leaks) rules.set(finding.rule, (rules.get(finding.rule) ?? 0) + 1);
  for (const [rule, count] of [...rules].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)))
    yield `${String(count).padStart(6)}  ${escapeForTerminal(rule)}\n`;
  const secrets = added === 1 ? '1 secret' : `${added} secrets`;
  yield `accepted ${formatNumberOf(leaks.length, 'finding')} (${secrets}) in ${escapeForTerminal(name)}: look through it, and commit it\n`;
}
