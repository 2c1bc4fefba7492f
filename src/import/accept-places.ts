/** Compares what another tool was told to be silent about with what a scan finds in the same place. Pure. */

import { createHash } from 'node:crypto';
import type { AcceptedPlace, KnownSecret, LeftOut } from './imported.ts';

/** A finding of a scan, with its secret in plain. */
export interface PlainFinding {
  readonly rule: string;
  /** Relative to the root. */
  readonly path: string;
  /** First and last line, 1-based. */
  readonly from: number;
  readonly to: number;
  readonly secret: string;
  /** Something excuses it already. */
  readonly isExcused: boolean;
}

/** The findings that an entry means, or why there are none. */
export type Meant = { readonly findings: readonly PlainFinding[] } | LeftOut;

/**
 * Where the secret is known it decides, since lines move; a different secret at the same line is none of the entry's
 * business. Where it is not, the line has to tell one finding from the others. `findings` are those of the entry's file.
 */
export function meantBy(entry: AcceptedPlace, findings: readonly PlainFinding[]): Meant {
  const { at, secret, line, rule } = entry;
  if (entry.wholeFile !== undefined) return { findings };
  if (secret !== undefined) {
    const same = findings.filter((finding) => isSame(secret, finding.secret));
    if (same.length > 0) return { findings: same };
    const headed = findings.filter((finding) => isHeader(secret, finding.secret));
    const meant = headed.length > 1 ? headed.filter(({ from }) => from === line) : headed;
    return meant.length > 0 ? { findings: meant } : { at, why: 'no finding of keysieve has this secret there' };
  }
  const there = findings.filter(({ from, to }) => line !== undefined && from <= line && line <= to);
  const named = there.length > 1 ? there.filter((finding) => finding.rule === rule) : there;
  if (named.length === 1) return { findings: named };
  const why =
    there.length === 0
      ? 'keysieve finds nothing on this line'
      : 'several findings stand on this line, and which of them is meant is not known: accept it by hand (keysieve baseline)';
  return { at, why };
}

/** Shorter texts stand in others by chance. */
const LEAST_COMMON = 8;

/**
 * Tools may cut the same secret differently: with its name or its URL around it, or without the signs at its ends. A
 * longer secret that holds the known one is another.
 */
function isSame(known: KnownSecret, secret: string): boolean {
  if (known.kind === 'sha1') return sha1(secret) === known.hash;
  if (secret.length >= LEAST_COMMON && known.text.includes(secret)) return true;
  const at = known.text === '' ? -1 : secret.indexOf(known.text);
  const around = secret.slice(0, Math.max(0, at)) + secret.slice(at + known.text.length);
  return at !== -1 && !/[\p{L}\p{N}]/u.test(around) && (around === '' || known.text.length >= LEAST_COMMON);
}

/** detect-secrets takes the first line of a private key, without its dashes, for the secret. */
function isHeader(known: KnownSecret, secret: string): boolean {
  const header = /^-----(BEGIN [A-Z0-9 ]+?)-----/.exec(secret)?.[1];
  return header !== undefined && known.kind === 'sha1' && sha1(header) === known.hash;
}

function sha1(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}

/** talisman's checksum of one file, which takes in its name as it was written. */
export function talismanChecksum(path: string, content: Uint8Array): string {
  return sha256(sha256('') + sha256(content) + sha256(path));
}

function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}
