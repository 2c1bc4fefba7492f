/** Turns secrets and the lines they stand on into what reports may print: redacted, or whole with `--reveal`. */

import type { Match } from '#model/match.ts';
import type { Redaction } from '#model/options.ts';
import type { ShownLine } from '#model/report.ts';
import { redact, type Secret } from '#model/secret.ts';

/** Code units shown before and after the secret. */
const SHOWN_BEFORE = 60;
const SHOWN_AFTER = 60;

/** Shorter values are not searched for in other texts: they would be found everywhere. */
const LEAST_SCRUBBED = 6;

/** Renders for one scan; knows every secret of it, so that none of them slips out beside another. */
export interface SecretRenderer {
  secret(secret: Secret): string;
  /** `text` with every known secret redacted: for subjects, names and paths. */
  scrub(text: string): string;
  /** The line of `match`; `neighbours` are all matches of the same chunk. */
  line(match: Match, neighbours: readonly Match[]): ShownLine;
}

/** `values` are all secrets that the scan came upon, suppressed ones too. */
export function createSecretRenderer(redaction: Redaction, values: Iterable<string>): SecretRenderer {
  const show = (value: string): string => (redaction.reveal ? value : redact(value, redaction.shownCharacters));
  const known = redaction.reveal ? undefined : anyOf(values);
  const scrub = (text: string): string => (known === undefined ? text : text.replace(known, show));
  return {
    secret: (secret) => show(secret.reveal()),
    scrub,
    line: (match, neighbours) => showLine(match, neighbours, show, scrub),
  };
}

/** One regular expression for all values, longer ones first, so that a value that holds another is replaced whole. */
function anyOf(values: Iterable<string>): RegExp | undefined {
  const long = [...new Set(values)].filter((value) => value.length >= LEAST_SCRUBBED);
  if (long.length === 0) return undefined;
  const escaped = long
    .sort((a, b) => b.length - a.length)
    .map((value) => value.replace(/[.\\^$*+?()[\]{}|/-]/g, '\\$&'));
  return new RegExp(escaped.join('|'), 'g');
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

function showLine(
  match: Match,
  neighbours: readonly Match[],
  show: (value: string) => string,
  scrub: (text: string) => string,
): ShownLine {
  const { text } = match.excerpt;
  const own = stretchOn(match, match);
  const others = neighbours.flatMap((other) => (touchesLine(other, match) ? [stretchOn(other, match)] : []));
  const stretches = merged([own, ...others].filter(({ from, to }) => to > from));
  let shown = '';
  let mark: Stretch = { from: 0, to: 0 };
  let at = 0;
  for (const { from, to } of stretches) {
    shown += scrub(text.slice(at, from));
    const rendered = show(text.slice(from, to));
    if (from <= own.from && own.to <= to) mark = { from: shown.length, to: shown.length + rendered.length };
    shown += rendered;
    at = to;
  }
  shown += scrub(text.slice(at));
  return windowOf(shown, mark);
}

/** Whether any part of `other` stands on the line on which `match` starts. */
function touchesLine(other: Match, match: Match): boolean {
  return other.start.line <= match.start.line && other.end.line >= match.start.line;
}

/** Where `other` stands in the excerpt of `match`; a secret that goes on over lines is cut at this line's ends. */
function stretchOn(other: Match, match: Match): Stretch {
  const { text, column } = match.excerpt;
  const clamp = (at: number): number => Math.max(0, Math.min(text.length, at));
  const from = other.start.line === match.start.line ? clamp(other.start.column - column) : 0;
  const to = other.end.line === match.start.line ? clamp(other.end.column - column) : text.length;
  return { from, to };
}

/** Overlapping stretches become one, so that the end of one secret is never shown as the rest of another. */
function merged(stretches: readonly Stretch[]): readonly Stretch[] {
  const result: { from: number; to: number }[] = [];
  for (const { from, to } of [...stretches].sort((a, b) => a.from - b.from || a.to - b.to)) {
    const last = result.at(-1);
    if (last !== undefined && from < last.to) last.to = Math.max(last.to, to);
    else result.push({ from, to });
  }
  return result;
}

function windowOf(text: string, mark: Stretch): ShownLine {
  const from = wholeCharacter(text, Math.max(0, mark.from - SHOWN_BEFORE));
  const to = wholeCharacter(text, Math.min(text.length, mark.to + SHOWN_AFTER));
  return {
    text: text.slice(from, to),
    from: mark.from - from,
    to: mark.to - from,
    cutBefore: from > 0,
    cutAfter: to < text.length,
  };
}

/** Moves back from the middle of a surrogate pair. */
function wholeCharacter(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return at > 0 && code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
}
