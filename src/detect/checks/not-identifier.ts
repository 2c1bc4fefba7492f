/** Turns away names out of source code: `process.env.TOKEN`, `getAccessToken()`, `API_KEY_NAME`. */

import { acceptIf, type CheckFactory } from '../check.ts';
import { wordScore } from './word-run.ts';

/** Words joined as programs join them; an index or a call may follow, and no credential ends in one. */
const JOINED = /^[$@]?[A-Za-z_][\w$]*(?:(?:\??\.|::|->|-)[A-Za-z_][\w$]*)*(?:\([^()]{0,80}\)|\[[^[\]]{0,80}\])?$/;

/** Constants and slots that somebody fills in (`SHOP_USER_PASSWORD`), whatever their parts read like. */
const CONSTANT = /^[A-Z]{2,}(?:_[A-Z]{2,})+$/;

const LEAST_IN_WORDS = 0.7;
const LEAST_FREQUENT = 0.45;
const LEAST_PAIRS = 4;

/** `not-identifier`. Single words count too; something random that happens to begin with a letter does not read like any. */
export const notIdentifier: CheckFactory =
  () =>
  ({ secret }) =>
    acceptIf(!CONSTANT.test(secret) && !isName(secret));

function isName(value: string): boolean {
  return JOINED.test(value) && (/[)\]]$/.test(value) || isMadeOfWords(value));
}

function isMadeOfWords(name: string): boolean {
  const length = name.replace(/[^A-Za-z0-9]/g, '').length;
  const { characters, pairs, frequent } = wordScore(name);
  return pairs >= LEAST_PAIRS && characters >= length * LEAST_IN_WORDS && frequent >= pairs * LEAST_FREQUENT;
}
