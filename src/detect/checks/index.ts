/** The table of checks that rules name in `validate`. */

import type { CheckName } from '#rules/check-syntax.ts';
import type { CheckFactory } from '../check.ts';
import { alphabet } from './alphabet.ts';
import { checkAwsAccessKeyId } from './aws-access-key-id.ts';
import { awsCodeartifactToken } from './aws-codeartifact-token.ts';
import { awsEcrPassword } from './aws-ecr-password.ts';
import { checkAwsEvidenceNearby } from './aws-evidence-nearby.ts';
import { awsGitSignature } from './aws-git-signature.ts';
import { checkAwsSecretAccessKey } from './aws-secret-access-key.ts';
import { awsServiceApiKey } from './aws-service-api-key.ts';
import { awsServicePassword } from './aws-service-password.ts';
import { awsSesSmtpPassword } from './aws-ses-smtp-password.ts';
import { checkAwsSessionToken } from './aws-session-token.ts';
import { awsSignedToken } from './aws-signed-token.ts';
import { awsSignedUrl } from './aws-signed-url.ts';
import { checkAwsUnnamedSecret } from './aws-unnamed-secret.ts';
import { checkAwsWeakName } from './aws-weak-name.ts';
import { azureSas } from './azure-sas.ts';
import { base64Json } from './base64-json.ts';
import { beside } from './beside.ts';
import { characterClasses } from './character-classes.ts';
import { crc32Base62 } from './crc32-base62.ts';
import { credentialLike } from './credential-like.ts';
import { discordBotToken } from './discord-bot-token.ts';
import { basicCredentials, encodedPassword } from './encoded-credentials.ts';
import { expiryNearby } from './expiry-nearby.ts';
import { forbidWords } from './forbid-words.ts';
import { gcpServiceAccount } from './gcp-service-account.ts';
import { googleApiKey } from './google-api-key.ts';
import { gradedCrc32Base62 } from './graded-crc32-base62.ts';
import { inKubernetesSecret } from './in-kubernetes-secret.ts';
import { jwt } from './jwt.ts';
import { luhn } from './luhn.ts';
import { minEntropy } from './min-entropy.ts';
import { notHex } from './not-hex.ts';
import { notIdentifier } from './not-identifier.ts';
import { notPath } from './not-path.ts';
import { notUuid } from './not-uuid.ts';
import { passphrase } from './passphrase.ts';
import { password } from './password.ts';
import { pem } from './pem.ts';
import { placeholder } from './placeholder.ts';
import { random } from './random.ts';
import { stopwords } from './stopwords.ts';
import { urlPassword } from './url-password.ts';

/** Name to what makes the check; `rules/check-syntax.ts` has the names and the arguments that they take. */
export const CHECKS: Readonly<Record<CheckName, CheckFactory>> = {
  alphabet,
  'aws-access-key-id': () => checkAwsAccessKeyId,
  'aws-codeartifact-token': awsCodeartifactToken,
  'aws-ecr-password': awsEcrPassword,
  'aws-evidence-nearby': () => checkAwsEvidenceNearby,
  'aws-git-signature': awsGitSignature,
  'aws-secret-access-key': () => checkAwsSecretAccessKey,
  'aws-service-api-key': awsServiceApiKey,
  'aws-service-password': awsServicePassword,
  'aws-ses-smtp-password': awsSesSmtpPassword,
  'aws-session-token': () => checkAwsSessionToken,
  'aws-signed-token': awsSignedToken,
  'aws-signed-url': awsSignedUrl,
  'aws-unnamed-secret': () => checkAwsUnnamedSecret,
  'aws-weak-name': () => checkAwsWeakName,
  'azure-sas': azureSas,
  'base64-json': base64Json,
  'basic-credentials': basicCredentials,
  'character-classes': characterClasses,
  'crc32-base62': crc32Base62,
  'discord-bot-token': discordBotToken,
  beside,
  'expiry-nearby': expiryNearby,
  'credential-like': credentialLike,
  'encoded-password': encodedPassword,
  'forbid-words': forbidWords,
  'gcp-service-account': gcpServiceAccount,
  'google-api-key': googleApiKey,
  'graded-crc32-base62': gradedCrc32Base62,
  'in-kubernetes-secret': inKubernetesSecret,
  jwt,
  luhn,
  'min-entropy': minEntropy,
  'not-hex': notHex,
  'not-identifier': notIdentifier,
  'not-path': notPath,
  'not-uuid': notUuid,
  passphrase,
  password,
  pem,
  placeholder,
  random,
  stopwords,
  'url-password': urlPassword,
};
