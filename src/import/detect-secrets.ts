/** Reads `.secrets.baseline` of detect-secrets: hashes of secrets by file, and the filters that it was made with. */

import { ConfigError } from '#model/errors.ts';
import type { AcceptedPlace, Imported, ImportedAllowlist, LeftOut } from './imported.ts';
import { countOf, isTable, type PlainTable, parseJson, relativePath, tablesIn, textOf, textsIn } from './plain-data.ts';

/** Shapes of versions 0.12 (`exclude`) and later (`filters_used`). Throws ConfigError for anything else. */
export function readDetectSecrets(text: string, name: string): Imported {
  const data = parseJson(text, name);
  const results = isTable(data) ? data['results'] : undefined;
  if (!isTable(data) || !isTable(results))
    throw new ConfigError(`${name}: has no "results", as a baseline of detect-secrets has`);
  const accepted: AcceptedPlace[] = [];
  const left: LeftOut[] = [];
  for (const [file, entries] of Object.entries(results)) {
    for (const entry of tablesIn(entries)) {
      const at = `${name}: ${file}:${countOf(entry, 'line_number') ?? '?'}`;
      const judged = judgeEntry(entry, { file, at });
      if ('why' in judged) left.push(judged);
      else accepted.push(judged);
    }
  }
  return { accepted, excludes: [], allowlists: [...filtersOf(data, name), ...oldExcludes(data, name)], left };
}

function judgeEntry(entry: PlainTable, { file, at }: { file: string; at: string }): AcceptedPlace | LeftOut {
  const path = relativePath(file);
  const hash = textOf(entry, 'hashed_secret');
  if (path === undefined || hash === undefined || !/^[0-9a-f]{40}$/.test(hash))
    return { at, why: 'names no file inside of the repository, or no hash' };
  if (entry['is_secret'] === true) return { at, why: 'was audited as a real secret: revoke it, and accept it by hand' };
  const [line, rule] = [countOf(entry, 'line_number'), textOf(entry, 'type')];
  return {
    at,
    path,
    ...(line !== undefined && { line }),
    ...(rule !== undefined && { rule }),
    secret: { kind: 'sha1', hash },
    ...(entry['is_secret'] === false && { note: 'audited as no secret' }),
  };
}

const FILTERS: Readonly<Record<string, (patterns: readonly string[]) => Omit<ImportedAllowlist, 'description'>>> = {
  should_exclude_file: (paths) => ({ paths }),
  should_exclude_line: (regexes) => ({ regexTarget: 'line', regexes }),
  should_exclude_secret: (regexes) => ({ regexes }),
};

/** Filters that its defaults bring have no patterns, or are checks of ours already. */
function filtersOf(data: PlainTable, name: string): readonly ImportedAllowlist[] {
  return tablesIn(data['filters_used']).flatMap((filter) => {
    const kind = /^detect_secrets\.filters\.regex\.(\w+)$/.exec(textOf(filter, 'path') ?? '')?.[1] ?? '';
    const patterns = textsIn(filter['pattern']);
    const make = FILTERS[kind];
    if (make === undefined || patterns.length === 0) return [];
    return [{ description: `${kind.replaceAll('_', ' ')} of ${name}`, ...make(patterns) }];
  });
}

function oldExcludes(data: PlainTable, name: string): readonly ImportedAllowlist[] {
  const exclude = isTable(data['exclude']) ? data['exclude'] : {};
  const [files, lines] = [textsIn(exclude['files']), textsIn(exclude['lines'])];
  return [
    ...(files.length === 0 ? [] : [{ description: `excluded files of ${name}`, paths: files }]),
    ...(lines.length === 0
      ? []
      : [{ description: `excluded lines of ${name}`, regexTarget: 'line' as const, regexes: lines }]),
  ];
}
