/** `keysieve hook`: what an installed hook runs. It says nothing when it lets something pass. */

import { guardedBy, isOnServer, waysAround } from '#hooks/hook-name.ts';
import { type HookPlan, planHookScan } from '#hooks/plan-scan.ts';
import type { ScanOptions } from '#model/options.ts';
import type { Report } from '#model/report.ts';
import { useColor } from '../color.ts';
import { deliver } from '../deliver.ts';
import {
  baselineComplaint,
  coverageComplaint,
  EXIT_CLEAN,
  EXIT_FAILURE,
  EXIT_FINDINGS,
  exitCode,
} from '../exit-code.ts';
import type { ParsedArguments } from '../option-table.ts';
import type { CliRequest } from '../parse-arguments.ts';
import { type HookRequest, parseHookRequest } from '../parse-hook.ts';
import { performScan } from '../perform-scan.ts';
import { say, sayFailure, sayProblems } from '../say.ts';
import { sayProof } from '../say-proof.ts';
import type { Streams } from '../streams.ts';

/** Returns the exit status of the scan; whatever keeps it from looking at everything is 2. Throws UsageError. */
export async function hookCommand(parsed: ParsedArguments, streams: Streams): Promise<number> {
  const hook = parseHookRequest(parsed, streams.cwd);
  try {
    const { cwd, env, userId } = streams;
    const plan = await planHookScan({ ...hook, cwd, env, userId, input: () => readAll(streams.stdin) });
    return plan.target === undefined ? EXIT_CLEAN : await scan(hook, { ...plan, target: plan.target }, streams);
  } catch (error) {
    const status = sayFailure(streams, error, 'For help: keysieve hook --help');
    sayIncomplete(hook, streams);
    return status;
  }
}

async function readAll(stdin: Streams['stdin']): Promise<string> {
  let text = '';
  stdin.setEncoding('utf8');
  for await (const piece of stdin) text += String(piece);
  return text;
}

type Plan = HookPlan & { readonly target: NonNullable<HookPlan['target']> };

async function scan(hook: HookRequest, plan: Plan, streams: Streams): Promise<number> {
  const request = requestOf(hook, plan);
  const limit = createLimit(hook, streams);
  const { options, report } = await performScan(
    { request: request.scan, repository: plan.repository, streams },
    { ...(plan.content === undefined ? {} : { stdin: once(plan.content) }), signal: limit.signal },
  ).finally(() => limit.clear());
  if (limit.isOver())
    say(streams, `the time limit of ${hook.timeLimitSeconds} s was over before everything was scanned`);
  const complete = hook.hasFormats
    ? await deliver({ request, streams, options, report })
    : sayResult({ hook, request, streams, options, report });
  const status = complete && !limit.isOver() ? exitCode(report, options) : EXIT_FAILURE;
  if (status !== EXIT_CLEAN && status !== EXIT_FINDINGS) sayIncomplete(hook, streams);
  sayProof(streams, status);
  return status;
}

/** What was typed goes before what the hook stands for, but not what it looks at. */
function requestOf({ name, request }: HookRequest, { target }: Plan): CliRequest {
  const { trust = target.trust } = request.scan;
  return {
    ...request,
    scan: {
      ...request.scan,
      ...target,
      trust,
      requireCoverage: false,
      ...(isOnServer(name) && { ownKeys: false }),
    },
  };
}

async function* once(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield content;
}

/** Ends a scan when the person interrupts it or its time is over. */
function createLimit({ timeLimitSeconds }: HookRequest, streams: Streams) {
  const controller = new AbortController();
  streams.onInterrupt(() => controller.abort());
  let over = false;
  const end = () => {
    over = true;
    controller.abort();
  };
  const timer = timeLimitSeconds === undefined ? undefined : setTimeout(end, timeLimitSeconds * 1000);
  return { signal: controller.signal, isOver: () => over, clear: () => clearTimeout(timer) };
}

interface Result {
  readonly hook: HookRequest;
  readonly request: CliRequest;
  readonly streams: Streams;
  readonly options: ScanOptions;
  readonly report: Report;
}

/** To standard error: git shows that at the other end of a push as well. */
async function sayResult({ hook: { name, operands }, request, streams, options, report }: Result): Promise<true> {
  sayProblems(streams, report);
  const complaint = coverageComplaint(report, options);
  if (complaint !== undefined) say(streams, complaint);
  const stale = baselineComplaint(report, options);
  if (stale !== undefined) {
    for (const { message } of report.notices) say(streams, message);
    say(streams, `${guardedBy(name)} refused: ${stale}`);
  }
  const isPassed = exitCode(report, options) === EXIT_CLEAN;
  if (isPassed && !request.verbose) return true;
  // Loaded when there is something to say: a clean commit pays for nothing that it does not need.
  const { formatPassed, formatRefusal } = await import('#report/refusal.ts');
  const color = useColor(request.color, streams.env, streams.stderrIsTty);
  const messageFile = name === 'commit-msg' ? operands[0] : undefined;
  const refusal = {
    name,
    messageFile,
    guarded: guardedBy(name),
    remote: isOnServer(name),
    pushed: request.scan.push?.tips,
    failOn: options.failOn,
    color,
  };
  streams.stderr.write(isPassed ? formatPassed(report, name) : formatRefusal(report, refusal));
  return true;
}

function sayIncomplete({ name }: HookRequest, streams: Streams): void {
  const around = waysAround(name);
  const advice = around === undefined ? '' : `. To go on without it, knowingly: ${around}`;
  say(streams, `${guardedBy(name)} refused, because not everything could be scanned${advice}`);
}
