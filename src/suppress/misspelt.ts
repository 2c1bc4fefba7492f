/** Comments that were probably meant to allow a finding and allow nothing: what to tell who wrote them. */

import type { NearComment } from '#model/match.ts';
import { type FailedAllow, PLACES } from './inline.ts';
import { namesRule } from './names-rule.ts';

/** What decides beside the comments themselves. */
export interface MisspeltContext {
  /** The id that the finding carries. */
  readonly rule: string;
  /** Whether a name in a comment, which may be a glob, means any rule of the scan. */
  readonly isKnown: (name: string) => boolean;
}

/** Bytes: `Keysieve: allow-nextline aws-*, jwt because REASON`, as people write it from memory. */
const MEANT = /^keysieve[ \t:-]{1,3}(?:allow|ignore|disable|skip)(?<form>[\w-]{0,20})(?<rest>.*)/is;

/** As it has to be written. */
const RIGHT = /^keysieve:allow(?:-next-line|-start|-end)?(?![\w-])/;

const NAMES = /^[ \t]+([\w.*-]+(?:,[ \t]*[\w.*-]+)*)/;

/** More are not looked at: contents are not to decide how long a scan takes. */
const MOST_NAMES = 16;

/**
 * What is wrong with the first one of them, for a finding that no comment excuses. Nothing of it is quoted: it may hold
 * anything.
 */
export function misspeltAllow(comments: readonly NearComment[], context: MisspeltContext): FailedAllow | undefined {
  for (const comment of comments) {
    const failure = failureOf(comment, context);
    if (failure !== undefined) return { failure, line: comment.line };
  }
  return undefined;
}

function failureOf(comment: NearComment, context: MisspeltContext): string | undefined {
  const { form = '', rest = '' } = MEANT.exec(comment.text)?.groups ?? {};
  if (!MEANT.test(comment.text)) return undefined;
  if (!RIGHT.test(comment.text)) return isAbout(comment, form) ? misspelling(comment, context) : undefined;
  const names = (NAMES.exec(rest)?.[1] ?? '').split(/,[ \t]*/).slice(0, MOST_NAMES);
  return misplacement(comment, form, names, context) ?? unknownName(comment, form, names, context);
}

/** Whether one that is misspelt may have been meant for a finding of its line, or of the next one. */
function isAbout({ place, isAlone }: NearComment, form: string): boolean {
  if (place === 'before') return isAlone || /next/i.test(form);
  return place === 'line' && !/next|start|end/i.test(form);
}

function misspelling({ place }: NearComment, { rule }: MisspeltContext): string {
  const right = place === 'before' ? 'keysieve:allow-next-line' : 'keysieve:allow';
  return `this comment is not understood: write "${right} ${rule} because ..."`;
}

type Failure = (
  comment: NearComment,
  form: string,
  names: readonly string[],
  context: MisspeltContext,
) => string | undefined;

const misplacement: Failure = ({ place, isAlone }, form, names, { rule }) =>
  form === '' && place === 'before' && isAlone && names.some((name) => namesRule(name, rule))
    ? `"keysieve:allow" is about its own line: write "keysieve:allow-next-line ${rule} because ..."`
    : undefined;

const unknownName: Failure = ({ place }, form, names, { rule, isKnown }) =>
  PLACES[form]?.includes(place) === true && names.some((name) => name !== '' && !isKnown(name))
    ? `"keysieve:allow${form}" names what is no rule of this scan; the finding is of ${rule}`
    : undefined;
