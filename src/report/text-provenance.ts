/** The lines of the text report that say where in git a finding hides and who can still see it. */

import type { CommitInfo, ObjectInfo, Provenance, ReachInfo } from '#model/provenance.ts';
import { escapeForTerminal } from '#text/terminal.ts';
import type { Paint } from './paint.ts';
import { shortHash } from './place.ts';
import { formatNumberOf } from './quantities.ts';

/** None for a plain file; otherwise where it is, the commit, and how many objects hold it. */
export function provenanceLines(provenance: Provenance, paint: Paint): readonly string[] {
  const lines = [whereLine(provenance), commitLine(provenance, paint), refsLine(provenance), objectsLine(provenance)];
  return lines.filter((line) => line !== undefined);
}

/** What the path does not say and the commit line does not either. */
function whereLine(provenance: Provenance): string | undefined {
  switch (provenance.kind) {
    case 'file':
    case 'commit':
      return undefined;
    case 'stdin':
      return 'on standard input';
    case 'index':
      return 'staged: the commit would have contained it';
    case 'commit-message':
      return 'in the message of a commit';
    case 'commit-author':
      return 'in the author or committer of a commit';
    case 'tag-message':
      return `in the message of tag ${escapeForTerminal(provenance.tag)}`;
    case 'ref-name':
      return 'in the name of a branch, tag or other ref';
    case 'path-name':
      return 'in the name of the file itself';
    case 'note':
      return 'in a git note (see git log --notes)';
    case 'stash':
      return 'in the stash (see git stash list)';
    case 'reflog':
      return reflogLine(provenance);
    case 'unreachable':
      return unreachableLine(provenance);
    case 'config':
      return "in the repository's git configuration (not part of any commit)";
    default:
      return provenance satisfies never;
  }
}

/** `commit 1a2b3c4d5e by Ann Author <ann@example.org> on 2026-11-22: subject`, as far as it is known. */
export function commitLine(provenance: Provenance & Partial<CommitInfo>, paint: Paint): string | undefined {
  const { commit, author, email, date, subject } = provenance;
  if (commit === undefined) return undefined;
  const person = [author, email ? `<${email}>` : undefined].filter((part) => part).join(' ');
  const by = person === '' ? '' : ` by ${escapeForTerminal(person)}`;
  const on = !date ? '' : ` on ${escapeForTerminal(date.slice(0, 'yyyy-mm-dd'.length))}`;
  const about = subject ? paint('quiet', `: ${escapeForTerminal(subject)}`) : '';
  return `commit ${paint('strong', escapeForTerminal(shortHash(commit)))}${by}${on}${about}`;
}

function reflogLine({ reflog }: ReachInfo): string {
  const entry = reflog === undefined ? '' : `, as ${escapeForTerminal(reflog)}`;
  return `only in the reflog${entry} (see git reflog --all)`;
}

function unreachableLine({ unlocated, refs }: Extract<Provenance, { kind: 'unreachable' }>): string {
  if (unlocated === true)
    return 'in a git object; what leads to it could not be found out (the scan was stopped, or something is damaged)';
  return refs === undefined
    ? 'in an object that no branch or tag leads to (kept until git gc prunes it)'
    : 'in an object that is in no commit';
}

/** `on main, origin/main and 3 more`; what is in no commit is kept by refs, and not on them. */
function refsLine({ kind, refs }: Provenance & ReachInfo): string | undefined {
  if (refs === undefined || refs.count === 0) return undefined;
  const names = refs.names.map(escapeForTerminal);
  const rest = refs.count - names.length;
  const last = rest > 0 ? `${rest} more` : names.pop();
  return `${kind === 'unreachable' ? 'kept by' : 'on'} ${names.length === 0 ? last : `${names.join(', ')} and ${last}`}`;
}

/** `in 3 git objects, still in HEAD`; of a path alone only the latter. */
function objectsLine(provenance: Provenance & Partial<ObjectInfo> & ReachInfo): string | undefined {
  const { occurrences, inHead, commits } = provenance;
  const note = headNote(provenance.kind, inHead);
  if (occurrences !== undefined)
    return [`in ${formatNumberOf(occurrences, 'git object')}`, ...commitsNote(commits), ...note].join(', ');
  return inHead === undefined ? undefined : note[0];
}

function commitsNote(commits: number | undefined): readonly string[] {
  return commits === undefined ? [] : [`held by ${formatNumberOf(commits, 'commit')}`];
}

/** Of what a branch's files hold, HEAD says whether it is still there; messages, stashes and the like are not of them. */
function headNote(kind: Provenance['kind'], inHead: boolean | undefined): readonly string[] {
  if (kind !== 'commit' && kind !== 'path-name') return [];
  return [inHead === true ? 'still in HEAD' : 'no longer in HEAD but still in history'];
}
