/**
 * For 40 characters that nothing names: everything that speaks for a hash, a piece of a longer base64 text, a path or
 * another kind of value turns them away, because a key ID nearby is all that speaks for a secret.
 */

import { ACCEPT, type Candidate, type Check, REJECT } from '../check.ts';
import { hasSecretKeyForm } from './aws-secret-access-key.ts';
import { hasSessionTokenHeader } from './aws-session-token.ts';
import { assignedName, surroundings } from './surroundings.ts';
import { unescapeBase64 } from './unescape-base64.ts';

/** `sha512-`, `h1:` (go.sum), `base64,` (data URIs), `ssh-rsa `, SOPS' `data:`. */
const HASH_BEFORE = /(?:sha-?(?:1|224|256|384|512)|md5|h1|base64|ssh-[a-z0-9]+|data)[-:,=$ ]{1,2}$/i;

/** Words of names of things that are not secret, as in `cacheKey`, `ETAG` and `git_commit`; words are joined by `_`. */
const PUBLIC_NAME = new RegExp(
  [
    '_(?:cache|e_?tag|sha_?\\d{0,3}|check_?sum|digest|commit|rev|revision|integrity|fingerprint|nonce|public_?key|hash',
    'signature|md_?5|crc\\d{0,2}|mappings|thumbprint|version_?id|request_?id)_',
  ].join('|'),
);

/** Names that the rules for named secrets judge: what they turned away must not come back through this one. */
const SECRET_NAME = /secret[\w.-]{0,24}$/i;

/** Heads of KMS ciphertext, which is no secret. */
const CIPHERTEXT = /^AQ[IE]CA/;

const LINE_REACH = { lines: 1, characters: 400 } as const;

export const checkAwsUnnamedSecret: Check = (candidate) => {
  const value = unescapeBase64(candidate.secret);
  if (!hasSecretKeyForm(value) || CIPHERTEXT.test(value)) return REJECT;
  if (candidate.after(1) === '(') return REJECT;
  if (HASH_BEFORE.test(candidate.before(16))) return REJECT;
  const name = assignedName(candidate);
  return PUBLIC_NAME.test(wordsOf(name)) || SECRET_NAME.test(name) || isWrappedBase64(candidate) ? REJECT : ACCEPT;
};

/** `cacheKey` and `cache-key` as `_cache_key_`. */
function wordsOf(name: string): string {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
  return `_${words.replace(/[.-]/g, '_')}_`;
}

/** Whether the candidate has its line to itself and a line above or below is base64 too: the end of a PEM block. */
function isWrappedBase64(candidate: Candidate): boolean {
  const { before, after } = surroundings(candidate, LINE_REACH);
  const [above = '', left = ''] = splitLast(before);
  const [right = '', below = ''] = after.split('\n');
  const isAlone = /^[\s"'|>#*]*$/.test(left) && /^(?:[\s"',;)+\\]|\\n)*$/.test(right);
  return isAlone && (isPiece(RUN_AT_END.exec(above)) || isPiece(RUN_AT_START.exec(below)));
}

function splitLast(text: string): readonly [string, string] {
  const at = text.lastIndexOf('\n');
  return at < 0 ? ['', text] : [text.slice(0, at), text.slice(at + 1)];
}

/** What stands around pieces of base64 on their lines: quotes, comment and list signs, operators that join strings. */
const RUN_AT_END = /([A-Za-z0-9+/]{40,400}={0,2})(?:\\n)?["']?[\s,]*[+\\]?\s*$/;
const RUN_AT_START = /^[\s"'|>#*]*([A-Za-z0-9+/]{40,400}={0,2})/;

/** A session token is no neighbour to be wary of: ID, secret and token stand in three lines in many a note. */
function isPiece(match: RegExpExecArray | null): boolean {
  const run = match?.[1] ?? '';
  return /[a-z]/.test(run) && /[A-Z]/.test(run) && !hasSessionTokenHeader(run);
}
