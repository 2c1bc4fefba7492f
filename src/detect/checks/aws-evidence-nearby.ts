/** For names that everybody uses (`secret_key`): asks the text around whether it speaks of AWS. */

import { ACCEPT, type Candidate, type Check, REJECT } from '../check.ts';
import { type Reach, surroundings } from './surroundings.ts';

/** On either side. Bounded in characters too, so that a long line is not read again for every candidate in it. */
const WORDS_REACH = { lines: 5, characters: 600 } as const;

/** In .s3cfg, sorted by name, fifty settings stand between `access_key` and `secret_key`. */
const KEY_ID_REACH = { lines: 100, characters: 6000 } as const;
const KEY_ID = /(?<![A-Za-z0-9_])A[KS]IA[A-Z2-7]{16}(?![A-Za-z0-9_])/;

/** Long runs of base64 spell `aws` or `s3` by chance. */
const LONG_RUN = /[A-Za-z0-9+/=]{32,}/g;

/** `aws` and `s3` at the start of a word, `Aws` and `S3` inside camel case, services by name, and regions. */
const EVIDENCE = [
  /(?<![a-z0-9])(?:aws|s3)/i,
  /(?<=[a-z0-9])(?:Aws|AWS|S3)(?![a-z])/,
  /amazon|bucket|dynamodb|cloudfront|cloudwatch|boto|(?<![a-z])(?:ses|sqs|sns|ec2)(?![a-z])/i,
  /(?<![a-z])(?:us|eu|ap|sa|ca|me|af|il|mx|cn)-(?:gov-|iso[a-z]?-)?(?:north|south|east|west|central|northeast|northwest|southeast|southwest)-\d(?!\d)/,
];

/** A key ID says whose secret it is: `high`. Words alone leave the rule's severity. */
export const checkAwsEvidenceNearby: Check = (candidate) => {
  const near = textAround(candidate, KEY_ID_REACH);
  if (KEY_ID.test(near)) return { kind: 'accept', severity: 'high' };
  const around = textAround(candidate, WORDS_REACH).replace(LONG_RUN, ' ');
  return EVIDENCE.some((evidence) => evidence.test(around)) ? ACCEPT : REJECT;
};

function textAround(candidate: Candidate, reach: Reach): string {
  const { before, after } = surroundings(candidate, reach);
  return `${before} ${after}`;
}
