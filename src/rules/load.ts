/** Reads rule files from disk: the only file of this folder that does. */

import { readFileSync } from 'node:fs';
import { messageOf, RulesError } from '#model/errors.ts';
import { type ParseOptions, parseRuleFile } from './parse-rules.ts';
import type { RuleFile } from './rule-file.ts';

/**
 * The pattern file at `location`, checked; messages call it `options.file`.
 * @throws RulesError when it cannot be read or used; ConfigError when it is no TOML.
 */
export function loadRuleFile(location: string, options: ParseOptions): RuleFile {
  return parseRuleFile(readText(location, options.file), options);
}

function readText(location: string, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(location));
  } catch (cause) {
    const reason = cause instanceof TypeError ? 'is not UTF-8' : `cannot be read: ${messageOf(cause)}`;
    throw new RulesError(`${file}: ${reason}`, { cause });
  }
}
