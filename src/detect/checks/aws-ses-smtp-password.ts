/** Checks SMTP passwords of Amazon SES: a version byte and 32 bytes of HMAC, in base64. */

import { shannonEntropy } from '#text/entropy.ts';
import { ACCEPT, type CheckFactory, REJECT } from '../check.ts';
import { excuseExample } from './known-example.ts';
import { surroundings } from './surroundings.ts';
import { unescapeBase64 } from './unescape-base64.ts';
import { isWordRun } from './word-run.ts';

/** Version 4 begins with `B` and one of `A` to `P`, the one before 2019 with `A` and one of `g` to `v`. */
const FORM = /^(?:B[A-P]|A[g-v])[A-Za-z0-9+/]{42}$/;
const LEAST_ENTROPY = 4.2;

/** Of any 44 characters of base64 one in a hundred and thirty has the form, so something must speak of mail. */
const REACH = { lines: 12, characters: 800 } as const;
const EVIDENCE =
  /email-smtp|ses[_-]?smtp|smtp[\w.-]{0,20}(?:pass|pwd|secret|auth)|mail[\w.-]{0,20}(?:pass|pwd)|(?<![a-z])ses(?![a-z])/i;

/** `aws-ses-smtp-password`: the form, and words nearby that speak of mail. */
export const awsSesSmtpPassword: CheckFactory = () => (candidate) => {
  const password = unescapeBase64(candidate.secret);
  const excuse = excuseExample(password);
  if (excuse !== undefined) return excuse;
  const isRandom = /[a-z]/.test(password) && shannonEntropy(password) >= LEAST_ENTROPY && !isWordRun(password);
  if (!FORM.test(password) || !isRandom) return REJECT;
  const { before, after } = surroundings(candidate, REACH);
  return EVIDENCE.test(before) || EVIDENCE.test(after) ? ACCEPT : REJECT;
};
