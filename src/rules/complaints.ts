/** Collects everything that is wrong with one file, so that a person sees it all at once, with file, line and field. */

import { ConfigError, RulesError } from '#model/errors.ts';
import { type FieldPath, indexTomlLines } from './toml-lines.ts';

/** What a file is for: decides the class of its errors, and whether `[scan]` and `[extend]` have a meaning in it. */
export type FileRole = 'configuration' | 'patterns';

/** Where a field stands, as messages name it: `keysieve.toml:12: rules[3].regex`. */
export type Locate = (path: FieldPath) => string;

/** What was found wrong with one file so far. */
export interface Complaints {
  readonly locate: Locate;
  /** 1-based line of a field. */
  readonly lineOf: (path: FieldPath) => number;
  /** Makes the file unusable. */
  error(path: FieldPath, message: string): void;
  /** Worth saying, but the file can be used. */
  notice(path: FieldPath, message: string): void;
  readonly notices: readonly string[];
  /** Throws ConfigError or RulesError with all errors, one a line in the order of the file, if there are any. */
  throwErrors(role: FileRole): void;
}

/** An empty collection for the file of this text; `file` is what messages call it. */
export function createComplaints(file: string, text: string): Complaints {
  // Lines are looked for when there is something to say of them, and the parser has seen the text by then.
  let index: ReturnType<typeof indexTomlLines> | undefined;
  const lineOf = (path: FieldPath): number => {
    index ??= indexTomlLines(text);
    return index(path);
  };
  const locate: Locate = (path) =>
    [`${file}:${lineOf(path)}`, ...(path.length > 0 ? [formatField(path)] : [])].join(': ');
  const errors: { readonly line: number; readonly message: string }[] = [];
  const notices: string[] = [];
  return {
    locate,
    lineOf,
    notices,
    error: (path, message) => void errors.push({ line: lineOf(path), message: `${locate(path)}: ${message}` }),
    notice: (path, message) => void notices.push(`${locate(path)}: ${message}`),
    throwErrors(role) {
      if (errors.length === 0) return;
      const lines = errors.toSorted((a, b) => a.line - b.line).map((error) => error.message);
      throw role === 'configuration' ? new ConfigError(lines.join('\n')) : new RulesError(lines.join('\n'));
    },
  };
}

/** `rules[3].regex` for `['rules', 3, 'regex']`; keys that need quotes have them. */
function formatField(path: FieldPath): string {
  const parts = path.map((step) => {
    if (typeof step === 'number') return `[${step}]`;
    return /^[\w-]+$/.test(step) ? `.${step}` : `.${JSON.stringify(step)}`;
  });
  return parts.join('').replace(/^\./, '');
}
