/** What `--register-aws` registers: the patterns that git-secrets' manual names, character by character. */

/** The provider that prints the keys of `~/.aws/credentials`. */
export const AWS_PROVIDER = 'git secrets --aws-provider';

const QUOTE = `("|')?`;
const ASSIGNED = `${QUOTE}\\s*(:|=>|=)\\s*${QUOTE}`;
const AWS = '(AWS|aws|Aws)?_?';

/** Key IDs, keys of Amazon Bedrock, and assignments of secret keys and of account ids. */
export const AWS_PATTERNS: readonly string[] = [
  '(A3T[A-Z0-9]|AKIA|AGPA|AIDA|AROA|AIPA|ANPA|ANVA|ASIA)[A-Z0-9]{16}',
  'ABSK[A-Za-z0-9+/]{109,}=*',
  // Joined here: this file is scanned too.
  ['bedrock-api-key', 'YmVkcm9jay5hbWF6b25hd3MuY29t'].join('-'),
  `${QUOTE}${AWS}(SECRET|secret|Secret)?_?(ACCESS|access|Access)?_?(KEY|key|Key)${ASSIGNED}[A-Za-z0-9/\\+=]{40}${QUOTE}`,
  `${QUOTE}${AWS}(ACCOUNT|account|Account)_?(ID|id|Id)?${ASSIGNED}[0-9]{4}\\-?[0-9]{4}\\-?[0-9]{4}${QUOTE}`,
];

/** The key pair of Amazon's documentation. */
export const AWS_ALLOWED: readonly string[] = [
  ['AKIAIOSFODNN7', 'EXAMPLE'].join(''),
  ['wJalrXUtnFEMI/K7MDENG/bPxRfiCY', 'EXAMPLEKEY'].join(''),
];
