/** Turns secrets and the lines they stand on into what reports may print: redacted, or whole with `--reveal`. */

import type { Match } from '#model/match.ts';
import type { Redaction } from '#model/options.ts';
import type { ShownLine } from '#model/report.ts';
import { redact, type Secret } from '#model/secret.ts';
import { createValueFinder, type Stretch, type ValueFinder } from './known-values.ts';

/** Code units shown before and after the secret. */
const SHOWN_BEFORE = 60;
const SHOWN_AFTER = 60;

/** Code units before and after the secret that are looked at: what is redacted becomes shorter. */
export const LOOKED_AT = 512;

/** Renders for one scan; knows every secret of it, so that none of them slips out beside another. */
export interface SecretRenderer {
  secret(secret: Secret): string;
  /** `text` with every known secret redacted: for subjects, names and paths. */
  scrub(text: string): string;
  /** The line of `match`; `neighbours` are the matches that may stand on it too. */
  line(match: Match, neighbours: readonly Match[]): ShownLine;
}

/** What stays hidden when secrets are revealed, and of which not even the beginning is shown: the user's own credentials. */
export interface OwnValues {
  readonly values: readonly string[];
  /** Whether a match is of one of them. */
  isOwn(match: Match): boolean;
}

/**
 * `values` are all secrets that the scan came upon, suppressed ones and those that do not count here too; `own`, of these,
 * what is never to be shown.
 */
export function createSecretRenderer(
  redaction: Redaction,
  values: Iterable<string>,
  own: OwnValues = { values: [], isOwn: () => false },
): SecretRenderer {
  if (redaction.reveal) return own.values.length === 0 ? WHOLE : revealingOthers(redaction, own);
  const finder = createValueFinder(values);
  const isOwn = (value: string): boolean => own.values.some((one) => value.includes(one) || one.includes(value));
  const show = (value: string): string => redact(value, isOwn(value) ? 0 : redaction.shownCharacters);
  return {
    secret: (secret) => show(secret.reveal()),
    scrub: (text) => rendered(text, merged(finder.find(text)), show).text,
    line: (match, neighbours) => showLine(match, neighbours, finder, show),
  };
}

/** Lines that hold one of the user's own are redacted as if nothing were revealed; elsewhere only what is theirs. */
function revealingOthers({ shownCharacters }: Redaction, own: OwnValues): SecretRenderer {
  const { values, isOwn } = own;
  const finder = createValueFinder(values);
  const hidden = createSecretRenderer({ reveal: false, shownCharacters }, values, own);
  return {
    secret: (secret) => hidden.scrub(secret.reveal()),
    scrub: hidden.scrub,
    line(match, neighbours) {
      const isHidden = [match, ...neighbours].some(isOwn) || finder.find(match.excerpt.text).length > 0;
      return (isHidden ? hidden : WHOLE).line(match, neighbours);
    },
  };
}

/** Hides nothing. */
const WHOLE: SecretRenderer = {
  secret: (secret) => secret.reveal(),
  scrub: (text) => text,
  line: (match) => {
    const { text, column } = match.excerpt;
    return windowOf(text, stretchOn(match, match), { before: column > 1, after: false });
  },
};

/** A stretch to hide. Of what starts before the text there is nothing that could be shown. */
interface Hidden extends Stretch {
  readonly startsBefore?: boolean;
}

function showLine(
  match: Match,
  neighbours: readonly Match[],
  finder: ValueFinder,
  show: (value: string) => string,
): ShownLine {
  const { text, column } = match.excerpt;
  const own = stretchOn(match, match);
  const from = Math.max(0, own.from - LOOKED_AT);
  const to = Math.min(text.length, own.to + LOOKED_AT);
  const others = neighbours.flatMap((other) => (touchesLine(other, match) ? [stretchOn(other, match)] : []));
  const all = [own, ...others, ...knownAround(text, { from, to }, finder)];
  const hidden = merged(all.flatMap((stretch) => within({ from, to }, stretch)));
  const line = rendered(text.slice(from, to), hidden, show);
  const isOwn = (stretch: Stretch): boolean => stretch.from <= own.from - from && own.to - from <= stretch.to;
  const mark = line.marks[hidden.findIndex(isOwn)] ?? { from: 0, to: 0 };
  return windowOf(line.text, mark, { before: column > 1 || from > 0, after: to < text.length });
}

/** Known values in a part of a text, those too that the part's ends cut. */
function knownAround(text: string, { from, to }: Stretch, { find, longest }: ValueFinder): Stretch[] {
  const start = Math.max(0, from - longest);
  return find(text.slice(start, to + longest)).map((one) => ({ from: one.from + start, to: one.to + start }));
}

/** A stretch as it stands in a part of its text; nothing when it does not. */
function within(part: Stretch, { from, to, startsBefore = false }: Hidden): Hidden[] {
  const cut = { from: Math.max(from, part.from) - part.from, to: Math.min(to, part.to) - part.from };
  return cut.from < cut.to ? [{ ...cut, startsBefore: startsBefore || from < part.from }] : [];
}

/** `text` with what is hidden redacted, and where that stands in it then. */
function rendered(
  text: string,
  hidden: readonly MergedStretch[],
  show: (value: string) => string,
): { readonly text: string; readonly marks: readonly Stretch[] } {
  let shown = '';
  let at = 0;
  const marks = hidden.map((stretch) => {
    shown += text.slice(at, stretch.from);
    at = stretch.to;
    const from = shown.length;
    // Of several values that overlap no more is shown than of the first alone.
    shown += stretch.startsBefore ? '…' : show(text.slice(stretch.from, stretch.firstTo));
    return { from, to: shown.length };
  });
  return { text: shown + text.slice(at), marks };
}

/** Whether any part of `other` stands on the line on which `match` starts. */
function touchesLine(other: Match, match: Match): boolean {
  return other.start.line <= match.start.line && other.end.line >= match.start.line;
}

/** Where `other` stands in the excerpt of `match`; a secret that goes on over lines is cut at this line's ends. */
function stretchOn(other: Match, match: Match): Hidden {
  const { text, column } = match.excerpt;
  const clamp = (at: number): number => Math.max(0, Math.min(text.length, at));
  const from = other.start.line === match.start.line ? other.start.column - column : -1;
  const to = other.end.line === match.start.line ? clamp(other.end.column - column) : text.length;
  return { from: clamp(from), to, startsBefore: from < 0 };
}

/** `firstTo` is the end of the shortest of those that start first. */
interface MergedStretch extends Hidden {
  readonly firstTo: number;
}

/** Overlapping stretches become one, so that the end of one secret is never shown as the rest of another. */
function merged(stretches: readonly Hidden[]): readonly MergedStretch[] {
  const result: MergedStretch[] = [];
  for (const { from, to, startsBefore = false } of [...stretches].sort((a, b) => a.from - b.from || a.to - b.to)) {
    const last = result.at(-1);
    if (last === undefined || from >= last.to) result.push({ from, to, firstTo: to, startsBefore });
    else {
      const before = last.startsBefore === true || (startsBefore && from === last.from);
      result[result.length - 1] = { ...last, to: Math.max(last.to, to), startsBefore: before };
    }
  }
  return result;
}

/** `isCut` says where the text itself is not all of its line. */
function windowOf(
  text: string,
  mark: Stretch,
  isCut: { readonly before: boolean; readonly after: boolean },
): ShownLine {
  const from = wholeCharacter(text, Math.max(0, mark.from - SHOWN_BEFORE));
  const to = wholeCharacter(text, Math.min(text.length, mark.to + SHOWN_AFTER));
  return {
    text: text.slice(from, to),
    from: mark.from - from,
    to: mark.to - from,
    cutBefore: isCut.before || from > 0,
    cutAfter: isCut.after || to < text.length,
  };
}

/** Moves back from the middle of a surrogate pair. */
function wholeCharacter(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return at > 0 && code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
}
