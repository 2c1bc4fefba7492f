/** Tells values that have the form of something else: paths, URLs, versions, dates, ids, names of programs and types. */

/** Whole values, tried one after the other. */
const FORMS: readonly RegExp[] = [
  // UUIDs name things; RFC 9562.
  /^(?:[a-z]{1,12}[-_])?\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}?$/i,
  // Paths, URLs, patterns of files.
  /^(?:\.{0,2}|~|[A-Za-z]:)[\\/]/,
  /^[A-Za-z][A-Za-z0-9+.-]{1,20}:\/\//,
  /^[\w.-]{1,64}(?:\/[\w.@:-]{1,64}){1,10}\/?$/,
  /^[\w-]{1,64}\.(?:json|ya?ml|toml|xml|ini|conf|cfg|txt|md|pem|key|crt|cer|p12|pfx|jks|js|ts|py|rb|go|java|php|sh|c|h|html?|css|png|svg|so|dll|exe|jar|zip|gz|log|sql|db|properties|env)$/i,
  // Hosts, mail addresses, dotted names.
  /^[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}$/,
  /^(?:[a-z][\w-]{0,40}\.){1,8}[a-z][\w-]{0,40}$/i,
  // Versions, dates, times, numbers with units, numbers.
  /^[v^~<>=]{0,2}\d{1,4}(?:[.:-]\d{1,4}){1,4}(?:[-+.][\w.]{1,20})?$/,
  /^\d{1,6}\.v[0-9a-f_]{6,16}$/,
  /^\d{8}T\d{6}Z?$/,
  /^\d{4}-\d{2}-\d{2}(?:[T ][\d:.]{4,15}Z?)?$/,
  /^[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?(?:[kmgt]i?b?|ms|s|m|h|d|px|em|rem|%)?$/i,
  /^0x[0-9a-f]{1,16}[ul]{0,3}$/i,
  /^#?(?:[0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})$/i,
  // Constants and names of classes, selectors, types.
  /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/,
  /^[.#][\w-]+$/,
  /^#[a-z]\w{0,40}\{/i,
  /^[a-z][\w.-]{0,20}\[[\w-]{1,30}[~|^$*]?=$/i,
  /^\*[A-Za-z]\w{0,30}\*$/,
  /^[a-z][a-z0-9]{0,20}(?:-[a-z0-9]{1,20}){1,8}-(?:secrets?|token|key|credentials?|creds|tls)$/,
  /^\+[A-Za-z_][\w.]{0,60}\+$/,
  // Names in names, options, lists of settings.
  /^[a-z][a-z0-9_-]{0,40}(?::[a-z][a-z0-9_.-]{0,40}){2,6}$/,
  /^-{1,2}[A-Za-z][\w.-]{2,40}=/,
  /^--?[a-z]{2,12}(?:[A-Z-][a-z]{2,12}){0,4}$/,
  /^[a-z_]{2,20}=[a-z]\w{0,20}(?:[:=]\w{1,20}){1,6}$/,
  /^(?:sha|md|aes|rsa|des|hs|rs|es|ps|utf|utf-|base|http|oauth|oidc|saml|x|ed|p|scram-sha-|pbkdf|argon|bcrypt|ssha|hmac-?)[-_]?\d{1,5}(?:[-_/]\w{1,12}){0,3}$/i,
  // Schemes of HTTP, before what they are followed by.
  /^(?:Bearer|Basic|Digest|Negotiate|NTLM)(?![A-Za-z0-9])/i,
  /^x?oauth/i,
  // Where openssl is told to take a password from.
  /^(?:pass|fd):/,
  // Hashes that say which, and public keys.
  /^(?:sha\d{1,3}|md5|h1|SHA256)[-:=]/i,
  /^(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2)/,
  /^-----/,
  /^(?:AAAA[BCE][13]N|MI[GI].{0,4}(?:ANBgkqhkiG9w0BAQEFAAO|A0GCSqGSIb3DQEBAQUAA4)|LS0tLS1CRUdJTiB[DP])/,
  // Ids of AWS, which name keys and users and are no secrets.
  /^A(?:KI|SI|RO|ID|GP|NP|CC)A[A-Z0-9]{16,17}$/,
  // The scope of a signature of AWS, which names the key and is no secret; what KMS has encrypted.
  /(?:%2F|\/)aws4_request/i,
  /^AQICAH[A-Za-z0-9+/]{40}/,
  // A token that a template fills in.
  /^eyJ[\w-]{1,200}\.\$/,
  // What begins with a bracket goes on behind it.
  /^[{[(]/,
  // Patterns.
  /\\[dwsb]|\[\^|\(\?|\.\*|\]\+|\]\{|\[a-z|\[A-Z|\[0-9/,
  // Code.
  /\]\(https?:|\)\.\w{1,20}\(/,
  /[=!]==|=>|&&|\|\||::|->|\(\)|\+\+|\);|\{\}|\[\]/,
];

/** Whether a value is something that has a form of its own and is no credential. */
export function hasOtherForm(value: string): boolean {
  return FORMS.some((form) => form.test(value));
}
