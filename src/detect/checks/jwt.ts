/** Checks JSON Web Tokens (RFC 7519) and says whose they are and when they expire. */

import { type CheckFactory, REJECT, type Verdict } from '../check.ts';
import { decodeJsonObject, type JsonObject } from './decode-base64.ts';
import { isoDate } from './iso-date.ts';

/** Length of signatures in base64url by algorithm (RFC 7518, 3.1, and RFC 8037); of RSA's the least, for 1,024 bits. */
const SIGNATURE_LENGTHS: ReadonlyMap<string, (length: number) => boolean> = new Map([
  ['HS256', exactly(43)],
  ['HS384', exactly(64)],
  ['HS512', exactly(86)],
  ['ES256', exactly(86)],
  ['ES256K', exactly(86)],
  ['ES384', exactly(128)],
  ['ES512', exactly(176)],
  ['EdDSA', (length) => length === 86 || length === 152],
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'].map((name): [string, (length: number) => boolean] => [
    name,
    (length) => length >= 171,
  ]),
]);

/** Of an algorithm that we do not know. */
const LEAST_SIGNATURE = 22;

function exactly(wanted: number): (length: number) => boolean {
  return (length) => length === wanted;
}

/**
 * `jwt`: header and payload are JSON objects, and the signature is as long as its algorithm makes it. Details: `algorithm`,
 * `issuer` (a host, where the token names one) and `expires` (an ISO date), by which the report says whether it is over.
 */
export const jwt: CheckFactory =
  () =>
  ({ secret }) => {
    const [head = '', body = '', signature = '', ...more] = secret.split('.');
    const [header, payload] = [decodeJsonObject(head), decodeJsonObject(body)];
    const algorithm = header?.['alg'];
    if (more.length > 0 || payload === undefined || typeof algorithm !== 'string') return REJECT;
    const hasLength = SIGNATURE_LENGTHS.get(algorithm) ?? ((length: number) => length >= LEAST_SIGNATURE);
    if (algorithm === 'none' || !hasLength(signature.length)) return REJECT;
    return excuseExampleToken(payload) ?? opinion(algorithm, payload);
  };

/** Names that nobody can have (RFC 2606 and 6761). */
const RESERVED_HOST = /(?:^|\.)(?:example(?:\.(?:com|net|org))?|test|invalid)$/;

function excuseExampleToken(payload: JsonObject): Verdict | undefined {
  const { sub, iss, exp } = payload;
  if (sub === '1234567890') return documented('jwt.io');
  if (payload['some'] === 'payload') return documented('PyJWT');
  if (iss === 'joe' && exp === 1_300_819_380) return documented('RFC 7519');
  const host = hostOf(iss);
  return host !== undefined && RESERVED_HOST.test(host)
    ? documented('its issuer is a reserved name (RFC 2606)')
    : undefined;
}

function documented(source: string): Verdict {
  return { kind: 'excuse', reason: `documented example: ${source}` };
}

/** Supabase's key for browsers is made to be public: row-level security decides what it may do (supabase.com/docs/guides/api/api-keys). */
function isPublicKey({ role, iss }: JsonObject): boolean {
  return role === 'anon' && (iss === 'supabase' || iss === 'supabase-demo');
}

function opinion(algorithm: string, payload: JsonObject): Verdict {
  const issuer = hostOf(payload['iss']);
  const expires = isoDate(payload['exp']);
  return {
    kind: 'accept',
    ...(isPublicKey(payload) ? { severity: 'info' as const } : {}),
    details: {
      ...(/^[A-Za-z0-9-]{1,20}$/.test(algorithm) ? { algorithm } : {}),
      ...(issuer === undefined ? {} : { issuer }),
      ...(expires === undefined ? {} : { expires }),
    },
  };
}

/** The host of a URL, or a name that looks like one; nothing else of a token is repeated in a report. */
function hostOf(issuer: unknown): string | undefined {
  if (typeof issuer !== 'string') return undefined;
  const host = /^(?:https?:\/\/)?([A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,8})(?::\d{1,5})?(?:\/|$)/.exec(
    issuer,
  )?.[1];
  return host?.toLowerCase();
}
