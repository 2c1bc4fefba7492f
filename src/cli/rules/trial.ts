/** `keysieve rules test`: runs a whole scan of one text with the rules that are named, and says what became of it. */

import type { KnownRules } from '#config/resolve.ts';
import type { Rejection } from '#detect/judge.ts';
import type { ScanOptions } from '#model/options.ts';
import type { Report } from '#model/report.ts';
import type { Rule } from '#model/rule.ts';
import { DEFAULT_SHOWN_CHARACTERS } from '#model/secret.ts';
import { isolateRules } from '#scan/isolate-rules.ts';
import { runScan } from '#scan/scan.ts';
import { EXIT_CLEAN, EXIT_FAILURE, EXIT_FINDINGS } from '../exit-code.ts';
import { sayProblems } from '../say.ts';
import type { Streams } from '../streams.ts';
import { rulesNamed } from './named.ts';
import { print, sayNotices } from './output.ts';
import type { RulesRequest } from './request.ts';
import { trialJson, trialLines } from './trial-output.ts';

/** What a text is called that was typed. */
const TYPED = '(text)';

/** Status 0 when a scan would report something, 1 when it would not, 2 when the text was not looked at to its end. */
export async function testRules(request: RulesRequest, known: KnownRules, streams: Streams): Promise<number> {
  const all = known.rules.map(({ rule }) => rule);
  const tried = rulesNamed(request.operands.slice(0, 1), known.rules).map(({ rule }) => rule);
  sayNotices(streams, known.notices);
  const options = trialOptions(request, isolateRules(tried, all, known.allowlists));
  const rejections: Rejection[] = [];
  const report = await runScan(options, undefined, {
    env: streams.env,
    ...(request.file === undefined ? { stdin: inputOf(request, streams) } : {}),
    onRejected: (rejection) => void (isTried(tried, rejection.rule) && rejections.push(rejection)),
  });
  sayProblems(streams, report);
  const trial = { tried, report, rejections, redaction: options.redaction };
  await print(request, streams, { text: (layout) => trialLines(trial, layout), json: trialJson(trial) });
  return statusOf(report);
}

function isTried(tried: readonly Rule[], id: string): boolean {
  return tried.some((rule) => rule.id === id);
}

function statusOf({ problems, findings }: Report): number {
  if (problems.length > 0) return EXIT_FAILURE;
  return findings.length > 0 ? EXIT_CLEAN : EXIT_FINDINGS;
}

function trialOptions({ request, file }: RulesRequest, ruleSet: ScanOptions['ruleSet']): ScanOptions {
  const { cwd, stdinPath, reveal, redact = DEFAULT_SHOWN_CHARACTERS } = request.scan;
  return {
    target:
      file === undefined
        ? { kind: 'stdin', path: stdinPath ?? TYPED }
        : { kind: 'paths', cwd, paths: [file], includeIgnored: true },
    ruleSet,
    filter: { include: [], exclude: [] },
    failOn: 'info',
    redaction: { reveal, shownCharacters: redact },
    maxFileSize: undefined,
    // So that what is rejected is told here.
    jobs: 1,
    requireCoverage: true,
    strictCoverage: false,
    inlineAllows: 'all',
    baseline: undefined,
    strictBaseline: false,
    narrowedBy: [],
    notices: [],
  };
}

function inputOf({ operands }: RulesRequest, { stdin }: Streams): AsyncIterable<Uint8Array | string> {
  const [, text = ''] = operands;
  return text === '-' ? stdin : once(text);
}

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}
