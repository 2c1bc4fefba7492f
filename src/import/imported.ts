/** What the files of other tools come to in our terms: plain data, before anything is looked at or written. */

/** A finding that another tool was told to be silent about. */
export interface AcceptedPlace {
  /** Where the file says so, for reports: `.gitleaksignore:3`. */
  readonly at: string;
  /** Relative to the root, `/` between folders. Absent: anywhere. */
  readonly path?: string;
  /** 1-based. Absent, or not decisive where the secret is known: lines move. */
  readonly line?: number;
  /** The rule in that tool's words. */
  readonly rule?: string;
  /** The commit in which it stands at that line. Absent: the work tree. */
  readonly commit?: string;
  /** What is known of the secret itself. Without it the line decides. */
  readonly secret?: KnownSecret;
  /** Everything in the file is meant, as long as it has this checksum of talisman's. */
  readonly wholeFile?: { readonly checksum: string };
  /** Why, as far as the file says it. */
  readonly note?: string;
}

/** A secret, or the hash that the other tool keeps of it (hex digits of SHA-1). */
export type KnownSecret =
  | { readonly kind: 'value'; readonly text: string }
  | { readonly kind: 'sha1'; readonly hash: string };

/** An entry of `[[allowlists]]`, with the fields of `docs/configuration.md`. */
export interface ImportedAllowlist {
  readonly description: string;
  readonly condition?: 'AND';
  readonly regexTarget?: 'match' | 'line';
  readonly regexes?: readonly string[];
  readonly paths?: readonly string[];
  readonly stopwords?: readonly string[];
  readonly commits?: readonly string[];
  readonly targetRules?: readonly string[];
}

/** Something that cannot be carried over, and why. It names no secret. */
export interface LeftOut {
  readonly at: string;
  readonly why: string;
}

/** One file, read. */
export interface Imported {
  readonly accepted: readonly AcceptedPlace[];
  /** Globs for `[scan] exclude`. */
  readonly excludes: readonly string[];
  readonly allowlists: readonly ImportedAllowlist[];
  /** A configuration that works as it is and is named below `[extend]`, as written there. */
  readonly extended?: string;
  readonly left: readonly LeftOut[];
}

export const NOTHING_IMPORTED: Imported = { accepted: [], excludes: [], allowlists: [], left: [] };

/** All of them in order. */
export function joinImported(parts: readonly Imported[]): Imported {
  const [extended, ...others] = parts.flatMap((part) => part.extended ?? []);
  return {
    ...(extended !== undefined && { extended }),
    accepted: parts.flatMap(({ accepted }) => accepted),
    excludes: [...new Set(parts.flatMap(({ excludes }) => excludes))],
    allowlists: parts.flatMap(({ allowlists }) => allowlists),
    left: [
      ...parts.flatMap(({ left }) => left),
      ...others.map((at) => ({
        at,
        why: `a configuration extends one file, and that is ${extended}: join them by hand`,
      })),
    ],
  };
}

/** Reads the text of one file; `name` is what messages call it. Throws ConfigError where it is not what it seems to be. */
export type ReadForeign = (text: string, name: string) => Imported | Promise<Imported>;
