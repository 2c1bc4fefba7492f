/** Reads one configuration file of a sub-folder: what may stand in it, and what that means there. */

import { ConfigError } from '#model/errors.ts';
import type { NestedExclude } from '#model/nested.ts';
import type { Allowlist, Rule } from '#model/rule.ts';
import { parseRuleFile } from '#rules/parse-rules.ts';
import type { RuleFile } from '#rules/rule-file.ts';
import { matchesSelector, selectorNames } from '#rules/select-rules.ts';
import { suggestion } from '#rules/suggest.ts';
import { resolveTargets } from './merge.ts';

/** A checked file. */
export interface NestedFile {
  /** Relative to the root. */
  readonly name: string;
  /** Its own, and one for the rules that it turns off. Each has the folder. */
  readonly allowlists: readonly Allowlist[];
  readonly exclude: NestedExclude | undefined;
  readonly notices: readonly string[];
  readonly file: RuleFile;
}

/** What messages call the file, and the rules that it may name. */
export interface NestedContext {
  readonly shown: string;
  readonly rules: readonly Rule[];
}

/** `name` is relative to the root. Throws ConfigError for what is no configuration, or concerns the whole scan. */
export function parseNested(text: string, name: string, { shown, rules }: NestedContext): NestedFile {
  const file = parseRuleFile(text, { file: shown, origin: name, dialect: 'strict', role: 'configuration' });
  const errors = misplaced(file);
  if (errors.length > 0) throw new ConfigError(errors.join('\n'));
  const folder = name.slice(0, name.lastIndexOf('/') + 1);
  const { exclude } = file.scan;
  return {
    name,
    allowlists: resolveTargets([...file.allowlists, ...disabling(file, name, rules)], rules).map((list) => ({
      ...list,
      folder,
    })),
    exclude: exclude.length === 0 ? undefined : { folder, globs: exclude, file: name },
    notices: [...file.notices, ...unknownNames(file, rules)],
    file,
  };
}

const WHERE = 'counts for the whole scan, so it has to stand in the configuration at the top';

/** Everything but allowlists, `exclude` and what turns rules off. */
function misplaced({ rules, changes, extend, scan, suppress, locate }: RuleFile): readonly string[] {
  const { include, exclude: _, enable, disable: __, ...others } = scan;
  const fields = [
    ...(rules.length + changes.length > 0 ? [['rules']] : []),
    ...(['useDefault', 'path'] as const).filter((key) => extend[key] !== undefined).map((key) => ['extend', key]),
    ...(include.length > 0 ? [['scan', 'include']] : []),
    ...(enable.length > 0 ? [['scan', 'enable']] : []),
    ...Object.keys(others).map((key) => ['scan', key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)]),
    ...(suppress.foreign === undefined ? [] : [['suppress', 'foreign']]),
  ];
  return fields.map((field) => `${locate(field)}: ${WHERE}`);
}

/** A rule that is off below one folder runs all the same, and what it finds there is listed as suppressed. */
function disabling(file: RuleFile, name: string, rules: readonly Rule[]): readonly Allowlist[] {
  const selectors = [...file.extend.disabledRules, ...file.scan.disable];
  const off = rules.filter((rule) => selectors.some((selector) => matchesSelector(selector, rule)));
  if (off.length === 0) return [];
  return [
    { ...EVERYTHING, description: `${name} turns the rule off`, targetRules: off.map(({ id }) => id), origin: name },
  ];
}

const EVERYTHING: Omit<Allowlist, 'description' | 'targetRules' | 'origin'> = {
  condition: 'or',
  regexTarget: 'secret',
  regexes: [],
  paths: [{ source: '^', flags: '' }],
  stopwords: [],
  commits: [],
};

function unknownNames({ extend, scan, locate }: RuleFile, rules: readonly Rule[]): readonly string[] {
  const named = [
    ...extend.disabledRules.map((selector, i) => ({ selector, field: ['extend', 'disabledRules', i] })),
    ...scan.disable.map((selector, i) => ({ selector, field: ['scan', 'disable', i] })),
  ];
  return named
    .filter(({ selector }) => !rules.some((rule) => matchesSelector(selector, rule)))
    .map(
      ({ selector, field }) =>
        `${locate(field)}: no rule that runs has the id or tag "${selector}"${suggestion(selector, selectorNames(rules))}`,
    );
}
