/** One search: contents go in under their names, `name:line:content` and what could not be looked at come out. */

import { Buffer } from 'node:buffer';
import { isRuleFailure } from '#detect/run-rules.ts';
import { messageOf } from '#model/errors.ts';
import type { LinePattern } from './compile-pattern.ts';
import { createLineMatcher, type LineHit } from './line-matcher.ts';
import { createPieceCutter, isBinary } from './line-pieces.ts';

/** What a search came to; `lines` are Latin-1, `problems` are sentences that name what was not searched. */
export interface SearchResult {
  readonly lines: readonly string[];
  readonly problems: readonly string[];
}

/** A content under search. */
export interface ContentSearch {
  /** The next part of it. Its memory may be used again afterwards. */
  push(part: Uint8Array, last: boolean): void;
}

/** How a content is searched. */
export interface ContentOptions {
  /** Whether it is searched although it is binary. */
  readonly binaryToo?: boolean;
  /** Lines that do not count, whatever matches in them. */
  readonly except?: RegExp;
}

/** Searches contents one after another. */
export interface Search {
  /** Begins a content; `name` is Latin-1. */
  open(name: string, options?: ContentOptions): ContentSearch;
  /** The lines of `bytes` that match, for those who know of several names. Throws DetectError. */
  linesIn(bytes: Buffer): readonly LineHit[];
  /** A line that matched elsewhere, whole. */
  add(line: string): void;
  fail(problem: string): void;
  result(): SearchResult;
}

/** A search for `patterns`. */
export function createSearch(patterns: readonly LinePattern[]): Search {
  const matcher = createLineMatcher(patterns);
  const lines: string[] = [];
  const problems: string[] = [];

  return {
    open(name, { binaryToo = false, except } = {}) {
      const cutter = createPieceCutter();
      let isFirst = true;
      let isOver = false;
      return {
        push(part, last) {
          if (isFirst && !binaryToo && isBinary(part)) isOver = true;
          isFirst = false;
          if (isOver) return;
          try {
            const { bytes, linesBefore } = cutter.push(part, last);
            for (const { number, text } of matcher.find(bytes)) {
              if (except?.test(text) !== true) lines.push(`${name}:${linesBefore + number}:${text}`);
            }
          } catch (error) {
            if (!isRuleFailure(error)) throw error;
            isOver = true;
            problems.push(`${Buffer.from(name, 'latin1').toString('utf8')}: ${messageOf(error)}`);
          }
        },
      };
    },
    linesIn: (bytes) => matcher.find(bytes),
    add: (line) => void lines.push(line),
    fail: (problem) => void problems.push(problem),
    result: () => ({ lines, problems }),
  };
}
