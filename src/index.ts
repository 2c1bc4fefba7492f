/**
 * The library: what programs that import keysieve may rely on, and nothing but a list of it. A scan is made in three
 * steps, as the command makes it: find the repository, resolve the options, run.
 */

export { resolveScanOptions } from '#config/resolve.ts';
export { type FindOptions, findRepository, type ObjectFormat, type Repository } from '#git/repository.ts';
export {
  ConfigError,
  DetectError,
  type ErrorCode,
  GitError,
  KeysieveError,
  ReportError,
  RulesError,
  SourceError,
  UsageError,
} from '#model/errors.ts';
export type { PathFilter, Redaction, ScanOptions, Target, Trust } from '#model/options.ts';
export type { PathName } from '#model/path-name.ts';
export type { Position, Range } from '#model/position.ts';
export type { CommitInfo, ObjectInfo, Provenance, ProvenanceKind } from '#model/provenance.ts';
export type {
  Coverage,
  Notice,
  Problem,
  Related,
  Report,
  ReportedFinding,
  ReportedRule,
  ShownLine,
  Skip,
  SuppressedBy,
  SuppressedFinding,
  TargetKind,
} from '#model/report.ts';
export type { ScanRequest } from '#model/request.ts';
export type { Allowlist, RegexData, RegexTarget, Requirement, Rule, RuleSet } from '#model/rule.ts';
export { isAtLeast, SEVERITIES, type Severity } from '#model/severity.ts';
export { VERSION } from '#model/version.ts';
export type { Progress } from '#scan/progress.ts';
export { runScan, type ScanEnvironment } from '#scan/scan.ts';
