/** Knows the files of other tools by their names, and those whose name says nothing by their beginning. */

import { parseAllowed } from '#git/registration.ts';
import { ConfigError } from '#model/errors.ts';
import { readDetectSecrets } from './detect-secrets.ts';
import { readAllowedPatterns } from './git-allowed.ts';
import { readGitGuardian } from './gitguardian.ts';
import { readGitleaksConfig } from './gitleaks-config.ts';
import { readGitleaksIgnore } from './gitleaks-ignore.ts';
import { readGitleaksReport } from './gitleaks-report.ts';
import { readIgnoreFile } from './ignore-file.ts';
import type { ReadForeign } from './imported.ts';
import { readPathRegexes } from './path-regexes.ts';
import { readTalisman } from './talisman.ts';

/** A kind of file. */
export interface ForeignFormat {
  /** As the documentation lists it. */
  readonly title: string;
  readonly read: ReadForeign;
}

interface NamedFormat extends ForeignFormat {
  readonly names: RegExp;
}

const REPORT: ForeignFormat = { title: 'baseline of gitleaks or betterleaks', read: readGitleaksReport };
const HASHES: ForeignFormat = { title: 'baseline of detect-secrets', read: readDetectSecrets };

const FORMATS: readonly NamedFormat[] = [
  { names: /^\.(?:git|better)leaksignore$/, title: '.gitleaksignore', read: readGitleaksIgnore },
  {
    names: /(?:git|better)leaks.*\.toml$/,
    title: 'configuration of gitleaks or betterleaks',
    read: readGitleaksConfig,
  },
  { names: /^\.secrets\.baseline$/, ...HASHES },
  { names: /^\.talismanrc(?:\.ya?ml)?$/, title: '.talismanrc', read: readTalisman },
  { names: /trufflehog/, title: 'excluded paths of trufflehog', read: readPathRegexes },
  { names: /^\.secretlintignore$/, title: '.secretlintignore', read: readIgnoreFile },
  {
    names: /^\.gitallowed$/,
    title: '.gitallowed',
    read: (text, name) =>
      readAllowedPatterns(
        parseAllowed(text).map((pattern, index) => ({ ...pattern, name: `${name}: pattern ${index + 1}` })),
      ),
  },
  { names: /^\.gitguardian\.ya?ml$/, title: '.gitguardian.yaml', read: readGitGuardian },
];

/** Names that are looked for at the root of a repository where none is given. */
export const USUAL_NAMES: readonly string[] = [
  '.gitleaksignore',
  '.betterleaksignore',
  '.gitleaks.toml',
  '.betterleaks.toml',
  'gitleaks-baseline.json',
  '.secrets.baseline',
  '.talismanrc',
  '.trufflehog',
  '.trufflehogignore',
  '.secretlintignore',
  '.gitallowed',
  '.gitguardian.yaml',
  '.gitguardian.yml',
];

/** `name` may have folders in front. Throws ConfigError for a file that nothing is known of. */
export function recognizeFormat(name: string, text: string): ForeignFormat {
  const base = name.split(/[\\/]/).at(-1)?.toLowerCase() ?? '';
  const named = FORMATS.find(({ names }) => names.test(base));
  if (named !== undefined && !(base.endsWith('.json') && named.read === readPathRegexes)) return named;
  if (/^\s*\[/.test(text) && !base.endsWith('.toml')) return REPORT;
  if (/^\s*\{/.test(text)) return /"results"\s*:/.test(text) ? HASHES : REPORT;
  const titles = FORMATS.map(({ title }) => title).join(', ');
  throw new ConfigError(`${name}: is none of the files that can be carried over: ${titles}, ${REPORT.title}`);
}
