/** `keysieve rules check`: whether files of rules can be used, and what their rules cost. */

import { resolve } from 'node:path';
import type { CheckedFile } from '#config/check-file.ts';
import type { JsonObject } from '#report/finding-json.ts';
import { mendWhole } from '#rules/describe-plan.ts';
import { failedSamples, type SampleFailure } from '#scan/check-samples.ts';
import { counted } from '#text/counted.ts';
import { escapeForTerminal } from '#text/terminal.ts';
import { wrapText } from '#text/wrap.ts';
import { EXIT_CLEAN, EXIT_FAILURE } from '../exit-code.ts';
import type { Streams } from '../streams.ts';
import { type Layout, print } from './output.ts';
import type { RulesRequest } from './request.ts';

/** A file with what is wrong with it and what its samples came to. */
interface Verdict extends CheckedFile {
  readonly failures: readonly SampleFailure[];
}

/** Status 2 when a file has an error or a sample that fails: a scan would not run with it, or not do what it says. */
export async function checkRules(request: RulesRequest, streams: Streams): Promise<number> {
  const { checkFile } = await import('#config/check-file.ts');
  const { cwd } = request.request.scan;
  const verdicts: Verdict[] = [];
  for (const name of request.operands) {
    const file = await checkFile(resolve(cwd, name), { name, cwd });
    verdicts.push({ ...file, failures: failedSamples(file.samples, file.known, file.allowlists) });
  }
  await print(request, streams, {
    text: (layout) => checkLines(verdicts, layout),
    json: [
      { name: 'schema', value: 'keysieve-rules-check/1' },
      { name: 'files', items: verdicts.map(verdictJson) },
    ],
  });
  return verdicts.every(isGood) ? EXIT_CLEAN : EXIT_FAILURE;
}

function isGood({ errors, failures }: Verdict): boolean {
  return errors.length + failures.length === 0;
}

function verdictJson(verdict: Verdict): JsonObject {
  return {
    file: verdict.file,
    ok: isGood(verdict),
    errors: verdict.errors,
    notices: verdict.notices,
    rules: verdict.rules.map(({ id }) => id),
    changes: verdict.changes,
    allowlists: verdict.allowlistCount,
    whole: verdict.rules.flatMap(({ id, regex, search }) =>
      regex !== undefined && search.kind === 'whole'
        ? [{ rule: id, why: search.why, remedy: mendWhole(search.why) }]
        : [],
    ),
    unproved: verdict.rules.flatMap(({ id, safety }) =>
      safety.kind === 'unproved' ? [{ rule: id, why: safety.why }] : [],
    ),
    samples: sampleCount(verdict),
    failures: verdict.failures.map((failure) => ({ ...failure })),
  };
}

function sampleCount({ samples }: CheckedFile): number {
  return samples.reduce((sum, { examples, counterExamples }) => sum + examples.length + counterExamples.length, 0);
}

function* checkLines(verdicts: readonly Verdict[], layout: Layout): Generator<string> {
  let gap = false;
  for (const verdict of verdicts) {
    if (gap) yield '';
    gap = true;
    yield* verdictLines(verdict, layout);
  }
}

/** Errors begin with the file and the line already, as compilers have it; everything else stands below the summary. */
function* verdictLines(verdict: Verdict, layout: Layout): Generator<string> {
  const { paint } = layout;
  yield* verdict.errors.map(escapeForTerminal);
  yield `${paint('place', escapeForTerminal(verdict.file))}: ${summary(verdict, layout)}`;
  for (const failure of verdict.failures) {
    const { rule, kind, number, why } = failure;
    yield* note(paint('bad', 'fails'), `${kind} ${number} of ${rule}: ${why}`, layout);
  }
  for (const notice of verdict.notices) yield* note(paint('info', 'note'), notice, layout);
  for (const { id, regex, search } of verdict.rules) {
    if (regex === undefined || search.kind !== 'whole') continue;
    yield* note(paint('warning', 'slow'), `${id} runs on whole texts: ${search.why}. ${mendWhole(search.why)}`, layout);
  }
  for (const { id, safety } of verdict.rules) {
    if (safety.kind !== 'unproved') continue;
    yield* note(paint('info', 'note'), `${id} runs under a time limit: ${safety.why}`, layout);
  }
}

function summary(verdict: Verdict, { paint }: Layout): string {
  if (verdict.errors.length > 0) return paint('bad', `${counted(verdict.errors.length, 'error')}, cannot be used`);
  const samples = sampleCount(verdict);
  const failed = verdict.failures.length;
  const parts = [
    counted(verdict.rules.length - verdict.changes.length, 'rule'),
    ...(verdict.changes.length === 0 ? [] : [counted(verdict.changes.length, 'changed rule')]),
    ...(verdict.allowlistCount === 0 ? [] : [counted(verdict.allowlistCount, 'allowlist')]),
    ...(samples === 0
      ? []
      : [failed === 0 ? counted(samples, 'sample') : `${failed} of ${counted(samples, 'sample')} fail`]),
  ];
  return `${isGood(verdict) ? paint('good', 'ok') : paint('bad', 'not ok')}, ${parts.join(', ')}`;
}

function note(label: string, text: string, { columns }: Layout): readonly string[] {
  const [first = '', ...others] = wrapText(escapeForTerminal(text.trim()), columns - 9);
  return [`  ${label}: ${first}`, ...others.map((line) => `    ${line}`)];
}
