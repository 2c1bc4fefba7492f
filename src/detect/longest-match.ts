/** Finds the longest match of a regex at one place, which POSIX means, where JavaScript finds the first. */

import type { RegexData } from '#model/rule.ts';
import { type Automaton, buildAutomaton, closureFinder, stepsBehind } from '#rules/automaton.ts';
import { compileRegex } from '#rules/compile.ts';

/**
 * The end of the longest match that begins at `from`, when JavaScript found one that ends at `to`. Offsets are UTF-16 code
 * units from 0, ends exclusive.
 */
export type LongestEnd = (text: string, from: number, to: number) => number;

/**
 * The function for `regex`, to be kept with it. It takes time that grows with the length of the longest match, times the
 * size of the regex. Regexes with back references, or with counts that make them too large, are tried by JavaScript
 * instead, with no bound on time but the caller's, and with matches inside one line only.
 */
export function longestEndOf(regex: RegexData): LongestEnd {
  const automaton = buildAutomaton(regex);
  return automaton === undefined ? (text, from, to) => retry(regex, text, from, to) : simulation(automaton);
}

/** All ways to match at once, one character after the other. */
function simulation(automaton: Automaton): LongestEnd {
  const closureAt = closureFinder(automaton);
  return (text, from, to) => {
    let longest = to;
    let steps: readonly number[] = [automaton.start];
    for (let at = from; steps.length > 0; ) {
      const { readers, matchRank } = closureAt(steps, text, at);
      if (matchRank !== undefined && at > longest) longest = at;
      if (at >= text.length) break;
      const codePoint = automaton.isUnicode ? (text.codePointAt(at) ?? 0) : text.charCodeAt(at);
      steps = stepsBehind(automaton, readers, codePoint);
      at += codePoint > 0xffff ? 2 : 1;
    }
    return longest;
  };
}

/** Asks for a match with fewer characters of the line behind it until there is none; matches do not cross lines. */
function retry(regex: RegexData, text: string, from: number, to: number): number {
  const lineEnd = text.indexOf('\n', from);
  const line = text.slice(0, lineEnd < 0 ? text.length : lineEnd);
  for (let end = to; ; ) {
    const rest = line.slice(end);
    if (rest === '') return end;
    const left = regex.flags.includes('u') ? [...rest].length : rest.length;
    const longer = compileRegex({ ...regex, source: `(?:${regex.source})(?![^\\n]{${left}})` }, 'y');
    longer.lastIndex = from;
    const match = longer.exec(text);
    if (match === null) return end;
    end = from + match[0].length;
  }
}
