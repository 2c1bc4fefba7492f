/** Judged findings of public repositories: scans them again, and says what is new and what is gone. */

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a person said of a finding; `docs/false-alarms.md` says what each means. */
export type Verdict = 'true' | 'documented' | 'wrong' | 'unsure';

/** A finding at `medium` and above, or of AWS at any severity, without its secret. */
export interface Judged {
  readonly rule: string;
  readonly severity: string;
  readonly path: string;
  readonly fingerprint: string;
  readonly verdict: Verdict;
  readonly why?: string;
}

/** A repository as it was judged: the file in `bench/verdicts` is called as the folder that it is scanned in. */
export interface JudgedRepository {
  readonly repository: string;
  readonly commit: string;
  /** Lines of text. */
  readonly lines: number;
  readonly findings: readonly Judged[];
}

/** What a scan found now, as its report has it. */
export type Found = Pick<Judged, 'rule' | 'severity' | 'path' | 'fingerprint'>;

/** Findings that nobody judged, and judged ones that are no longer found. */
export interface Difference {
  readonly added: readonly Found[];
  readonly gone: readonly Judged[];
}

const COUNTED = new Set(['medium', 'high', 'critical']);
const VERDICTS = ['true', 'documented', 'wrong', 'unsure'] as const;

/** Status 0 when every finding was judged. */
export function main([folder]: readonly string[]): Promise<number> {
  if (folder === undefined) throw new Error('usage: npm run verdicts -- FOLDER');
  const judged = readdirSync('bench/verdicts')
    .toSorted()
    .map((file) => [file.replace(/\.json$/, ''), readJudged(file)] as const);
  let added = 0;
  for (const [name, { findings }] of judged) {
    if (existsSync(join(folder, name))) added += tell(name, compare(findings, scan(join(folder, name))));
    else console.log(`${name}: not there`);
  }
  console.log(tableOf(judged.map(([, repository]) => repository)));
  return Promise.resolve(added === 0 ? 0 : 1);
}

function readJudged(file: string): JudgedRepository {
  return JSON.parse(readFileSync(join('bench/verdicts', file), 'utf8')) as JudgedRepository;
}

/** What counts of a scan that nothing in the repository can narrow. */
function scan(folder: string): readonly Found[] {
  const command = [
    join(process.cwd(), 'dist/keysieve.cjs'),
    'scan',
    '.',
    '--trust',
    'none',
    '--include-ignored',
    '-f',
    'jsonl',
  ];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status !== 0 && status !== 1) throw new Error(`the scan of ${folder} ended with ${status}: ${stderr}`);
  const lines = stdout
    .split('\n')
    .flatMap((line): (Found & { type: string })[] => (line === '' ? [] : [JSON.parse(line)]));
  return lines.filter(
    ({ type, rule, severity }) => type === 'finding' && (COUNTED.has(severity) || /^(?:aws|amazon)-/.test(rule)),
  );
}

/** Compares by fingerprint: rule, path and secret. */
export function compare(judged: readonly Judged[], found: readonly Found[]): Difference {
  const [before, now] = [new Set(judged.map(idOf)), new Set(found.map(idOf))];
  return { added: found.filter((one) => !before.has(idOf(one))), gone: judged.filter((one) => !now.has(idOf(one))) };
}

function idOf({ fingerprint }: Found): string {
  return fingerprint;
}

function tell(name: string, { added, gone }: Difference): number {
  for (const { rule, severity, path, fingerprint } of added)
    console.log(`${name}: new: ${rule} ${severity} ${path} ${fingerprint}`);
  for (const { rule, path, verdict } of gone) console.log(`${name}: gone: ${rule} ${path}, which was ${verdict}`);
  return added.length;
}

/** Markdown: a row for each repository and one for all. */
export function tableOf(repositories: readonly JudgedRepository[]): string {
  const all = { repository: 'all', commit: '', lines: 0, findings: repositories.flatMap(({ findings }) => findings) };
  const lines = repositories.reduce((sum, repository) => sum + repository.lines, 0);
  const rows = [...repositories, { ...all, lines }].map((one) => `| ${rowOf(one).join(' | ')} |`);
  return [`| repository | commit | lines | ${VERDICTS.join(' | ')} |`, '|---|---|---|---|---|---|---|', ...rows].join(
    '\n',
  );
}

function rowOf({ repository, commit, lines, findings }: JudgedRepository): readonly string[] {
  const counts = VERDICTS.map((verdict) => findings.filter((one) => one.verdict === verdict).length);
  return [repository, commit.slice(0, 7), lines.toLocaleString('en'), ...counts.map(String)];
}
