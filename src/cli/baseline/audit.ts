/** `keysieve baseline audit`: walks through findings with a person, or prints what it would ask. */

import { resolve } from 'node:path';
import { acceptFindings } from '#baseline/accept.ts';
import { EMPTY_BASELINE, parseBaseline } from '#baseline/baseline.ts';
import type { Report } from '#model/report.ts';
import { writeObject } from '#report/json-text.ts';
import { createPaint } from '#report/paint.ts';
import { formatNumberOf } from '#report/quantities.ts';
import type { FoundLeak } from '#scan/found-leak.ts';
import { escapeForTerminal } from '#text/terminal.ts';
import { useColor } from '../color.ts';
import { EXIT_CLEAN } from '../exit-code.ts';
import { repositoryOf } from '../run-request.ts';
import { say } from '../say.ts';
import type { Streams } from '../streams.ts';
import { writeText } from '../write-text.ts';
import { acceptances } from './accept-all.ts';
import { openInEditor } from './editor.ts';
import { baselineTarget, readTarget, today, writeBaseline } from './file.ts';
import { type Marks, readMarks } from './marks.ts';
import { createQuestion, type Question, questionJson, questionLines } from './question.ts';
import type { BaselineRequest } from './request.ts';
import { scanForBaseline } from './scan.ts';
import { viewedLines } from './viewed.ts';
import { type Decisions, type WalkResult, walk } from './walk.ts';

/** Returns the exit status. Throws KeysieveError. */
export async function audit(request: BaselineRequest, streams: Streams): Promise<number> {
  const scan = await scanForBaseline(request, streams);
  if (typeof scan === 'number') return scan;
  const repository = await repositoryOf(request.request, streams);
  const marks = readMarks(repository?.gitDir);
  const ground = {
    root: repository?.inWorkTree === true ? repository.root : request.request.scan.cwd,
    found: [...scan.report.findings, ...scan.report.suppressed.map(({ finding }) => finding)],
    isMarked: (fingerprint: string) => marks.has(fingerprint),
  };
  const questions = inOrder(scan.report, scan.leaks).map((leak) => () => createQuestion(leak, ground));
  if (request.json) await writeText(streams.stdout, jsonPieces(questions));
  else if (questions.length === 0) await writeText(streams.stdout, ['no findings: nothing to decide\n']);
  else if (streams.stdoutIsTty && streams.stdinIsTty === true) await ask(request, questions, marks, streams);
  else await writeText(streams.stdout, listed(questions));
  return EXIT_CLEAN;
}

/** Made when it is needed: each reads a file. */
type LazyQuestion = () => Question;

function inOrder({ findings }: Report, leaks: readonly FoundLeak[]): readonly FoundLeak[] {
  const places = new Map(findings.map((finding, index) => [finding, index]));
  return leaks.toSorted((a, b) => (places.get(a.finding) ?? 0) - (places.get(b.finding) ?? 0));
}

function* jsonPieces(questions: readonly LazyQuestion[]): Generator<string> {
  yield* writeObject([
    { name: 'schema', value: 'keysieve-audit/1' },
    { name: 'questions', items: mapEach(questions) },
  ]);
  yield '\n';
}

function* mapEach(questions: readonly LazyQuestion[]) {
  for (const question of questions) yield questionJson(question());
}

function* listed(questions: readonly LazyQuestion[]): Generator<string> {
  for (const [index, question] of questions.entries())
    yield `${questionLines(question(), countOf(index, questions), createPaint(false)).join('\n')}\n\n`;
  yield `${formatNumberOf(questions.length, 'question')}: run this in a terminal to answer them\n`;
}

function countOf(index: number, { length }: { readonly length: number }): string {
  return `${index + 1} of ${length}`;
}

async function ask(
  request: BaselineRequest,
  questions: readonly LazyQuestion[],
  marks: Marks,
  streams: Streams,
): Promise<void> {
  const { createAsker } = await import('./prompt.ts');
  const asker = await createAsker(streams.stdin, streams.stdout);
  const target = await baselineTarget(request.request, streams);
  const decisions = await createDecisions({ request, marks, streams, total: questions.length });
  const result = await walk(questions, asker, decisions);
  await writeText(streams.stdout, [`${summary(result)}; accepted secrets are in ${escapeForTerminal(target.name)}\n`]);
}

interface DecisionGround {
  readonly request: BaselineRequest;
  readonly marks: Marks;
  readonly streams: Streams;
  readonly total: number;
}

async function createDecisions(ground: DecisionGround): Promise<Decisions<LazyQuestion>> {
  const { request, marks, streams, total } = ground;
  const target = await baselineTarget(request.request, streams);
  const text = readTarget(target);
  let baseline = text === undefined ? EMPTY_BASELINE : parseBaseline(text, target.name);
  const keep = async (next: typeof baseline): Promise<void> => {
    await writeBaseline(target, next);
    baseline = next;
  };
  const paint = createPaint(useColor(request.request.color, streams.env, streams.stdoutIsTty));
  const print = (lines: readonly string[]): void => void streams.stdout.write(`${lines.join('\n')}\n`);
  return {
    show: (question, index) => print(['', ...questionLines(question(), countOf(index, { length: total }), paint)]),
    view: (question) => print(viewedLines(question().leak)),
    edit(question) {
      const { file, leak } = question();
      const failure =
        file === undefined
          ? 'it stands in no file that could be opened'
          : openInEditor(resolve(file), leak.finding.start.line, streams.env);
      if (failure !== undefined) say(streams, failure);
    },
    async accept(question, reason) {
      const before = baseline;
      const words = { ...request, acceptance: { ...request.acceptance, reason } };
      await keep((await acceptFindings(before, acceptances(words, [question().leak]), today())).baseline);
      return () => keep(before);
    },
    async callReal(question) {
      const { fingerprint } = question().leak.finding;
      const wasMarked = marks.has(fingerprint);
      await marks.set(fingerprint, true);
      return () => marks.set(fingerprint, wasMarked);
    },
  };
}

function summary({ accepted, real, skipped, left }: WalkResult): string {
  return [`${accepted} accepted`, `${real} real`, `${skipped} skipped`, `${left} left for later`].join(', ');
}
