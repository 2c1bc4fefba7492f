/** Reads JSON reports of gitleaks and betterleaks, which serve them as baselines. */

import { ConfigError } from '#model/errors.ts';
import { type AcceptedPlace, type Imported, type LeftOut, NOTHING_IMPORTED } from './imported.ts';
import { countOf, isTable, type PlainTable, parseJson, relativePath, textOf } from './plain-data.ts';

/** A list of findings with `File`, `StartLine`, `RuleID`, `Commit` and `Secret`. */
export function readGitleaksReport(text: string, name: string): Imported {
  const data = parseJson(text, name);
  const findings: unknown = isTable(data) ? (data['findings'] ?? data['Findings']) : data;
  if (!Array.isArray(findings))
    throw new ConfigError(`${name}: holds no list of findings, as the JSON reports of gitleaks and betterleaks do`);
  const accepted: AcceptedPlace[] = [];
  const left: LeftOut[] = [];
  findings.forEach((finding: unknown, index) => {
    const at = `${name}: finding ${index + 1}`;
    const place = isTable(finding) ? placeOf(finding, at) : undefined;
    if (place === undefined) left.push({ at, why: 'names no file inside of the repository' });
    else accepted.push(place);
  });
  return { ...NOTHING_IMPORTED, accepted, left };
}

function placeOf(finding: PlainTable, at: string): AcceptedPlace | undefined {
  const path = relativePath(textOf(finding, 'File') ?? '');
  if (path === undefined) return undefined;
  const [line, rule, commit] = [countOf(finding, 'StartLine'), textOf(finding, 'RuleID'), textOf(finding, 'Commit')];
  const secret = textOf(finding, 'Secret');
  return {
    at,
    path,
    ...(line !== undefined && { line }),
    ...(rule !== undefined && { rule }),
    ...(commit !== undefined && { commit }),
    ...(secret !== undefined && isWhole(secret) && { secret: { kind: 'value', text: secret } as const }),
  };
}

/** `--redact` writes this word or dots in the place of what it hides. */
function isWhole(secret: string): boolean {
  return secret !== 'REDACTED' && !/^.*\.\.\.$/s.test(secret);
}
