/** Runs the examples and counter-examples that a rule file has for its rules. */

import { createDetector, type Detector } from '#detect/detect.ts';
import type { Allowlist, Rule } from '#model/rule.ts';
import { type CompiledRules, compileRules } from '#rules/compile.ts';
import type { RuleSamples, Sample } from '#rules/rule-file.ts';
import { expandTemplate } from '#rules/templates.ts';
import { createFindAllowlist } from './allow.ts';
import { isolateRules } from './isolate-rules.ts';
import { pairMatches } from './pair.ts';

/** A sample that says something else about its rule than the rule does. */
export interface SampleFailure {
  readonly rule: string;
  readonly kind: 'example' | 'counter-example';
  /** 1-based place in the list that it stands in. */
  readonly number: number;
  readonly why: string;
}

/** Random parts are drawn so often: they must not decide. */
const DRAWS = 5;

/** What samples without a path pretend to stand in. */
const USUAL_PATH = 'sample.txt';

/** All samples of a file that fail, in its order. `rules` are all that the samples and partners of their rules may name. */
export function failedSamples(
  samples: readonly RuleSamples[],
  rules: readonly Rule[],
  allowlists: readonly Allowlist[],
): readonly SampleFailure[] {
  return samples.flatMap(({ rule: id, examples, counterExamples }) => {
    const rule = rules.find((known) => known.id === id);
    if (rule === undefined) return [];
    const verdict = createVerdict(rule, compileRules(isolateRules([rule], rules, allowlists)));
    return [
      ...failures(examples, { rule: id, kind: 'example' }, (sample) => verdict(sample).find((one) => one !== FOUND)),
      ...failures(counterExamples, { rule: id, kind: 'counter-example' }, (sample) =>
        verdict(sample).includes(FOUND) ? FOUND : undefined,
      ),
    ];
  });
}

function failures(
  samples: readonly Sample[],
  about: Pick<SampleFailure, 'rule' | 'kind'>,
  whyFails: (sample: Sample) => string | undefined,
): readonly SampleFailure[] {
  return samples.flatMap((sample, index) => {
    const why = whyFails(sample);
    return why === undefined ? [] : [{ ...about, number: index + 1, why }];
  });
}

const FOUND = 'it is found';

/** What becomes of each draw of a sample: `FOUND`, or why it is not. */
type Verdict = (sample: Sample) => readonly string[];

function createVerdict(rule: Rule, compiled: CompiledRules): Verdict {
  const rejectedBy: string[] = [];
  const detector = createDetector(compiled, (rejection) => {
    if (rejection.rule === rule.id) rejectedBy.push(rejection.by);
  });
  return ({ text, path = USUAL_PATH }) => {
    const texts = new Set(Array.from({ length: DRAWS }, (_, seed) => expandTemplate(text, seed)));
    return [...texts].map((drawn) => {
      rejectedBy.length = 0;
      return verdictOn({ text: drawn, path }, rule, { compiled, detector }) ?? whyNot(rule, rejectedBy);
    });
  };
}

interface Engine {
  readonly compiled: CompiledRules;
  readonly detector: Detector;
}

/** Undefined where there is no match to speak of. */
function verdictOn({ text, path }: Required<Sample>, rule: Rule, { compiled, detector }: Engine): string | undefined {
  const own = compiled.byId(rule.id);
  if (own === undefined || !(own.pathRegex()?.test(path) ?? true)) return `the rule is not for files called "${path}"`;
  const { matches, problems } = resultIn({ text, path }, rule, detector);
  const [problem] = problems;
  if (problem !== undefined) return problem.message;
  const found = pairMatches(matches, compiled).filter((match) => match.rule === rule.id);
  const findAllowlist = createFindAllowlist(compiled);
  const reasons = found.map(
    (match) => match.excuse?.reason ?? findAllowlist(match, own, { path, commit: undefined })?.description,
  );
  if (reasons.includes(undefined)) return FOUND;
  const [reason] = reasons;
  return reason === undefined
    ? missingPartner(matches.some((match) => match.rule === rule.id))
    : `it is excused: ${reason}`;
}

function resultIn(
  { text, path }: Required<Sample>,
  { regex }: Rule,
  detector: Detector,
): ReturnType<Detector['detect']> {
  const name = { text: path };
  if (regex === undefined) return detector.matchPath(name);
  return detector.detect({ bytes: new TextEncoder().encode(text), origin: { kind: 'file', path: name } });
}

function missingPartner(isMatch: boolean): string | undefined {
  return isMatch ? 'what the rule requires does not stand near it' : undefined;
}

function whyNot({ entropy }: Rule, rejectedBy: readonly string[]): string {
  const [by] = rejectedBy;
  if (by === undefined) return 'the regex does not match it';
  if (by === 'entropy') return `its entropy is below ${entropy}`;
  return by === 'extent' ? 'its extent finds no end' : `the check ${by} rejects it`;
}
