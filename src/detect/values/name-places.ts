/** Finds the name of a value where it does not stand right before it. */

import type { Candidate } from '../check.ts';
import { kindOfName, nameWords, wordsOfName } from './name-words.ts';

/** `"name": "DB_PASSWORD"` behind the value, as serialisers that sort keys and attributes of XML have it. */
const NAME_BEHIND = /(?:name|key)\\{0,3}["'`]?\s{0,8}[:=]\s{0,4}\\{0,3}["'`]?([\w.$:/-]{1,80})/i;
const BEHIND_REACH = 240;

/** The list of columns of an INSERT, and what one of them is called. */
const COLUMNS = /\(([^()]{1,1000})\)/;

/**
 * The words of the name, from where the argument of `credential-like` says that it is: `behind` the value, the `column` of
 * an INSERT; empty: where the match begins. Anything else is what the rule's regex has seen the name to be.
 */
export function namedWords(place: string, candidate: Candidate): readonly string[] {
  if (place === '') return nameWords(candidate);
  if (place === 'behind') return wordsOfName(NAME_BEHIND.exec(candidate.after(BEHIND_REACH))?.[1] ?? '');
  return place === 'column' ? columnWords(candidate) : [place];
}

/** Whether the rule's regex has seen the name, and with it where the value stands. */
export function isTold(place: string): boolean {
  return place === 'password' || place === 'secret';
}

/** The first column that names a credential: the regex has seen that the value stands in its place. */
function columnWords({ lead }: Candidate): readonly string[] {
  const columns = COLUMNS.exec(lead)?.[1]?.split(',') ?? [];
  return columns.map(wordsOfName).find((words) => kindOfName(words) !== 'nothing') ?? [];
}
