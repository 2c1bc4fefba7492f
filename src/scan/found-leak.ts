/** A finding together with what reports never hold: for who accepts it, or shows it to the person at the keyboard. */

import type { PathName } from '#model/path-name.ts';
import type { ReportedFinding } from '#model/report.ts';
import { Secret } from '#model/secret.ts';
import type { CompiledRules } from '#rules/compile.ts';
import type { Leak, Place } from './compose.ts';

/** One secret of a finding. */
export interface LeakedSecret {
  /** The id that a finding of it alone would carry. */
  readonly rule: string;
  /** Absent where the name itself holds a secret, so that it may be written nowhere. */
  readonly path?: PathName;
  readonly secret: Secret;
  /** The entropy that the rule guarantees, in bits. */
  readonly secretBits: number;
}

/** A finding and its secrets: its own first, then those that belong to it, each once. */
export interface FoundLeak {
  readonly finding: ReportedFinding;
  readonly secrets: readonly LeakedSecret[];
  /** `text` with every secret of the scan redacted that stands on one line. */
  scrub(text: string): string;
}

/** `scrub` redacts what must not be shown. */
export function foundLeak(
  { places, members }: Leak,
  finding: ReportedFinding,
  { compiled, scrub }: { readonly compiled: CompiledRules; scrub(text: string): string },
): FoundLeak {
  const isShown = (text: string): boolean => scrub(text) === text;
  const secrets = new Map<string, LeakedSecret>();
  for (const place of [...places.slice(0, 1), ...members]) {
    const leaked = leakedSecret(place, compiled, isShown);
    secrets.set(`${leaked.rule}\0${place.path.text}\0${place.match.secret}`, leaked);
  }
  return { finding, secrets: [...secrets.values()], scrub };
}

function leakedSecret(
  { match, path }: Place,
  compiled: CompiledRules,
  isShown: (text: string) => boolean,
): LeakedSecret {
  return {
    rule: compiled.reportedId(match.rule),
    ...(isShown(path.text) && { path }),
    secret: new Secret(match.secret),
    secretBits: compiled.byId(match.rule)?.rule.secretBits ?? 0,
  };
}
