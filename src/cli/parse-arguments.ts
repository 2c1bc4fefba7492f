/** From the words of a `scan` command to a request with checked values; looks at no file. */

import { UsageError } from '#model/errors.ts';
import type { ScanRequest } from '#model/request.ts';
import { SEVERITIES } from '#model/severity.ts';
import { suggestion } from '#rules/suggest.ts';
import type { ParsedArguments, TypedOptions } from './option-table.ts';
import { TRUSTS, WHEN, type When } from './options/option-spec.ts';
import { parseForm } from './parse-form.ts';
import { type FormatRequest, parseFormats } from './parse-formats.ts';
import { parseSince } from './parse-since.ts';
import { parseSize } from './parse-size.ts';

/** A scan and how to report it. */
export interface CliRequest {
  readonly scan: ScanRequest;
  /** At least one; at most one without a file. */
  readonly formats: readonly FormatRequest[];
  readonly progress: When;
  readonly color: When;
  readonly quiet: boolean;
  readonly verbose: boolean;
}

/** `cwd` is absolute. Throws UsageError. */
export function parseArguments(parsed: ParsedArguments, cwd: string): CliRequest {
  const { options } = parsed;
  const { quiet = false, verbose = false } = options;
  if (quiet && verbose) throw new UsageError('--quiet and --verbose exclude each other');
  return {
    scan: parseScan(parsed, cwd),
    formats: parseFormats(options, cwd),
    progress: oneOf('progress', options.progress, WHEN) ?? 'auto',
    color: oneOf('color', options.color, WHEN) ?? 'auto',
    quiet,
    verbose,
  };
}

function parseScan(parsed: ParsedArguments, cwd: string): CliRequest['scan'] {
  const { options, operands } = parsed;
  return {
    form: parseForm(parsed),
    cwd,
    paths: operands,
    ranges: parseRanges(options),
    ruleFiles: options.rules ?? [],
    enable: options.enable ?? [],
    disable: options.disable ?? [],
    include: options.include ?? [],
    exclude: options.exclude ?? [],
    includeIgnored: options['include-ignored'] ?? false,
    allowShallow: options['allow-shallow'] ?? false,
    verifyObjects: options['verify-objects'] ?? false,
    countCommits: options['count-commits'] ?? false,
    ...(options['strict-coverage'] !== undefined && { strictCoverage: options['strict-coverage'] }),
    inline: options.inline ?? true,
    ...parseRedaction(options),
    ...withoutAbsent({
      stdinPath: options['stdin-path'],
      since: whenGiven(options.since, parseSince),
      branch: options.branch,
      config: options.config,
      baseline: options.baseline,
      strictBaseline: options['strict-baseline'],
      failOn: oneOf('fail-on', options['fail-on'], SEVERITIES),
      maxFileSize: whenGiven(options['max-file-size'], (text) => parseSize(text, '--max-file-size')),
      cache: options.cache,
      fetchMissing: options['fetch-missing'],
      jobs: whenGiven(options.jobs, parseJobs),
      providers: options.providers,
      requireCoverage: options['require-coverage'],
      ownKeys: options['own-keys'],
      trust: oneOf('trust', options.trust, TRUSTS),
    }),
  };
}

function parseRanges({ range = [], branch }: TypedOptions): readonly string[] {
  const words = range.flatMap((text) => {
    const parts = text.split(/\s+/).filter((word) => word !== '');
    if (parts.length === 0) throw new UsageError('--range is blank: is a variable in the command line not set?');
    return parts;
  });
  if (words.length > 0 && branch === undefined && !words.some(namesCommits)) {
    throw new UsageError(`--range "${words.join(' ')}" names no commit: write for example --range "${words[0]} HEAD"`);
  }
  return words.map((word) =>
    word.replace(/^(--(?:since|after)=)(.+)/, (_, name, date) => name + parseSince(date, name)),
  );
}

/** A revision, or one of rev-list's options that stand for some. */
function namesCommits(word: string): boolean {
  return /^(?:[^-]|--(?:all|branches|tags|remotes|glob|reflog|walk-reflogs|alternate-refs|stdin|bisect)\b|-g)/.test(
    word,
  );
}

function parseRedaction({ reveal = false, redact }: TypedOptions): Pick<ScanRequest, 'reveal' | 'redact'> {
  if (redact === undefined) return { reveal };
  if (reveal) throw new UsageError('--reveal and --redact exclude each other');
  return { reveal, redact: parseCount('--redact', redact) };
}

function parseCount(option: string, text: string): number {
  const count = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(count)) throw new UsageError(`${option} "${text}" is not a whole number`);
  return count;
}

/** More threads than any machine is the better for are a mistake. */
const MOST_JOBS = 64;

function parseJobs(text: string): number {
  const jobs = parseCount('--jobs', text);
  if (jobs >= 1 && jobs <= MOST_JOBS) return jobs;
  throw new UsageError(`--jobs ${text} is not between 1 and ${MOST_JOBS}`);
}

/** Checks the value of a choice. */
function oneOf<T extends string>(name: string, typed: string | undefined, choices: readonly T[]): T | undefined {
  if (typed === undefined) return undefined;
  const known = choices.find((choice) => choice === typed);
  if (known !== undefined) return known;
  throw new UsageError(`--${name} "${typed}" is none of ${choices.join(', ')}${suggestion(typed, choices)}`);
}

function whenGiven<T>(text: string | undefined, parse: (text: string) => T): T | undefined {
  return text === undefined ? undefined : parse(text);
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Leaves out fields that are undefined: with `exactOptionalPropertyTypes` an absent field and an undefined one differ. */
function withoutAbsent<T extends object>(fields: T): Present<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>;
}
