/**
 * Reads and merges what the user's files say. Loaded only when there is such a file, because it brings the TOML parser
 * and the schema library with it.
 */

import { resolve } from 'node:path';
import { ConfigError } from '#model/errors.ts';
import type { RuleSet } from '#model/rule.ts';
import { loadRuleFile } from '#rules/load.ts';
import type { RuleFile, ScanSettings } from '#rules/rule-file.ts';
import { selectorNames, unknownSelectors } from '#rules/select-rules.ts';
import { suggestion } from '#rules/suggest.ts';
import { passedOver, readChain } from './chain.ts';
import type { FoundConfig } from './find.ts';
import { type MergedRules, mergeFile, narrows, resolveTargets, startMerge } from './merge.ts';
import type { Settings } from './settings.ts';

/** The files that a scan has to read, and what they build upon. */
export interface FilesToRead {
  readonly config: FoundConfig | undefined;
  /** `--rules`, as typed. */
  readonly ruleFiles: readonly string[];
  /** Absolute; what `ruleFiles` are relative to. */
  readonly cwd: string;
  readonly builtIn: RuleSet;
}

/** The settings of all files together; the most special one (the configuration itself, then `--rules`) has the last word. */
export async function configure({ config, ruleFiles, cwd, builtIn }: FilesToRead): Promise<Settings> {
  const chain = config === undefined ? [] : await readChain(config);
  const patterns = ruleFiles.map((file) => ({
    name: file,
    content: loadRuleFile(resolve(cwd, file), { file, role: 'patterns' }),
  }));
  const files = chain.map((link) => link.content);
  const narrowedBy: string[] = [];
  let merged = startMerge(usesBuiltIn(files) ? builtIn : { rules: [], allowlists: [] });
  for (const { name, content } of [...chain, ...patterns]) {
    if (narrows(content, merged)) narrowedBy.push(name);
    merged = mergeFile(merged, content);
  }
  const notices = [
    ...(config === undefined ? [] : passedOver(config, chain)),
    ...merged.notices,
    ...files.flatMap((file) => checkSelectors(file, merged)),
  ];
  const rules = [...merged.rules.values()];
  return {
    rules,
    allowlists: resolveTargets(merged.allowlists, rules),
    scan: files.map((file) => file.scan).reduce(overrideSettings, NO_SETTINGS),
    suppress: Object.assign({}, ...files.map((file) => file.suppress)),
    wishes: files.map((file) => file.scan),
    disabledRules: files.flatMap((file) => file.extend.disabledRules),
    narrowedBy,
    notices,
  };
}

/** The most special file that says anything about it decides. */
function usesBuiltIn(files: readonly RuleFile[]): boolean {
  return files.findLast((file) => file.extend.useDefault !== undefined)?.extend.useDefault ?? true;
}

const NO_SETTINGS: ScanSettings = { include: [], exclude: [], enable: [], disable: [] };

function overrideSettings(general: ScanSettings, special: ScanSettings): ScanSettings {
  return {
    ...general,
    ...special,
    include: special.include.length > 0 ? special.include : general.include,
    exclude: [...general.exclude, ...special.exclude],
  };
}

/** A rule that somebody wanted to run and that does not exist is an error; one that should not run does not run. */
function checkSelectors({ scan, locate }: RuleFile, merged: MergedRules): readonly string[] {
  const rules = [...merged.rules.values()];
  const describe = (list: 'enable' | 'disable') => (selector: string) => {
    const where = locate(['scan', list, scan[list].indexOf(selector)]);
    return `${where}: no rule has the id or tag "${selector}"${suggestion(selector, selectorNames(rules))}`;
  };
  const missing = unknownSelectors(scan.enable, rules).map(describe('enable'));
  if (missing.length > 0) throw new ConfigError(missing.join('\n'));
  return unknownSelectors(scan.disable, rules).map(describe('disable'));
}
