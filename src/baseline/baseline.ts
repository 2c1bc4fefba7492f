/** A baseline as a whole: accepted findings, one sorted line each, and the comments above them. Pure text. */

import { isUtf8 } from 'node:buffer';
import { ConfigError } from '#model/errors.ts';
import { pathKey } from '#model/path-name.ts';
import { type BaselineEntry, compareLines, formatEntry, parseEntry, type SecretHash } from './entry.ts';

/** The name of the file, at the root of the repository. */
export const BASELINE_NAME = '.keysieve-baseline';

/** What a file holds. */
export interface Baseline {
  /** Lines that begin with `#`, in their order. */
  readonly comments: readonly string[];
  readonly entries: readonly NumberedEntry[];
}

/** An entry and the line that it stands on, from 1; 0 where it was not read from a file. */
export interface NumberedEntry extends BaselineEntry {
  readonly line: number;
}

/** Where there is no file yet. */
export const EMPTY_BASELINE: Baseline = {
  comments: ['# Secrets that keysieve reports no more, each with a reason. Made by "keysieve baseline".'],
  entries: [],
};

/**
 * For one rule and path, a scan computes a slow hash for each salt: more than this would let a file decide how long it
 * takes. Everything that keysieve adds uses the salt that is there.
 */
const MOST_SALTS = 16;

/**
 * Lines in any order; empty ones and repetitions do not count. `name` is what errors call the file. Throws ConfigError
 * with all that is wrong, one a line.
 */
export function parseBaseline(text: string, name: string): Baseline {
  const comments = new Set<string>();
  const entries = new Map<string, NumberedEntry>();
  const errors: string[] = [];
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  for (const [index, line] of lines.entries()) {
    if (line.startsWith('#')) comments.add(line);
    else if (line.trim() !== '' && !entries.has(line)) {
      try {
        entries.set(line, { ...parseEntry(line, `${name}:${index + 1}`), line: index + 1 });
      } catch (error) {
        if (!(error instanceof ConfigError)) throw error;
        errors.push(error.message);
      }
    }
  }
  errors.push(...crowdedGroups(entries.values(), name));
  if (errors.length > 0) throw new ConfigError(someOf(errors));
  return { comments: [...comments], entries: [...entries.values()] };
}

const MOST_ERRORS = 20;

function someOf(errors: readonly string[]): string {
  const left = errors.length - MOST_ERRORS;
  return [...errors.slice(0, MOST_ERRORS), ...(left > 0 ? [`and ${left} more`] : [])].join('\n');
}

/** The text of a file. Throws ConfigError where it is not UTF-8, such as what PowerShell writes with `>`. */
export function decodeBaseline(bytes: Uint8Array, name: string): string {
  if (isUtf8(bytes)) return new TextDecoder().decode(bytes);
  throw new ConfigError(`${name}: is not UTF-8; save it as UTF-8`);
}

/** Comments first, entries in the order of their bytes; the same entries give the same text. */
export function formatBaseline({ comments, entries }: Baseline): string {
  const lines = [...new Set(entries.map(formatEntry))].sort(compareLines);
  return [...comments, ...lines].map((line) => `${line}\n`).join('');
}

/** Everything that any of them holds. Of one finding with two reasons both stay, for somebody to choose. */
export function mergeBaselines(baselines: readonly Baseline[]): Baseline {
  return {
    comments: [...new Set(baselines.flatMap(({ comments }) => comments))],
    entries: baselines.flatMap(({ entries }) => entries),
  };
}

/** Equal for entries that a finding of one rule at one path has to be compared with. */
export function groupKey({ rule, path }: Pick<BaselineEntry, 'rule' | 'path'>): string {
  return `${rule}\0${path === undefined ? '\0*' : pathKey(path)}`;
}

/** Equal for hashes that one computation decides. */
export function saltKey({ cost, salt }: Pick<SecretHash, 'cost' | 'salt'>): string {
  return `${cost} ${salt}`;
}

function crowdedGroups(entries: Iterable<NumberedEntry>, name: string): string[] {
  const salts = new Map<string, Set<string>>();
  const crowded = new Map<string, string>();
  for (const entry of entries) {
    const key = groupKey(entry);
    const known = salts.get(key) ?? new Set();
    salts.set(key, known.add(saltKey(entry.hash)));
    if (known.size > MOST_SALTS)
      crowded.set(
        key,
        `${name}:${entry.line}: more than ${MOST_SALTS} different salts for one rule and path, which would make scans slow: delete these entries and accept them again (keysieve baseline update)`,
      );
  }
  return [...crowded.values()];
}
