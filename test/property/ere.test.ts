/**
 * Translated patterns against the grep of this machine, in the C locale: the same are accepted, and the same texts
 * matched.
 */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longestEndOf } from '#detect/longest-match.ts';
import { RulesError } from '#model/errors.ts';
import type { RegexData } from '#model/rule.ts';
import { type EreOptions, translateEre } from '#rules/ere.ts';
import { parseEre } from '#rules/ere-parse.ts';
import { nodesOf } from '#rules/regex-tree.ts';
import { firstByLine, type Matches, matchesOf } from '../support/ere-matches.ts';
import { loopPatterns, loopTexts, options, patterns, texts } from '../support/ere-patterns.ts';
import { type GrepAnswer, openGrep, whyNoGrep } from '../support/grep.ts';
import { temporaryDirectory } from '../support/repo.ts';

/** What we refuse and grep runs, or runs in one of two ways. */
const STRICTER = /in two ways|may not be set|three hyphens|ignore case/;
/** With -i grep lets ranges such as `z-[` pass. */
const STRICTER_IGNORING_CASE = /the range runs backwards/;

const why = whyNoGrep();
if (why !== undefined) console.warn(`translated patterns are not compared with grep: ${why}`);

function translate(pattern: string, choice: EreOptions): RegexData | undefined {
  try {
    return translateEre(pattern, choice);
  } catch (error) {
    if (!(error instanceof RulesError)) throw error;
    if (STRICTER.test(error.message)) return undefined;
    if (choice.ignoreCase === true && STRICTER_IGNORING_CASE.test(error.message)) return undefined;
    throw error;
  }
}

/** The matcher of the GNU C library, which finds out where matches stand, loses assertions when it unrolls a loop. */
function hasAssertionInLoop(pattern: string): boolean {
  return [...nodesOf(parseEre(pattern, {}))].some(
    (loop) => loop.kind === 'repeat' && [...nodesOf(loop)].some((node) => node.kind === 'assertion'),
  );
}

function compare(pattern: string, choice: EreOptions, text: string, answer: GrepAnswer): void {
  if ('refused' in answer) {
    if (answer.refused !== '') expect(() => translateEre(pattern, choice)).toThrow(RulesError);
    return;
  }
  const regex = translate(pattern, choice);
  if (regex === undefined || hasAssertionInLoop(pattern)) return;
  const found = matchesOf(regex, text);
  if (choice.word === true) compareWords(found, answer.matches, text);
  else {
    expect(found.filter(([, match]) => match !== '')).toEqual(answer.matches);
    const lines = answer.lines();
    if (lines !== undefined) expect([...firstByLine(found, text).keys()]).toEqual(lines);
  }
}

/** grep -w gets lost in a line behind an empty match, and behind its first match: what comes before is comparable. */
function compareWords(found: Matches, expected: Matches, text: string): void {
  const ours = firstByLine(found, text);
  const theirs = firstByLine(expected, text);
  const isEmpty = (line: number): boolean => ours.get(line)?.[1] === '';
  const comparable = [...new Set([...ours.keys(), ...theirs.keys()])].filter((line) => !isEmpty(line));
  expect(comparable.map((line) => ours.get(line))).toEqual(comparable.map((line) => theirs.get(line)));
}

describe.skipIf(why !== undefined)('translated patterns', () => {
  it('find what grep -E finds, with and without -i and -w', () => {
    const folder = temporaryDirectory();
    const rows = fc.array(fc.tuple(patterns, options), { minLength: 40, maxLength: 40 });
    fc.assert(
      fc.property(texts, rows, (text, cases) => {
        const grep = openGrep(text, folder);
        for (const [pattern, choice] of cases) compare(pattern, choice, text, grep(pattern, choice));
      }),
      { numRuns: 3, endOnFailure: true },
    );
  }, 30_000);
});

/** The end of the longest match at `from` by trying every end; undefined where there is no match. */
function longestByTrial({ source, flags }: RegexData, text: string, from: number): number | undefined {
  for (let end = text.length; end >= from; end--) {
    const whole = new RegExp(`(?:${source})(?=[^]{${text.length - end}}$)`, `${flags}y`);
    whole.lastIndex = from;
    if (whole.test(text)) return end;
  }
  return undefined;
}

describe('the longest match', () => {
  it('is the first where a regex is not marked, and is found where it is', () => {
    fc.assert(
      fc.property(loopPatterns, loopTexts, options, (pattern, text, choice) => {
        let regex: RegexData;
        try {
          regex = translateEre(pattern, choice);
        } catch (error) {
          if (error instanceof RulesError) return;
          throw error;
        }
        const match = new RegExp(regex.source, regex.flags).exec(text);
        if (match === null) return;
        const first = match.index + match[0].length;
        const end = regex.longest === true ? longestEndOf(regex)(text, match.index, first) : first;
        expect(end).toBe(longestByTrial(regex, text, match.index));
      }),
      { numRuns: 1000 },
    );
  });
});
