/** What the conversions of rules and allowlists share: the file's dialect, its complaints, and the reading of regexes. */

import { RulesError } from '#model/errors.ts';
import type { RegexData } from '#model/rule.ts';
import type { Dialect } from './check-shape.ts';
import type { Complaints } from './complaints.ts';
import { translateEre } from './ere.ts';
import { parseJavaScriptRegex } from './java-script-regex.ts';
import { translateRe2 } from './re2.ts';
import { RE2_REPETITIONS } from './re2-quantifier.ts';
import type { FieldPath } from './toml-lines.ts';

/** How one file is to be converted, and where complaints go. */
export interface Conversion {
  readonly dialect: Dialect;
  /** Our own pattern files: regexes in JavaScript's syntax, and every rule fully documented. */
  readonly builtIn: boolean;
  /** What `origin` of rules and allowlists becomes. */
  readonly origin: string;
  readonly complaints: Complaints;
}

/** What is to be read, and where it stands. */
export interface Pattern {
  readonly text: string | undefined;
  readonly path: FieldPath;
  /** Capture groups whose text is looked at; the others may differ from RE2's. */
  readonly groups: readonly number[];
  /** RE2's unless given; our own pattern files have JavaScript's. */
  readonly syntax?: 're2' | 'ere' | undefined;
}

/** In files of keysieve's own: tokens may be longer than RE2 can count, and parts of them be spelled in several ways. */
const OWN_REPETITIONS = 100_000;

/** The regex as data; undefined after a complaint, or where there is none. */
export function convertRegex(pattern: Pattern, conversion: Conversion): RegexData | undefined {
  const { text, path, groups, syntax } = pattern;
  if (text === undefined) return undefined;
  try {
    if (conversion.builtIn) return parseJavaScriptRegex(text);
    if (syntax === 'ere') return translateEre(text);
    return translateRe2(text, groups, conversion.dialect === 'strict' ? OWN_REPETITIONS : RE2_REPETITIONS);
  } catch (error) {
    if (!(error instanceof RulesError)) throw error;
    conversion.complaints.error(path, error.message);
    return undefined;
  }
}
