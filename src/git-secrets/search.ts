/** One search: contents go in under their names, `name:line:content` and what could not be looked at come out. */

import { Buffer } from 'node:buffer';
import { DetectError } from '#model/errors.ts';
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
  /** What it is called, in Latin-1. */
  readonly name: string;
  /** Whether it is searched although it is binary. */
  readonly binaryToo?: boolean;
  /** Told of lines that match, in the place of the result; perhaps only when the result is asked for. */
  readonly onHits?: (hits: readonly LineHit[]) => void;
  /** Lines that do not count, whatever matches in them. */
  readonly except?: RegExp;
}

/** Searches contents one after another. */
export interface Search {
  open(options: ContentOptions): ContentSearch;
  /** A line that matched elsewhere, whole. */
  add(line: string): void;
  fail(problem: string): void;
  /** Everything so far. */
  result(): SearchResult;
}

/** A search for `patterns`. */
export function createSearch(patterns: readonly LinePattern[]): Search {
  const matcher = createLineMatcher(patterns);
  const lines: string[] = [];
  const problems: string[] = [];

  function open({ name, binaryToo = false, onHits, except }: ContentOptions): ContentSearch {
    const cutter = createPieceCutter();
    let isFirst = true;
    let isOver = false;
    const failed = (reason: string): void => {
      isOver = true;
      problems.push(`${Buffer.from(name, 'latin1').toString('utf8')}: ${reason}`);
    };
    const found = onHits ?? ((hits) => lines.push(...hits.map(({ number, text }) => `${name}:${number}:${text}`)));
    const submit = (part: Uint8Array, last: boolean): void => {
      const { bytes, linesBefore } = cutter.push(part, last);
      matcher.submit(bytes, (outcome) => {
        if ('failure' in outcome) failed(outcome.failure);
        else found(placed(outcome.hits, linesBefore).filter(({ text }) => except?.test(text) !== true));
      });
    };
    return {
      push(part, last) {
        if (isFirst && !binaryToo && isBinary(part)) isOver = true;
        isFirst = false;
        if (isOver) return;
        try {
          submit(part, last);
        } catch (error) {
          if (!(error instanceof DetectError)) throw error;
          failed(error.message);
        }
      },
    };
  }

  return {
    open,
    add: (line) => void lines.push(line),
    fail: (problem) => void problems.push(problem),
    result() {
      matcher.flush();
      return { lines, problems };
    },
  };
}

function placed(hits: readonly LineHit[], linesBefore: number): readonly LineHit[] {
  return linesBefore === 0 ? hits : hits.map(({ number, text }) => ({ number: number + linesBefore, text }));
}
