/** The slow, obviously right reading of `SearchPlan`: what a regex finds in a whole text. The oracle of windowed search. */

import type { PlanAnchor, SearchPlan } from '#model/search-plan.ts';

/** Offsets are UTF-16 code units from 0, ends exclusive. */
export interface WholeTextMatch {
  readonly from: number;
  readonly to: number;
  readonly secretFrom: number;
  readonly secretTo: number;
}

/**
 * The matches of `regex` in `text` as `plan` defines them, each once, by start, end and place of the secret. Those whose
 * secret (the group of that number; the match where it is 0 or unset) is empty are left out.
 */
export function wholeTextMatches(
  regex: RegExp,
  plan: SearchPlan,
  text: string,
  secretGroup = 0,
): readonly WholeTextMatch[] {
  const found = matchesOf(regex, plan, text).map((match) => placesOf(match, secretGroup));
  const filled = found.filter(({ secretFrom, secretTo }) => secretTo > secretFrom);
  const distinct = new Map(filled.map((match) => [Object.values(match).join(' '), match]));
  return [...distinct.values()].sort(
    (a, b) => a.from - b.from || a.to - b.to || a.secretFrom - b.secretFrom || a.secretTo - b.secretTo,
  );
}

/** Where each anchor begins in `text`, overlapping occurrences too. */
export function occurrencesOf({ literal, caseSensitive }: PlanAnchor, text: string): readonly number[] {
  const subject = caseSensitive ? text : asciiLowerCase(text);
  const found: number[] = [];
  for (let at = subject.indexOf(literal); at >= 0; at = subject.indexOf(literal, at + 1)) found.push(at);
  return found;
}

function matchesOf(regex: RegExp, plan: SearchPlan, text: string): readonly RegExpExecArray[] {
  if (plan.kind === 'whole') return leftToRight(regex, text, 0, text.length);
  return plan.anchors.flatMap((anchor) =>
    occurrencesOf(anchor, text).flatMap((at) =>
      plan.kind === 'inside'
        ? holding(regex, anchor, at, text)
        : leftToRight(regex, text, Math.max(0, at - anchor.before), at + anchor.after),
    ),
  );
}

/** The match with the smallest start within reach that holds the literal at `at`. */
function holding(regex: RegExp, anchor: PlanAnchor, at: number, text: string): readonly RegExpExecArray[] {
  const end = at + anchor.literal.length;
  const sticky = withFlags(regex, 'y');
  for (let start = Math.max(0, at - anchor.before); start <= at; start++) {
    const match = matchAt(sticky, text, start);
    if (match !== null && start + match[0].length >= end) return [match];
  }
  return [];
}

/** The match that begins at `start` exactly: with the flag `u` V8 would step back out of the middle of a pair. */
function matchAt(sticky: RegExp, text: string, start: number): RegExpExecArray | null {
  sticky.lastIndex = start;
  const match = sticky.exec(text);
  return match?.index === start ? match : null;
}

/** The matches that begin from `first` to `last` inclusive and do not overlap. */
function leftToRight(regex: RegExp, text: string, first: number, last: number): readonly RegExpExecArray[] {
  const global = withFlags(regex, 'g');
  const found: RegExpExecArray[] = [];
  global.lastIndex = first;
  for (let match = global.exec(text); match !== null && match.index <= last; match = global.exec(text)) {
    if (match.index >= first) found.push(match);
    // With the flag u one step into a surrogate pair would find the same nothing again.
    if (match[0] === '') global.lastIndex = match.index + ((text.codePointAt(match.index) ?? 0) > 0xffff ? 2 : 1);
  }
  return found;
}

function withFlags(regex: RegExp, extra: 'g' | 'y'): RegExp {
  return new RegExp(regex.source, `${regex.flags.replace(/[dgy]/g, '')}d${extra}`);
}

function placesOf(match: RegExpExecArray, secretGroup: number): WholeTextMatch {
  const [from, to] = [match.index, match.index + match[0].length];
  const [secretFrom, secretTo] = (secretGroup === 0 ? undefined : match.indices?.[secretGroup]) ?? [from, to];
  return { from, to, secretFrom, secretTo };
}

function asciiLowerCase(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
