/** Reads the passwords that the AWS CLI's credential helper gives git for CodeCommit: a time and a signature. */

import { type CheckFactory, REJECT } from '../check.ts';
import { isoDate } from './iso-date.ts';

/** Signatures of Version 4 count for so long after their time. */
const SECONDS = 900;

/** `aws-git-signature`: `yyyymmddThhmmssZ` and 64 digits of hex. Detail: `expires`. */
export const awsGitSignature: CheckFactory =
  () =>
  ({ secret }) => {
    const [, year, month, day, hour, minute, second] =
      /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z[0-9a-f]{64}$/.exec(secret) ?? [];
    const expires = isoDate(Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`) / 1000 + SECONDS);
    return expires === undefined ? REJECT : { kind: 'accept', details: { expires } };
  };
