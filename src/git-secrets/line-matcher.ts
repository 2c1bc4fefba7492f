/** Finds the lines in which any of many patterns matches: literals first, and regexes only on lines that hold one. */

import type { Buffer } from 'node:buffer';
import { runWithin, TimeLimitReached } from '#detect/budget.ts';
import { createPrefilter } from '#detect/prefilter.ts';
import { DetectError, messageOf } from '#model/errors.ts';
import { compileRegex } from '#rules/compile.ts';
import { endsSoon } from '#rules/ends-soon.ts';
import type { LinePattern } from './compile-pattern.ts';

/** A line that matches; `number` counts from 1, `text` is Latin-1 without the newline. */
export interface LineHit {
  readonly number: number;
  readonly text: string;
}

/** Runs a set of patterns on bytes that begin and end between two lines. */
export interface LineMatcher {
  /** Every line once, in order. Throws DetectError that names the pattern which ran over its time. */
  find(bytes: Buffer): readonly LineHit[];
}

/** Time for all patterns on a short content, and for every million bytes more, where they are not shown to end soon. */
const BASE_LIMIT_MS = 2000;
const LIMIT_MS_PER_MILLION = 500;

const NEWLINE = 10;

/** A matcher for `patterns`; without any it finds nothing. */
export function createLineMatcher(patterns: readonly LinePattern[]): LineMatcher {
  const anchors = patterns.flatMap((pattern, index) =>
    (pattern.literals ?? []).map(({ text, folded }) => ({ literal: text, caseSensitive: !folded, index })),
  );
  const prefilter = createPrefilter(anchors);
  const regexes = patterns.map(({ regex }) => compileRegex(regex, 'g'));
  const unanchored = patterns.flatMap(({ literals }, index) => (literals === undefined ? [index] : []));
  /** The pattern that runs now, for the message when it is interrupted. */
  let running = 0;

  function isMatch(pattern: number, text: string): boolean {
    running = pattern;
    const regex = regexes[pattern];
    if (regex === undefined) return false;
    regex.lastIndex = 0;
    return regex.test(text);
  }

  /** Lines are tried once for each pattern that has a literal in them. */
  function findAtLiterals(bytes: Buffer, found: Map<number, string>): void {
    const { count, offsets, literals } = prefilter.find(bytes);
    const tried = new Set<number>();
    let [start, end] = [0, -1];
    let text: string | undefined;
    for (let at = 0; at < count; at++) {
      const offset = offsets[at] as number;
      if (offset >= end) {
        start = bytes.lastIndexOf(NEWLINE, offset) + 1;
        end = lineEnd(bytes, offset);
        text = undefined;
        tried.clear();
      }
      const pattern = anchors[literals[at] as number]?.index ?? 0;
      if (found.has(start) || tried.has(pattern)) continue;
      tried.add(pattern);
      text ??= bytes.toString('latin1', start, end);
      if (isMatch(pattern, text)) found.set(start, text);
    }
  }

  function findEverywhere(bytes: Buffer, found: Map<number, string>): void {
    const text = bytes.toString('latin1');
    // Behind the last newline there is no line.
    const last = text.endsWith('\n') ? text.length - 1 : text.length;
    for (const pattern of unanchored) {
      running = pattern;
      const regex = regexes[pattern];
      if (regex === undefined) continue;
      regex.lastIndex = 0;
      for (let match = regex.exec(text); match !== null && match.index <= last; match = regex.exec(text)) {
        const start = match.index === 0 ? 0 : text.lastIndexOf('\n', match.index - 1) + 1;
        const end = lineEnd(bytes, match.index);
        found.set(start, text.slice(start, end));
        if (end >= last) break;
        regex.lastIndex = end + 1;
      }
    }
  }

  function findStarts(bytes: Buffer): ReadonlyMap<number, string> {
    const found = new Map<number, string>();
    if (anchors.length > 0) findAtLiterals(bytes, found);
    if (unanchored.length > 0) findEverywhere(bytes, found);
    return found;
  }

  return {
    find(bytes) {
      if (bytes.length === 0) return [];
      if (patterns.every(({ safety }) => endsSoon(safety, bytes.length))) return numbered(bytes, findStarts(bytes));
      const limitMs = BASE_LIMIT_MS + Math.ceil((bytes.length / 1e6) * LIMIT_MS_PER_MILLION);
      try {
        return numbered(
          bytes,
          runWithin(limitMs, () => findStarts(bytes)),
        );
      } catch (error) {
        throw failure(error, patterns[running]?.name ?? '');
      }
    },
  };
}

function failure(error: unknown, name: string): unknown {
  if (!(error instanceof TimeLimitReached)) return error;
  return new DetectError(`${name} was ${messageOf(error)}: make it simpler, or give it bounds`, { cause: error });
}

function lineEnd(bytes: Buffer, from: number): number {
  const newline = bytes.indexOf(NEWLINE, from);
  return newline === -1 ? bytes.length : newline;
}

function numbered(bytes: Buffer, found: ReadonlyMap<number, string>): readonly LineHit[] {
  let number = 1;
  let counted = 0;
  return [...found]
    .sort(([a], [b]) => a - b)
    .map(([start, text]) => {
      for (let newline = lineEnd(bytes, counted); newline < start; newline = lineEnd(bytes, counted)) {
        counted = newline + 1;
        number++;
      }
      return { number, text };
    });
}
