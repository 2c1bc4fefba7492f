/** Judges the password of a URL together with the user and the host that it stands between (RFC 3986, 3.2). */

import { ACCEPT, type Candidate, type CheckFactory, REJECT, type Verdict } from '../check.ts';
import { isRandom } from '../values/randomness.ts';
import { isPassword } from './password.ts';

/** RFC 2606 and RFC 6761 reserve these for documentation, `host` and the like stand in it as well. */
const NOBODYS_HOST =
  /^(?:(?:[\w-]+\.)*example(?:\.\w+)?|(?:[\w.-]+\.)?(?:test|invalid|localdomain)|[\w-]*host(?:name)?\d?|(?:some|your|my)[\w.-]*|domain(?:\.\w+)?|server\d?|(?:foo|bar|baz|foobar)(?:\.(?:com|org|net|dev|io))?|ip|address|proxy|url|site|a|b|x|[\w.-]*\.{3}[\w.-]*)$/i;

/** Reached by nobody else. */
const OWN_HOST = /^(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[?::1\]?|host\.docker\.internal)$/i;

/** Compose and Kubernetes name services by one word. */
const NEAR_HOST = /^[\w-]+$/;

const HOST = /^@(\[[0-9A-Fa-f:.]{2,45}\]|[\w.-]{1,253})/;
const USER = /(?:\/\/)([^\s"'`<>/@]{0,128}):$/;
/** A token in the place of the user, as git hosts take it; for other protocols that is a user. */
const ALONE = /\/\/$/;
const ALONE_WITH_TOKEN = /https?:\/\/$/i;
/** The key of a DSN of Sentry is public, as it says: it only sends events. */
const TAKES_PUBLIC_KEYS = /(?:^|\.)sentry\.io$/i;
/** `:pserver:user@host` of CVS: a method and a user. */
const METHOD_AND_USER = /^(?:pserver|ext|gserver|kserver):[^:]*$/;

/**
 * `url-password`. On a host of its own or in the machine's own network it is `low`; a reserved host is nobody's. What
 * stands in the place of the user must be random.
 */
export const urlPassword: CheckFactory = () => (candidate) => {
  const secret = decodePercent(candidate.secret);
  const { user, host } = partsAround(candidate);
  if (host === undefined || !isPassword(secret) || secret === user) return REJECT;
  if (ALONE.test(candidate.before(2)) && !isTokenAlone(candidate, secret, host)) return REJECT;
  if (user === '' && METHOD_AND_USER.test(secret)) return REJECT;
  if (/^\d{1,5}$/.test(secret) || (NOBODYS_HOST.test(host) && !OWN_HOST.test(host))) return REJECT;
  return verdictOn(host);
};

function isTokenAlone(candidate: Candidate, secret: string, host: string): boolean {
  return ALONE_WITH_TOKEN.test(candidate.before(8)) && !TAKES_PUBLIC_KEYS.test(host) && isToken(secret);
}

function isToken(value: string): boolean {
  return /\d/.test(value) && /[A-Za-z]/.test(value) && isRandom(value);
}

function verdictOn(host: string): Verdict {
  return OWN_HOST.test(host) || NEAR_HOST.test(host) ? { kind: 'accept', severity: 'low' } : ACCEPT;
}

function partsAround(candidate: Candidate): { readonly user: string; readonly host: string | undefined } {
  const host = HOST.exec(candidate.after(256))?.[1];
  const user = USER.exec(candidate.before(140))?.[1] ?? '';
  return { user: decodePercent(user), host };
}

/** What is no percent encoding stays as it is. */
function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A password may hold a percent sign that begins nothing.
    return text;
  }
}
