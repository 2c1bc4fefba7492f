/** From what was typed to what is done: arguments, configuration and defaults become `ScanOptions`. */

import type { Repository } from '#git/repository.ts';
import { UsageError } from '#model/errors.ts';
import type { InlineAllows, ScanOptions, Trust } from '#model/options.ts';
import type { ScanRequest } from '#model/request.ts';
import type { Allowlist, Rule, RuleSet } from '#model/rule.ts';
import { DEFAULT_SHOWN_CHARACTERS } from '#model/secret.ts';
import type { Severity } from '#model/severity.ts';
import { builtInRuleSet } from '#rules/builtin.ts';
import { matchesSelector, selectorNames, selectRules, unknownSelectors } from '#rules/select-rules.ts';
import { suggestion } from '#rules/suggest.ts';
import { findConfiguration } from './find.ts';
import { findBaseline } from './find-baseline.ts';
import { findGitSecrets, NO_GIT_SECRETS } from './find-git-secrets.ts';
import { plainSettings, type Settings } from './settings.ts';
import { resolveTarget } from './target.ts';
import { defaultTrust, trustsInlineAllows } from './trust.ts';

const DEFAULT_FAIL_ON: Severity = 'low';

/**
 * All options of a scan. `repository` is the one that is scanned, or around `cwd`; undefined where there is none.
 * What the command line says goes before configuration, lists of exclusions are added up. `builtIn` is replaced in
 * tests only.
 * @throws ConfigError, RulesError, UsageError with file, line and field, or option; GitError from reading a commit.
 */
export async function resolveScanOptions(
  request: ScanRequest,
  repository: Repository | undefined,
  builtIn: RuleSet = builtInRuleSet(),
): Promise<ScanOptions> {
  const trust = request.trust ?? defaultTrust(request.form);
  const [settings, { baseline, notices }] = await Promise.all([
    resolveSettings(request, repository, { builtIn, trust, isScan: true }),
    findBaseline(request, repository, trust),
  ]);
  const { scan } = settings;
  return {
    target: resolveTarget(request),
    ruleSet: { rules: chooseRules(request, settings), allowlists: settings.allowlists },
    filter: {
      include: request.include.length > 0 ? request.include : scan.include,
      exclude: [...scan.exclude, ...request.exclude],
    },
    failOn: request.failOn ?? scan.failOn ?? DEFAULT_FAIL_ON,
    redaction: { reveal: request.reveal, shownCharacters: request.redact ?? scan.redact ?? DEFAULT_SHOWN_CHARACTERS },
    maxFileSize: request.maxFileSize ?? scan.maxFileSize,
    jobs: request.jobs,
    requireCoverage: request.requireCoverage ?? scan.requireCoverage ?? requiresCoverage(request.form),
    strictCoverage: request.strictCoverage ?? scan.strictCoverage ?? false,
    inlineAllows: inlineAllows(request, settings, trust),
    baseline,
    strictBaseline: request.strictBaseline ?? false,
    narrowedBy: [
      ...settings.narrowedBy,
      ...(baseline === undefined ? [] : [baseline.name]),
      ...narrowingOptions(request),
    ],
    notices: [...settings.notices, ...notices],
  };
}

function inlineAllows({ inline }: ScanRequest, { scan, suppress }: Settings, trust: Trust): InlineAllows {
  if (!inline || scan.inline === false || !trustsInlineAllows(trust)) return 'none';
  return suppress.foreign === false ? 'ours' : 'all';
}

/** What decides which files are read; `isScan`: whether providers of patterns may run. */
interface Grounds {
  readonly builtIn: RuleSet;
  readonly trust: Trust;
  readonly isScan: boolean;
}

async function resolveSettings(
  request: ScanRequest,
  repository: Repository | undefined,
  { builtIn, trust, isScan }: Grounds,
): Promise<Settings> {
  const [{ config, notices }, foreign] = await Promise.all([
    findConfiguration(request, repository, trust),
    repository === undefined ? NO_GIT_SECRETS : findGitSecrets({ request, repository, trust, isScan }),
  ]);
  const { cwd, ruleFiles } = request;
  const settings =
    config === undefined && ruleFiles.length === 0
      ? plainSettings(builtIn)
      : await (await import('./configure.ts')).configure({ config, ruleFiles, cwd, builtIn });
  return {
    ...settings,
    rules: [...settings.rules, ...foreign.rules],
    allowlists: [...settings.allowlists, ...foreign.allowlists],
    narrowedBy: [...settings.narrowedBy, ...foreign.narrowedBy],
    notices: [...notices, ...settings.notices, ...foreign.notices],
  };
}

/** A rule that exists, and whether a scan runs it. */
export interface RuleState {
  readonly rule: Rule;
  /** `opt-in`: off until it is enabled; `disabled`: a file or the command line turned it off. */
  readonly state: 'on' | 'opt-in' | 'disabled';
}

/** All rules that a scan knows, in the order in which they were read, and what its files say for all of them. */
export interface KnownRules {
  readonly rules: readonly RuleState[];
  readonly allowlists: readonly Allowlist[];
  readonly notices: readonly string[];
}

/**
 * The rules as a scan of this request would have them, those included that it would not run.
 * @throws ConfigError, RulesError, UsageError as `resolveScanOptions` does.
 */
export async function resolveRules(
  request: ScanRequest,
  repository: Repository | undefined,
  builtIn: RuleSet = builtInRuleSet(),
): Promise<KnownRules> {
  const trust = request.trust ?? defaultTrust(request.form);
  const settings = await resolveSettings(request, repository, { builtIn, trust, isScan: false });
  const chosen = new Set(chooseRules(request, settings));
  const disabling = [...settings.disabledRules, ...[...settings.wishes, request].flatMap(({ disable }) => disable)];
  const stateOf = (rule: Rule): RuleState['state'] => {
    if (chosen.has(rule)) return 'on';
    return disabling.some((selector) => matchesSelector(selector, rule)) ? 'disabled' : 'opt-in';
  };
  return {
    rules: settings.rules.map((rule) => ({ rule, state: stateOf(rule) })),
    allowlists: settings.allowlists,
    notices: settings.notices,
  };
}

/** An empty commit or range is nothing unusual; a scan of files or of a history that saw nothing is. */
function requiresCoverage(form: ScanRequest['form']): boolean {
  return form !== 'staged' && form !== 'range';
}

function chooseRules(request: ScanRequest, { rules, wishes }: Settings): readonly Rule[] {
  for (const option of ['enable', 'disable'] as const) {
    const [unknown] = unknownSelectors(request[option], rules);
    if (unknown === undefined) continue;
    const hint = suggestion(unknown, selectorNames(rules)) || '; "keysieve rules" lists them';
    throw new UsageError(`--${option} ${unknown}: no rule has this id or tag${hint}`);
  }
  return selectRules(rules, [...wishes, request]);
}

function narrowingOptions(request: ScanRequest): readonly string[] {
  const { include, exclude, disable, maxFileSize } = request;
  return [
    ...include.map((glob) => `--include ${glob}`),
    ...exclude.map((glob) => `--exclude ${glob}`),
    ...disable.map((selector) => `--disable ${selector}`),
    ...(maxFileSize === undefined ? [] : [`--max-file-size ${maxFileSize}`]),
  ];
}
