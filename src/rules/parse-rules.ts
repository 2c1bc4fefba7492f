/** Text of a rule or configuration file -> checked plain data; reads no files and merges nothing. */

import { checkShape, type Dialect } from './check-shape.ts';
import { type Complaints, createComplaints, type FileRole } from './complaints.ts';
import type { Conversion } from './conversion.ts';
import { convertAllowlists } from './convert-allowlist.ts';
import { type ConvertedRule, convertRule } from './convert-rule.ts';
import { convertSamples } from './convert-samples.ts';
import { parseToml } from './read-toml.ts';
import type { Extension, RuleFile, ScanSettings } from './rule-file.ts';
import type { RawFile, RawRule } from './rule-schema.ts';

/** How to read one file. */
export interface ParseOptions {
  /** What messages call the file. */
  readonly file: string;
  /** What `origin` of its rules and allowlists becomes; default: `file`. */
  readonly origin?: string;
  /** Default: decided by the file's name. */
  readonly dialect?: Dialect;
  readonly role: FileRole;
  /** Our own pattern files: regexes in JavaScript's syntax, every rule fully documented. */
  readonly builtIn?: boolean;
}

/** gitleaks' for every file that has it or betterleaks in its name (`.gitleaks.toml`, `gitleaks-ci.toml`), else ours. */
export function dialectOf(file: string): Dialect {
  return /(?:git|better)leaks/i.test(file.split(/[\\/]/).at(-1) ?? '') ? 'gitleaks' : 'strict';
}

/**
 * Reads one file. All that is wrong with it is in one error, a line each: `keysieve.toml:12: rules[3].regex: ...`.
 * @throws ConfigError when it is no TOML or its role is `configuration`; RulesError in pattern files.
 */
export function parseRuleFile(text: string, options: ParseOptions): RuleFile {
  const dialect = options.dialect ?? dialectOf(options.file);
  const complaints = createComplaints(options.file, text);
  const raw = checkShape(parseToml(text, options.file), dialect, complaints) ?? giveUp(complaints, options);
  const conversion: Conversion = {
    dialect,
    builtIn: options.builtIn ?? false,
    origin: options.origin ?? options.file,
    complaints,
  };
  const entries = convertRules(raw.rules ?? [], conversion);
  const allowlists = convertAllowlists(raw, [], conversion);
  const samples = convertSamples(raw.rules ?? [], conversion);
  if (options.role === 'patterns') checkPatternsOnly(raw, conversion);
  complaints.throwErrors(options.role);
  return {
    file: options.file,
    dialect,
    ...entries,
    allowlists,
    extend: extensionOf(raw, options.role),
    scan: scanSettingsOf(raw),
    suppress: raw.suppress?.foreign === undefined ? {} : { foreign: raw.suppress.foreign },
    samples,
    notices: complaints.notices,
    locate: complaints.locate,
  };
}

function giveUp(complaints: Complaints, options: ParseOptions): never {
  complaints.throwErrors(options.role);
  throw new Error('a file does not fit its shape, but nothing was said about it');
}

function convertRules(
  raws: readonly RawRule[],
  conversion: Conversion,
): Pick<RuleFile, 'rules' | 'changes' | 'overrides'> {
  const kept = withoutDuplicates(raws, conversion);
  const entries = raws.flatMap((raw, i): readonly ConvertedRule[] => {
    const entry = kept.has(i) ? convertRule(raw, i, conversion) : undefined;
    return entry === undefined ? [] : [entry];
  });
  const whole = entries.flatMap((entry) => ('rule' in entry ? [entry] : []));
  return {
    rules: whole.map(({ rule }) => rule),
    changes: entries.flatMap((entry) => ('rule' in entry ? [] : [entry.change])),
    overrides: new Map(conversion.dialect === 'strict' ? [] : whole.map(({ change }) => [change.id, change])),
  };
}

/** Indexes of the entries that count: of several with one id gitleaks takes the last, we refuse. */
function withoutDuplicates(raws: readonly RawRule[], { dialect, complaints }: Conversion): ReadonlySet<number> {
  const lastOf = new Map<string, number>();
  raws.forEach(({ id }, i) => {
    const earlier = lastOf.get(id);
    lastOf.set(id, i);
    if (earlier === undefined) return;
    const other = `rules[${earlier}] (line ${complaints.lineOf(['rules', earlier, 'id'])})`;
    if (dialect === 'strict')
      complaints.error(['rules', i, 'id'], `"${id}" is the id of ${other} too; ids must differ`);
    else complaints.notice(['rules', i, 'id'], `"${id}" is the id of ${other} too; this later one counts`);
  });
  return new Set(lastOf.values());
}

/** A pattern file adds rules; what concerns a whole scan would surprise there. */
function checkPatternsOnly(raw: RawFile, { dialect, complaints }: Conversion): void {
  for (const key of ['scan', 'suppress', 'extend'] as const) {
    if (raw[key] === undefined) continue;
    const message = 'works in a configuration file only (keysieve.toml or --config), not in a file of patterns';
    if (dialect === 'strict') complaints.error([key], message);
    else complaints.notice([key], `ignored: ${message}`);
  }
}

function extensionOf(raw: RawFile, role: FileRole): Extension {
  if (role === 'patterns') return { disabledRules: [] };
  const { useDefault, path, disabledRules } = raw.extend ?? {};
  return {
    ...(useDefault !== undefined && { useDefault }),
    ...(path !== undefined && { path }),
    disabledRules: disabledRules ?? [],
  };
}

function scanSettingsOf({ scan = {} }: RawFile): ScanSettings {
  const { redact, inline } = scan;
  return {
    include: scan.include ?? [],
    exclude: scan.exclude ?? [],
    enable: scan.enable ?? [],
    disable: scan.disable ?? [],
    ...(scan['fail-on'] !== undefined && { failOn: scan['fail-on'] }),
    ...(scan['max-file-size'] !== undefined && { maxFileSize: scan['max-file-size'] }),
    ...(scan['require-coverage'] !== undefined && { requireCoverage: scan['require-coverage'] }),
    ...(scan['strict-coverage'] !== undefined && { strictCoverage: scan['strict-coverage'] }),
    ...(inline !== undefined && { inline }),
    ...(redact !== undefined && { redact }),
  };
}
