/** Rules that run in windows find what they find in whole texts, wherever windows begin and end. */

import { Buffer } from 'node:buffer';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { candidateRules } from '#detect/candidate-rules.ts';
import { createCollector } from '#detect/collector.ts';
import { createOutlines } from '#detect/outlines.ts';
import { createPrefilter } from '#detect/prefilter.ts';
import type { RawMatch } from '#detect/raw-matches.ts';
import { runRule } from '#detect/run-rule.ts';
import { createTextView } from '#detect/text-view.ts';
import type { Rule } from '#model/rule.ts';
import { compileRules, gatesOf } from '#rules/compile.ts';
import { parseRuleFile } from '#rules/parse-rules.ts';
import { expandTemplate } from '#rules/templates.ts';
import { type WholeTextMatch, wholeTextMatches } from '../support/whole-text-matches.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Every built-in rule with the texts of its examples and counter-examples. */
const RULES = readdirSync(join(ROOT, 'patterns')).flatMap((file) => {
  const text = readFileSync(join(ROOT, 'patterns', file), 'utf8');
  const { rules, samples } = parseRuleFile(text, { file, role: 'patterns', builtIn: true });
  // Rules on paths alone have no windows.
  return rules.flatMap((rule) => {
    const { examples = [], counterExamples = [] } = samples.find(({ rule: id }) => id === rule.id) ?? {};
    if (rule.regex === undefined) return [];
    return [
      { rule, texts: [...examples, ...counterExamples].map((sample, seed) => expandTemplate(sample.text, seed)) },
    ];
  });
});

/** Stretches of secrets, `from-to`, as the engine finds them. */
function inWindows(rule: Rule): (text: string) => string[] {
  // Under no time limit: a busy machine is no difference. That a value is assigned is asked for beside the regex.
  const unlimited: Rule = { ...rule, safety: { kind: 'proved', steps: 1 }, assigned: false };
  const compiled = compileRules({ rules: [unlimited], allowlists: [] });
  const prefilter = createPrefilter(compiled.anchors);
  const outlines = createOutlines(compiled.rules, 0);
  return (text) => {
    const view = createTextView(Buffer.from(text));
    const [candidate] = candidateRules(compiled, prefilter.find(view.bytes), view, { outlines });
    const collector = createCollector<RawMatch>({ judge: (raw) => raw, secretOf });
    if (candidate !== undefined) runRule(candidate.compiled, view, candidate.occurrences, collector);
    return collector.found().map(({ secretFrom, secretTo }) => `${secretFrom}-${secretTo}`);
  };
}

const secretOf = ({ secretFrom: from, secretTo: to }: RawMatch) => ({ from, to });

/** The same by the definition, without windows and without the prefilter. */
function inWholeText(rule: Rule): (text: string) => string[] {
  const regex = compileRules({ rules: [rule], allowlists: [] }).rules[0]?.regex();
  if (regex === undefined) throw new Error(`${rule.id} has no regex`);
  const gates = gatesOf(rule);
  const isOpen = (text: string): boolean =>
    gates.some((gate) => (rule.caseSensitiveKeywords ? text.includes(gate) : text.toLowerCase().includes(gate)));
  return (text) => {
    if (gates.length > 0 && !isOpen(text)) return [];
    const found = wholeTextMatches(regex, rule.search, text, rule.secretGroup);
    return withoutOverlaps(found).map(({ secretFrom, secretTo }) => `${secretFrom}-${secretTo}`);
  };
}

/** Of secrets that overlap the first, of those that begin together the longest. */
function withoutOverlaps(found: readonly WholeTextMatch[]): readonly WholeTextMatch[] {
  const kept: WholeTextMatch[] = [];
  for (const match of found.toSorted((a, b) => a.secretFrom - b.secretFrom || b.secretTo - a.secretTo)) {
    if (kept.every(({ secretTo }) => secretTo <= match.secretFrom)) kept.push(match);
  }
  return kept;
}

/** What stands between examples: characters of every length in bytes, word characters that spoil edges, and much of it. */
const FILLERS = ['', ' ', '\n', 'x', '_', 'é', '中', '😀', '"', '=', ' = "', '\\n', '%3D', 'secret', 'key', 'AKIA'];

const LONE_HALF = /[\ud800-\udfff]/u;

const filler = fc
  .tuple(fc.constantFrom(...FILLERS), fc.constantFrom(1, 1, 1, 2, 3, 17, 300))
  .map(([text, times]) => text.repeat(times));

/** Rules whose anchors and lookarounds are all different are tried more than those that are made after one model. */
const THOROUGH: ReadonlySet<string> = new Set(['aws', 'gcp', 'google', 'jwt', 'private']);

function isThorough({ id }: Rule): boolean {
  return THOROUGH.has(id.split('-')[0] ?? '');
}

describe.each(RULES.map((entry) => [entry.rule.id, entry] as const))('%s', (_, { rule, texts }) => {
  const windowed = inWindows(rule);
  const whole = inWholeText(rule);
  const pieces = fc.oneof(
    filler,
    fc.constantFrom(...texts),
    // A part of an example: matches that almost are, and anchors without one.
    fc
      .tuple(fc.constantFrom(...texts), fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean())
      .map(([text, share, head]) => {
        const cut = Math.floor(text.length * share);
        return head ? text.slice(0, cut) : text.slice(cut);
      }),
  );

  it('finds the same in texts of examples and noise', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
        const text = parts.join('');
        // A lone half of a pair has no bytes of its own.
        fc.pre(!LONE_HALF.test(text));
        expect(windowed(text)).toEqual(whole(text));
      }),
      { numRuns: isThorough(rule) ? 60 : 8 },
    );
  });

  it('finds the same at every distance from the beginning and the end', () => {
    const text = texts[0] ?? '';
    for (const unit of ['x', '中', '😀 ']) {
      for (let distance = 0; distance < 70; distance += isThorough(rule) ? 3 : 17) {
        const near = unit.repeat(distance) + text;
        expect(windowed(near)).toEqual(whole(near));
        const far = text + unit.repeat(distance);
        expect(windowed(far)).toEqual(whole(far));
      }
    }
  });
});

it('finds the same in the files of this project', () => {
  const files = ['README.md', 'docs/configuration.md', 'patterns/aws.toml', 'CHANGELOG.md', 'package.json'];
  for (const { rule } of RULES.filter((entry) => isThorough(entry.rule))) {
    const [windowed, whole] = [inWindows(rule), inWholeText(rule)];
    for (const file of files) {
      const text = readFileSync(join(ROOT, file), 'utf8');
      expect(windowed(text)).toEqual(whole(text));
    }
  }
});
