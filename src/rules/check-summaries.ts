/** What checks and extents do, in a few words each; `docs/checks.md` has the whole of it. */

import { type CheckName, readCheck } from './check-syntax.ts';
import type { ExtentName } from './extent-names.ts';

/** Each completes "accepts". */
const CHECK_SUMMARIES: Readonly<Record<CheckName, string>> = {
  alphabet: 'values of that alphabet alone',
  'aws-access-key-id': 'key IDs of AWS; excuses examples',
  'aws-codeartifact-token': 'tokens of CodeArtifact, with the date on which they end',
  'aws-ecr-password': 'passwords of ECR registries, with the date on which they end',
  'aws-evidence-nearby': 'values beside words that speak of AWS',
  'aws-git-signature': 'passwords that a signature for CodeCommit is, with the date on which they end',
  'aws-secret-access-key': 'what can be a secret key of AWS; excuses examples',
  'aws-service-api-key': 'API keys of AWS services, with the account; excuses examples',
  'aws-service-password': 'passwords of CodeCommit and Keyspaces beside their user; excuses examples',
  'aws-ses-smtp-password': 'SMTP passwords of SES near words that speak of mail; excuses examples',
  'aws-session-token': 'session tokens of AWS, by their header; excuses examples',
  'aws-signed-token': 'tokens that are a signed URL in base64, with the date on which they end',
  'aws-signed-url': 'URLs that AWS credentials signed, with the date on which they end',
  'aws-unnamed-secret': 'secret keys that nothing names, unless something speaks for a hash',
  'aws-weak-name': "values whose name is not known to be somebody else's",
  'azure-sas': 'random signatures; excuses examples, and reads when they expire',
  'base64-json': 'base64 of a JSON object',
  'basic-credentials': 'base64 of a user and a password',
  'character-classes': 'values with characters of so many classes',
  'crc32-base62': 'values that end in the checksum of the rest',
  'discord-bot-token': 'tokens that begin with the ID of a bot',
  beside: 'values near one of the words',
  'expiry-nearby': 'everything, with the date on which the object around says that it ends',
  'credential-like': 'values that read like a credential under a name of one',
  'encoded-password': 'base64 of a text that may be a password',
  'forbid-words': 'values that do not read like words',
  'gcp-service-account': 'JSON of a service account with a private key',
  'google-api-key': 'API keys of Google; excuses examples',
  'graded-crc32-base62': 'every value; info where the checksum at its end is wrong',
  'in-kubernetes-secret': 'values in the manifest of a Kubernetes Secret',
  jwt: 'tokens whose parts are what they say; excuses examples',
  luhn: 'numbers with the right check digit',
  passphrase: 'values with blanks that may be a password',
  'min-entropy': 'values of at least that entropy, in bits a character',
  'not-hex': 'values that are no hexadecimal number',
  'not-identifier': 'values that are no name, call or index out of source code',
  'not-path': 'values that are no path and no URL',
  'not-uuid': 'values that are no UUID',
  password: 'what may be a password, a weak one too; not references and made-up ones; excuses published examples',
  pem: 'blocks that hold a private key; excuses published ones',
  placeholder: 'values that nobody made up; excuses EXAMPLE, xxxx and the like',
  random: 'values that read like nothing that anybody would say',
  stopwords: 'values without any of the words; excuses the others',
  'url-password': 'what may be a password before a host that somebody has',
};

const EXTENT_SUMMARIES: Readonly<Record<ExtentName, string>> = {
  jwt: 'the secret ends behind the signature',
  'json-object': 'the secret is the innermost JSON object around the match',
  'pem-block': 'the secret ends behind the END line',
  'signed-query': 'the secret is the URL around the match',
};

/** What an entry of `validate` accepts. Throws RulesError for one that does not exist. */
export function summarizeCheck(entry: string): string {
  return CHECK_SUMMARIES[readCheck(entry).name];
}

/** What an extent makes of a match; it is empty for a name that does not exist. */
export function summarizeExtent(name: string): string {
  return Object.entries(EXTENT_SUMMARIES).find(([known]) => known === name)?.[1] ?? '';
}
