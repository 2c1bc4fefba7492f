/** Reads a configuration of gitleaks or betterleaks: one with rules is kept and extended, of others the allowlists are copied. */

import { parseRuleFile } from '#rules/parse-rules.ts';
import { parseToml } from '#rules/read-toml.ts';
import { type Imported, type ImportedAllowlist, type LeftOut, NOTHING_IMPORTED } from './imported.ts';
import { isTable, type PlainTable, tablesIn, textOf, textsIn } from './plain-data.ts';

/** Throws ConfigError where a scan could not use the file either. */
export function readGitleaksConfig(text: string, name: string): Imported {
  const file = parseRuleFile(text, { file: name, dialect: 'gitleaks', role: 'configuration' });
  const { rules, changes, extend } = file;
  const left = file.notices.map(leftOut);
  const isMore = rules.length + changes.length + extend.disabledRules.length > 0;
  if (isMore || extend.useDefault === false || extend.path !== undefined)
    return { ...NOTHING_IMPORTED, extended: name, left };
  const allowlists = listsIn(lowerKeys(parseToml(text, name)));
  return {
    ...NOTHING_IMPORTED,
    left,
    allowlists: allowlists
      .map((list, index) => allowlistOf(list, `allowlist ${index + 1} of ${name}`))
      .filter(saysAnything),
  };
}

/** Notices begin with their place. */
function leftOut(notice: string): LeftOut {
  const [, at = '', why = ''] = /^(.*?:\d+): (.*)$/s.exec(notice) ?? [];
  return at === '' ? { at: 'configuration', why: notice } : { at, why };
}

function listsIn(table: PlainTable): readonly PlainTable[] {
  return [...tablesIn(table['allowlists']), ...[table['allowlist'], table['allowlists']].filter(isTable)];
}

function allowlistOf(list: PlainTable, otherwise: string): ImportedAllowlist {
  const target = textOf(list, 'regextarget');
  const targetRules = textsIn(list['targetrules']);
  return {
    description: textOf(list, 'description') ?? otherwise,
    ...(textOf(list, 'condition')?.toUpperCase() === 'AND' && { condition: 'AND' as const }),
    ...((target === 'match' || target === 'line') && { regexTarget: target }),
    ...Object.fromEntries(
      (['regexes', 'paths', 'stopwords', 'commits'] as const)
        .map((key) => [key, textsIn(list[key])] as const)
        .filter(([, texts]) => texts.length > 0),
    ),
    ...(targetRules.length > 0 && { targetRules }),
  };
}

function saysAnything({ regexes, paths, stopwords, commits }: ImportedAllowlist): boolean {
  return [regexes, paths, stopwords, commits].some((list) => list !== undefined);
}

/** gitleaks reads keys without regard to case. */
function lowerKeys(value: PlainTable): PlainTable {
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key.toLowerCase(), lowered(inner)]));
}

function lowered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowered);
  return isTable(value) && !(value instanceof Date) ? lowerKeys(value) : value;
}
