/** The SMTP password that Amazon SES derives from a secret access key (docs.aws.amazon.com/ses/latest/dg/smtp-credentials.html). */

import { createHmac } from 'node:crypto';

/** Regions with an SMTP endpoint (docs.aws.amazon.com/general/latest/gr/ses.html); the password is another one in each. */
const REGIONS: readonly string[] = [
  'us-east-1 us-east-2 us-west-1 us-west-2 ca-central-1 ca-west-1 sa-east-1 eu-west-1 eu-west-2 eu-west-3 eu-central-1',
  'eu-central-2 eu-north-1 eu-south-1 ap-south-1 ap-south-2 ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-southeast-1',
  'ap-southeast-2 ap-southeast-3 ap-southeast-5 af-south-1 me-south-1 me-central-1 il-central-1 us-gov-west-1 us-gov-east-1',
].flatMap((line) => line.split(' '));

const MESSAGE = 'SendRawEmail';

/** The region for which `password` was derived from `secret`; `any` for the algorithm before 2019, undefined for neither. */
export function sesRegionOf(secret: string, password: string): string | undefined {
  const region = REGIONS.find((one) => deriveSesPassword(secret, one) === password);
  return region ?? (deriveOldSesPassword(secret) === password ? 'any' : undefined);
}

/** Version 4: a chain of HMACs as for Signature Version 4, with a fixed date; the version byte is 4. */
export function deriveSesPassword(secret: string, region: string): string {
  const chain = ['11111111', region, 'ses', 'aws4_request', MESSAGE];
  return encode(
    4,
    chain.reduce<Buffer>((key, text) => hmac(key, text), Buffer.from(`AWS4${secret}`)),
  );
}

/** Version 2: one HMAC, whatever the region. */
export function deriveOldSesPassword(secret: string): string {
  return encode(2, hmac(Buffer.from(secret), MESSAGE));
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function encode(version: number, signature: Buffer): string {
  return Buffer.concat([Buffer.from([version]), signature]).toString('base64');
}
