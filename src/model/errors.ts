/** What can go wrong, one class a layer. Messages say what, where and what to do, and never quote scanned content. */

/** Stable codes: they are printed in reports (`problems[].code`) and may be relied on. */
export type ErrorCode =
  | 'USAGE'
  | 'CONFIG'
  | 'RULES'
  | 'GIT'
  | 'SOURCE'
  | 'DETECT'
  | 'REPORT'
  | 'WORKER'
  | 'INTERRUPTED'
  | 'BUG';

/** Base of every error that keysieve raises on purpose. Anything else that reaches `run` is a bug. */
export class KeysieveError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

/** Wrong arguments. */
export class UsageError extends KeysieveError {
  constructor(message: string, options?: ErrorOptions) {
    super('USAGE', message, options);
  }
}

/** A configuration file that cannot be read or does not fit the schema. */
export class ConfigError extends KeysieveError {
  constructor(message: string, options?: ErrorOptions) {
    super('CONFIG', message, options);
  }
}

/** A pattern file or rule that cannot be used. */
export class RulesError extends KeysieveError {
  constructor(message: string, options?: ErrorOptions) {
    super('RULES', message, options);
  }
}

/** Git is missing, too old, refused, or answered something that cannot be understood. */
export class GitError extends KeysieveError {
  constructor(message: string, options?: ErrorOptions) {
    super('GIT', message, options);
  }
}

/** A source could not say what there is to read. */
export class SourceError extends KeysieveError {
  constructor(message: string, options?: ErrorOptions) {
    super('SOURCE', message, options);
  }
}

/** A rule ran over its time limit, or met text that it cannot be run on. */
export class DetectError extends KeysieveError {
  constructor(message: string, options?: ErrorOptions) {
    super('DETECT', message, options);
  }
}

/** A report could not be written. */
export class ReportError extends KeysieveError {
  constructor(message: string, options?: ErrorOptions) {
    super('REPORT', message, options);
  }
}

/** The message of anything that was thrown, for a Problem or a `cause` line. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
