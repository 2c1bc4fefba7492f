/**
 * Reads URLs that AWS credentials signed: what they let one do, with whose key, and until when. Signature Version 4
 * (docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html), Version 2, and CloudFront's.
 */

import { type CheckFactory, REJECT, type Verdict } from '../check.ts';
import { accountOfKeyId } from './aws-account.ts';
import { decodeBase64, parseJsonObject } from './decode-base64.ts';
import { isoDate } from './iso-date.ts';
import { excuseExample } from './known-example.ts';

/** What a report may repeat of a signed URL: names of AWS, its own numbers and dates, and nothing else. */
type SignedDetails = Readonly<Record<string, string>>;

/** Who signed, and what is known of it. `signer` is a key ID, or the id of a key pair of CloudFront. */
interface SignedUrl {
  readonly signer: string;
  readonly details: SignedDetails;
}

/** `aws-signed-url`: accepts a whole signature with `expires`, `service`, `region` and `awsAccountId`, as far as it says so. */
export const awsSignedUrl: CheckFactory =
  () =>
  ({ secret }) =>
    judgeSignedUrl(secret);

/** The same for a URL that was decoded or cut out of something. */
export function judgeSignedUrl(text: string): Verdict {
  const url = text
    .replace(/&amp;|\\u0026/g, '&')
    .replace(/\\u003[Dd]/g, '=')
    .replaceAll('\\/', '/');
  const signed = readVersion4(url) ?? readVersion2(url) ?? readCloudFront(url);
  if (signed === undefined) return REJECT;
  return excuseExample(signed.signer) ?? { kind: 'accept', details: signed.details };
}

/** `X-Amz-Credential` is `KEYID/yyyymmdd/region/service/aws4_request`; `X-Amz-Expires` counts seconds from `X-Amz-Date`. */
function readVersion4(url: string): SignedUrl | undefined {
  const credential = (parameter(url, 'X-Amz-Credential') ?? '').replace(/%2F/gi, '/');
  const scope = /^(A[KS]IA[A-Z0-9]{16})\/\d{8}\/([a-z0-9-]{0,30})\/([a-z0-9-]{1,40})\/aws4_request/.exec(credential);
  const [, signer, region, service] = scope ?? [];
  if (signer === undefined || service === undefined || parameter(url, 'X-Amz-Signature') === undefined)
    return undefined;
  const begins = secondsOf(parameter(url, 'X-Amz-Date'));
  const lasts = Number(parameter(url, 'X-Amz-Expires') ?? Number.NaN);
  return signedBy(signer, { service, ...(region ? { region } : {}) }, begins + lasts);
}

/** `AWSAccessKeyId`, `Expires` in seconds since 1970 and `Signature`, in any order. */
function readVersion2(url: string): SignedUrl | undefined {
  const signer = /^A[KS]IA[A-Z0-9]{16}$/.exec(parameter(url, 'AWSAccessKeyId') ?? '')?.[0];
  if (signer === undefined || parameter(url, 'Signature') === undefined) return undefined;
  return signedBy(signer, { service: 's3' }, Number(parameter(url, 'Expires') ?? Number.NaN));
}

/** `Expires`, or a policy in base64 with `-_~` for `+=/` (CloudFront Developer Guide, "Create a signed URL"). */
function readCloudFront(url: string): SignedUrl | undefined {
  const signer = /^(?:APKA[A-Z0-9]{16}|K[A-Z0-9]{12,13})$/.exec(parameter(url, 'Key-Pair-Id') ?? '')?.[0];
  if (signer === undefined || parameter(url, 'Signature') === undefined) return undefined;
  const seconds = Number(parameter(url, 'Expires') ?? policyEnd(parameter(url, 'Policy') ?? ''));
  return signedBy(signer, { service: 'cloudfront' }, seconds);
}

function policyEnd(policy: string): string | undefined {
  const base64 = policy.replace(/[-_~]/g, (sign) => ({ '-': '+', _: '=', '~': '/' })[sign] ?? '');
  const bytes = decodeBase64(base64);
  const text = bytes === undefined ? '' : String.fromCharCode(...bytes);
  if (parseJsonObject(text) === undefined) return undefined;
  return /"DateLessThan":\{"AWS:EpochTime":(\d{1,12})\}/.exec(text.replace(/\s/g, ''))?.[1];
}

function signedBy(signer: string, details: SignedDetails, expires: number): SignedUrl {
  const [account, date] = [accountOfKeyId(signer), isoDate(expires)];
  return {
    signer,
    details: { ...(account && { awsAccountId: account }), ...details, ...(date && { expires: date }) },
  };
}

/** The value of a parameter of a query; undefined where it is missing or empty. */
function parameter(url: string, name: string): string | undefined {
  return new RegExp(`(?<![A-Za-z0-9-])${name}=([^&#\\s]+)`, 'i').exec(url)?.[1];
}

/** Seconds since 1970 of `20130721T201207Z`; NaN for what is none. */
function secondsOf(date: string | undefined): number {
  const iso = (date ?? '').replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');
  return Date.parse(iso) / 1000;
}
