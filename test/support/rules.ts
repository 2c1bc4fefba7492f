/** Runs pattern files as the engine does, and registers the tests that every rule's own examples ask for. */

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createDetector, type Detector } from '#detect/detect.ts';
import type { Match } from '#model/match.ts';
import { type CompiledRules, compileRules } from '#rules/compile.ts';
import { parseRuleFile } from '#rules/parse-rules.ts';
import type { RuleFile, Sample } from '#rules/rule-file.ts';
import { expandTemplate } from '#rules/templates.ts';
import { pairMatches } from '#scan/pair.ts';

/** A pattern file of ours, ready to run. */
export interface Pack {
  readonly file: RuleFile;
  readonly compiled: CompiledRules;
  readonly detector: Detector;
}

/** `patterns/NAME.toml` of each name as one, read as the build reads them. */
export function loadPack(...names: readonly [string, ...string[]]): Pack {
  const [first, ...others] = names.map(readPatterns) as [RuleFile, ...RuleFile[]];
  return createPack({
    ...first,
    rules: [first, ...others].flatMap(({ rules }) => rules),
    samples: [first, ...others].flatMap(({ samples }) => samples),
  });
}

/** Names of all pattern files of ours, without their ending. */
export function patternNames(): readonly string[] {
  const names = readdirSync(fileURLToPath(new URL('../../patterns', import.meta.url)));
  return names.flatMap((name) => /^(.*)\.toml$/.exec(name)?.[1] ?? []).sort();
}

function readPatterns(name: string): RuleFile {
  const location = fileURLToPath(new URL(`../../patterns/${name}.toml`, import.meta.url));
  return parseRuleFile(readFileSync(location, 'utf8'), {
    file: `patterns/${name}.toml`,
    role: 'patterns',
    builtIn: true,
  });
}

function createPack(file: RuleFile): Pack {
  const compiled = compileRules({ rules: file.rules, allowlists: file.allowlists });
  return { file, compiled, detector: createDetector(compiled) };
}

/** What remains of the matches in a text after pairing, members of pairs included, by offset. */
export function matchesIn(pack: Pack, text: string, path = 'sample.txt'): readonly Match[] {
  const bytes = new TextEncoder().encode(text);
  const { matches, problems } = pack.detector.detect({ bytes, origin: { kind: 'file', path: { text: path } } });
  expect(problems).toEqual([]);
  return pairMatches(matches, pack.compiled);
}

/** The id that reports give a match, with its secret, for every match that is not excused; each once, sorted. */
export function reportedIn(pack: Pack, text: string): readonly string[] {
  const reports = matchesIn(pack, text)
    .filter(({ excuse }) => excuse === undefined)
    .map(({ rule, secret }) => `${pack.compiled.reportedId(rule)} ${secret}`);
  return [...new Set(reports)].sort();
}

/** Seeds that each sample is tried with: random parts must never decide. */
const SEEDS = Array.from({ length: 25 }, (_, seed) => seed);

/** Registers a test for each example and counter-example of each rule of the pack. */
export function describeSamples(pack: Pack): void {
  for (const { rule, examples, counterExamples } of pack.file.samples) {
    const alone = packOf(pack.file, rule);
    describe(`samples of ${rule}`, () => {
      it.each(examples)('finds $text', (sample) => {
        expect(seedsThatMatch(alone, rule, sample)).toEqual(SEEDS);
      });
      it.each(counterExamples)('leaves $text', (sample) => {
        expect(seedsThatMatch(alone, rule, sample)).toEqual([]);
      });
    });
  }
}

/**
 * One rule and the partners that it requires: siblings must not find its examples for it. A rule on paths alone is read
 * as a change, since in a user's file it may be one.
 */
function packOf(file: RuleFile, id: string): Pack {
  const onPath = file.changes.flatMap(({ pathRule }) => pathRule ?? []);
  const partners = file.rules.find((rule) => rule.id === id)?.requires.map(({ rule }) => rule) ?? [];
  const rules = [...file.rules, ...onPath].filter(
    (rule) => rule.id === id || [rule.id, rule.reportAs].some((x) => partners.includes(x)),
  );
  return createPack({ ...file, rules });
}

function seedsThatMatch(pack: Pack, id: string, { text, path = 'sample.txt' }: Sample): readonly number[] {
  const compiled = pack.compiled.byId(id);
  const isPathRight = compiled?.pathRegex()?.test(path) ?? true;
  return SEEDS.filter((seed) => {
    if (!isPathRight || compiled?.rule.regex === undefined) return isPathRight;
    return matchesIn(pack, expandTemplate(text, seed), path).some(({ rule, excuse }) => rule === id && !excuse);
  });
}
