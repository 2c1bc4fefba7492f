/** What a hook says when it refuses: short, and what to do. The whole report is a command away. */

import type { Tip } from '#model/options.ts';
import type { Report, ReportedFinding } from '#model/report.ts';
import { isAtLeast, type Severity } from '#model/severity.ts';
import { allowHints, isExcusable } from './allow-hint.ts';
import { createPaint, type Paint } from './paint.ts';
import { shortHash } from './place.ts';
import { formatBytes, formatCount, formatDuration, formatNumberOf } from './quantities.ts';
import { headLine, shownLines } from './text-finding.ts';
import { commitLine } from './text-provenance.ts';

/** The hook that refuses. */
export interface Refusal {
  readonly name: string;
  readonly guarded: 'commit' | 'merge' | 'push';
  /** Where git keeps the message that a commit is refused for. */
  readonly messageFile?: string | undefined;
  /** Whether the person who reads it sits at another machine. */
  readonly remote: boolean;
  /** Findings below it do not count and are not told. */
  readonly failOn: Severity;
  readonly color: boolean;
  /** What is pushed; absent where nothing is. */
  readonly pushed?: readonly Tip[] | undefined;
}

/** More would hide the first ones. */
const MOST_FINDINGS = 10;

/** With a final newline; the empty text when nothing is refused for a finding. */
export function formatRefusal(report: Report, refusal: Refusal): string {
  const { color, failOn, guarded } = refusal;
  const paint = createPaint(color);
  const counted = report.findings.filter(({ severity }) => isAtLeast(severity, failOn));
  if (counted.length === 0) return '';
  const shown = counted.slice(0, MOST_FINDINGS);
  const rest = counted.length - shown.length;
  const lines = [
    `keysieve: ${paint('bad', `${guarded} refused`)}: ${formatNumberOf(counted.length, 'secret')} in it`,
    ...shown.flatMap((finding) => ['', ...findingLines(finding, paint)]),
    ...(rest > 0 ? ['', `and ${formatCount(rest)} more`] : []),
    '',
    ...adviceLines(counted, refusal, paint),
  ];
  return `${lines.join('\n')}\n`;
}

/** One line for `--verbose`: a hook that lets something pass says nothing else. */
export function formatPassed({ coverage, durationMs }: Report, name: string): string {
  const { files, commits, bytes } = coverage;
  const looked = [
    ...(commits > 0 ? [formatNumberOf(commits, 'commit')] : []),
    formatNumberOf(files, 'content'),
    formatBytes(bytes),
    formatDuration(durationMs),
  ];
  return `keysieve: ${name}: no secret found · ${looked.join(' · ')}\n`;
}

function findingLines(finding: ReportedFinding, paint: Paint): readonly string[] {
  const commit = commitLine(finding.provenance, paint);
  return [
    headLine(finding, { failOn: 'info' }, paint),
    ...shownLines(finding, paint),
    ...(commit === undefined ? [] : [`    ${commit}`]),
  ];
}

/** What to do, what to do if it is no secret, and how to see more. */
function adviceLines(findings: readonly ReportedFinding[], refusal: Refusal, paint: Paint): readonly string[] {
  return [
    `${paint('advice', '→')} ${whatToDo(findings, refusal)}`,
    'If it was ever pushed or shared, revoke it first: to take it out does not make it harmless.',
    ...whenNone(findings.filter(isExcusable), refusal, paint),
    ...more(refusal),
  ];
}

function whatToDo(findings: readonly ReportedFinding[], refusal: Refusal): string {
  const { name, guarded, messageFile } = refusal;
  if (name === 'commit-msg') {
    const isPlain = messageFile !== undefined && /^[\w./-]+$/.test(messageFile);
    return `Take it out of the message${isPlain ? `, which is kept: git commit -eF ${messageFile}` : ' and commit again.'}`;
  }
  if (guarded === 'commit') return 'Take it out, stage the file again (git add) and commit again.';
  if (guarded === 'merge') return 'Take it out, stage the file again (git add) and finish with git commit.';
  return whatToRewrite(findings, refusal);
}

/** Tags and notes are no branches that could be amended or rebased. */
function whatToRewrite(findings: readonly ReportedFinding[], { pushed = [] }: Refusal): string {
  if (pushed.length > 0 && pushed.every(({ ref }) => ref?.text.startsWith('refs/notes/') === true))
    return 'Make the notes anew without it and push again. To edit or remove the note is not enough: the commits of the notes keep it (git update-ref -d REF deletes them).';
  const inTags = findings.filter(({ provenance: { kind } }) => kind === 'tag-message' || kind === 'unreachable').length;
  if (inTags === findings.length)
    return 'Make the tag anew without it (git tag -d NAME deletes the old one, git tag makes one) and push again.';
  const tags = inTags === 0 ? '' : ' Make tags that hold it anew.';
  return `Take it out of every commit that holds it (git commit --amend, or git rebase -i) and push again.${tags} To delete it in a new commit is not enough.`;
}

/** Comments in what is pushed do not count, nor does its configuration: nobody may excuse himself. */
function whenNone(
  findings: readonly ReportedFinding[],
  { name, guarded, remote }: Refusal,
  paint: Paint,
): readonly string[] {
  if (findings.length === 0) return [];
  if (remote) return ['No secret after all? Whoever keeps this server can allow it in its configuration.'];
  if (guarded !== 'push' && name !== 'commit-msg') return allowHints(findings, paint);
  const entry = paint('strong', '[[allowlists]]');
  return [
    guarded === 'push'
      ? `No secret after all? Give it an ${entry} entry in keysieve.toml; that counts once the remote has it, or at once where the hook runs with --trust worktree.`
      : `No secret after all? Give it an ${entry} entry with a description in keysieve.toml.`,
  ];
}

function more({ name, pushed = [] }: Refusal): readonly string[] {
  const command = name === 'pre-push' ? rangeOf(pushed) : MORE[name];
  return command === undefined ? [] : [`More: ${command}`];
}

const MORE: Readonly<Record<string, string>> = {
  'pre-commit': 'keysieve scan --staged',
  'pre-merge-commit': 'keysieve scan --staged',
  'prepare-commit-msg': 'keysieve scan --staged',
};

/** More objects than this are no command that anybody would type. */
const MOST_PUSHED = 5;

/** What is pushed may be anything but HEAD, and its names are those of the other side: ids are right in any case. */
function rangeOf(pushed: readonly Tip[]): string {
  const ids = [...new Set(pushed.map(({ object }) => shortHash(object)))];
  return ids.length === 0 || ids.length > MOST_PUSHED
    ? 'keysieve scan --history'
    : `keysieve scan --range "${ids.join(' ')} --not --remotes"`;
}
