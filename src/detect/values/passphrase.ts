/** Tells passwords that hold blanks (words drawn from a list, passwords of applications) from labels and sentences. */

import { isLabel } from './label.ts';
import { isRandom } from './randomness.ts';

/** As Google shows passwords of applications, and Apple with dashes. */
const GROUPS = /^[a-z]{4}(?: [a-z]{4}){3}$/;

/** Words of a list, four or more; sentences of ordinary length hold shorter words. */
const DRAWN_WORDS = /^(?:[a-z]{4,12}|[A-Z][a-z]{3,11})(?: (?:[a-z]{4,12}|[A-Z][a-z]{3,11})){3,9}$/;

/** A few words with a digit and a sign between them, which labels do not have. */
const MIXED = /^(?=.{8,40}$)(?=[^ ]{1,20}(?: [^ ]{1,20}){1,3}$)(?=.*[A-Za-z].*[A-Za-z])(?=.*\d)[\w !@#$%^&*?+~=-]+$/;
const SIGN_INSIDE = /[!@#$%^&*?+~=]|[A-Za-z]\d+[A-Za-z]/;

/** What labels, messages and sentences about passwords say. */
const LABEL =
  /\b(?:valid|skip|links?|exists?|found|elements?|attributes?|title|page|target|password|passphrase|passwd|pass|secret|token|enter|type|your|must|with|that|this|these|from|have|does|should|shall|will|please|match|matches|least|characters?|chars|length|between|contain|contains|incorrect|invalid|wrong|required|missing|empty|default|forgot|forgotten|reset|change|changed|confirm|confirmation|again|repeat|verify|choose|select|create|creating|update|login|user|username|account|email|file|field|value|string|used|using|when|only|need|needs|cannot|failed|error|optional|random|some|example|here|connect|authentication|authenticate|server|database|client|keystore|certificate|private|encrypt|encryption|decrypt|generate|generated|setting|option)\b/i;

/** Whether a value with blanks is a password. */
export function isPassphrase(value: string): boolean {
  if (GROUPS.test(value)) return isRandom(value.replaceAll(' ', ''));
  if (LABEL.test(value) || isLabel(value)) return false;
  return DRAWN_WORDS.test(value) || (MIXED.test(value) && SIGN_INSIDE.test(value));
}
