/** Where a key can hide in a repository: each place hides one of its own, and says how a scan of the history names it. */

import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accessKeyId } from './keys.ts';
import { gitFolder, storeCommit, storeObject, storeSnapshot, storeTree } from './objects.ts';
import { git, type Repo } from './repo.ts';

/** A place; `key` is the key that it hides, and no other place does. */
export interface HidingPlace {
  readonly name: string;
  hide(repo: Repo, key: string): void;
  /** `provenance.kind` of the finding. */
  readonly kind: string;
  /** The finding's path. */
  path(key: string): string | RegExp;
}

/** A line with a key. */
function line(key: string): string {
  return `aws_access_key_id = ${key}\n`;
}

function head(repo: Repo): string {
  return repo.git('rev-parse', 'HEAD').trim();
}

/** A commit on top of HEAD with one file, which no ref names. */
function commitBeside(repo: Repo, path: string, content: string): string {
  return storeSnapshot(repo, { [path]: content }, { parents: [head(repo)], message: path });
}

/** A file that one commit of the branch adds and the next one takes away. */
function inFile(name: string, path: string, content: (key: string) => string | Uint8Array): HidingPlace {
  return {
    name,
    hide(repo, key) {
      repo.commit({ [path]: content(key) });
      repo.git('rm', '-q', '--cached', '--', path);
      repo.commit({});
    },
    kind: 'commit',
    path: () => path,
  };
}

/** A commit with one file that only this ref names. */
function behindRef(name: string, ref: string): HidingPlace {
  const path = `${ref.replaceAll('/', '-')}.ini`;
  return {
    name,
    hide: (repo, key) => void repo.git('update-ref', ref, commitBeside(repo, path, line(key))),
    kind: 'commit',
    path: () => path,
  };
}

/** A commit that says the key in what `parts` make of it. */
function inCommit(
  name: string,
  kind: string,
  parts: (key: string) => Partial<Parameters<typeof storeCommit>[1]>,
): HidingPlace {
  const ref = `refs/heads/${name.replaceAll(' ', '-')}`;
  return {
    name,
    hide(repo, key) {
      const tree = repo.git('rev-parse', 'HEAD^{tree}').trim();
      repo.git('update-ref', ref, storeCommit(repo, { tree, parents: [head(repo)], ...parts(key) }));
    },
    kind,
    path: () => (kind === 'commit-message' ? '(commit message)' : '(commit author)'),
  };
}

/** A file with attributes that make git show it differently, or not at all. */
function withAttributes(attributes: string): HidingPlace {
  const folder = `attributes-${attributes.replaceAll(/\W+/g, '-')}`;
  return {
    name: `a file with the attributes ${attributes}`,
    hide(repo, key) {
      repo.git('config', 'diff.hidden.textconv', 'true');
      repo.commit({ [`${folder}/leak.ini`]: line(key) });
      repo.commit({ [`${folder}/.gitattributes`]: `*.ini ${attributes}\n` });
    },
    kind: 'commit',
    path: () => `${folder}/leak.ini`,
  };
}

const REFS: readonly HidingPlace[] = [
  behindRef('another branch', 'refs/heads/side'),
  behindRef('a remote-tracking branch', 'refs/remotes/origin/side'),
  behindRef('a lightweight tag', 'refs/tags/light'),
  behindRef('a ref outside the usual folders', 'refs/pull/7/head'),
  {
    name: 'a commit that only an annotated tag names',
    hide: (repo, key) =>
      void repo.git('tag', '-a', '-m', 'release', 'annotated', commitBeside(repo, 'annotated.ini', line(key))),
    kind: 'commit',
    path: () => 'annotated.ini',
  },
  {
    name: 'a blob that a tag names',
    hide: (repo, key) => void repo.git('tag', 'a-blob', storeObject(repo, 'blob', line(key))),
    kind: 'unreachable',
    path: () => 'refs/tags/a-blob',
  },
  {
    name: 'a blob that an annotated tag names',
    hide: (repo, key) => void repo.git('tag', '-a', '-m', 'x', 'its-blob', storeObject(repo, 'blob', line(key))),
    kind: 'unreachable',
    path: () => 'refs/tags/its-blob',
  },
  {
    name: 'a tree that a tag names',
    hide: (repo, key) =>
      void repo.git('tag', 'a-tree', storeTree(repo, { 'in-tree.ini': storeObject(repo, 'blob', line(key)) })),
    kind: 'unreachable',
    path: () => 'in-tree.ini',
  },
  ...['heads', 'tags', 'remotes/origin'].map((folder) => ({
    name: `the name of a ref in refs/${folder}`,
    hide: (repo: Repo, key: string) => void repo.git('update-ref', `refs/${folder}/try-${key}`, 'HEAD'),
    kind: 'ref-name',
    path: (key: string) => `refs/${folder}/try-${key}`,
  })),
];

const MESSAGES: readonly HidingPlace[] = [
  inCommit('commit message', 'commit-message', (key) => ({ message: `deploy\n\nwith ${key}` })),
  inCommit('author name', 'commit-author', (key) => ({ author: `Test ${key}` })),
  inCommit('author email', 'commit-author', (key) => ({ authorRest: `<${key}@example.com> 1700000000 +0000` })),
  ...['NAME', 'EMAIL'].map((field) => ({
    name: `the committer's ${field.toLowerCase()}`,
    hide(repo: Repo, key: string) {
      const env = { [`GIT_COMMITTER_${field}`]: `bot-${key}` };
      git(repo.dir, ['commit', '-q', '--allow-empty', '-m', 'by a bot'], { env });
    },
    kind: 'commit-author',
    path: () => '(commit author)',
  })),
  {
    name: 'the message of an annotated tag',
    hide: (repo, key) => void repo.git('tag', '-a', '-m', `release\n\nwith ${key}`, 'told'),
    kind: 'tag-message',
    path: () => '(tag message)',
  },
  {
    name: 'the name of a tagger',
    hide: (repo, key) =>
      void git(repo.dir, ['tag', '-a', '-m', 'x', 'signed'], { env: { GIT_COMMITTER_NAME: `bot ${key}` } }),
    kind: 'tag-message',
    path: () => '(tag message)',
  },
  {
    name: 'a note',
    hide: (repo, key) => void repo.git('notes', 'add', '-f', '-m', `reviewed with ${key}`, 'HEAD'),
    kind: 'note',
    path: () => /^[0-9a-f]{40}$/,
  },
  {
    name: 'a note of another namespace that was removed again',
    hide(repo, key) {
      repo.git('notes', '--ref=ci', 'add', '-m', `built with ${key}`, 'HEAD');
      repo.git('notes', '--ref=ci', 'remove', 'HEAD');
    },
    kind: 'note',
    path: () => /^[0-9a-f]{40}$/,
  },
];

const MERGES: readonly HidingPlace[] = [
  {
    name: 'a change that only a merge makes',
    hide(repo, key) {
      repo.commit({ 'evil.ini': 'a\nb\n' });
      const base = head(repo);
      const ours = storeSnapshot(repo, { 'evil.ini': 'a\nb\nours\n' }, { parents: [base] });
      const theirs = storeSnapshot(repo, { 'evil.ini': 'theirs\na\nb\n' }, { parents: [base] });
      const merge = storeSnapshot(repo, { 'evil.ini': `a\n${line(key)}` }, { parents: [ours, theirs] });
      repo.git('update-ref', 'refs/heads/evil', storeSnapshot(repo, { 'evil.ini': 'a\n' }, { parents: [merge] }));
    },
    kind: 'commit',
    path: () => 'evil.ini',
  },
  {
    name: 'a change that only an octopus merge makes',
    hide(repo, key) {
      const parents = ['one', 'two', 'three'].map((name) => commitBeside(repo, name, name));
      const octopus = storeSnapshot(repo, { 'octopus.ini': line(key) }, { parents });
      repo.git('update-ref', 'refs/heads/octopus', storeSnapshot(repo, { a: 'a' }, { parents: [octopus] }));
    },
    kind: 'commit',
    path: () => 'octopus.ini',
  },
];

const NAMES: readonly HidingPlace[] = [
  {
    name: 'the name of a file',
    hide: (repo, key) => void repo.commit({ [`files/${key}.txt`]: 'nothing inside\n' }),
    kind: 'path-name',
    path: (key) => `files/${key}.txt`,
  },
  {
    name: 'the name of a folder',
    hide: (repo, key) => void repo.commit({ [`folders/${key}/a.txt`]: 'nothing inside\n' }),
    kind: 'path-name',
    path: (key) => `folders/${key}`,
  },
];

const UTF_16 = Buffer.from([0xff, 0xfe]);

const CONTENTS: readonly HidingPlace[] = [
  inFile('a file that was deleted', 'deleted.ini', line),
  inFile('UTF-16 with a mark', 'marked.txt', (key) => Buffer.concat([UTF_16, Buffer.from(line(key), 'utf16le')])),
  inFile('UTF-16 without a mark', 'unmarked.txt', (key) => Buffer.from(`# x\n${line(key)}`, 'utf16le').swap16()),
  inFile('a binary file', 'leak.bin', (key) =>
    Buffer.concat([Buffer.from([0, 1, 255, 0, 10]), Buffer.from(line(key))]),
  ),
  inFile('a file with CRLF', 'crlf.ini', (key) => `[a]\r\n${line(key).replace('\n', '\r\n')}`),
  inFile('a file of more than 10 MB', 'long.log', (key) => `${'nothing to see\n'.repeat(740_000)}${line(key)}`),
  inFile('a minified line', 'min.js', (key) => `${'var a=1;'.repeat(200_000)}k="${key}";${'b();'.repeat(50_000)}`),
  inFile('the URL of a submodule', '.gitmodules', (key) => `[submodule "m"]\n\turl = https://u:${key}@example.com/m\n`),
  {
    name: 'the target of a symbolic link',
    hide(repo, key) {
      const tree = storeTree(repo, { link: `120000 ${storeObject(repo, 'blob', `/keys/${key}/x`)}` });
      repo.git('update-ref', 'refs/heads/links', storeCommit(repo, { tree, parents: [head(repo)] }));
    },
    kind: 'commit',
    path: () => 'link',
  },
  ...['-diff', 'binary', 'diff=hidden', 'export-ignore', 'working-tree-encoding=UTF-16', '-text merge=ours ident'].map(
    withAttributes,
  ),
];

const UNREFERENCED: readonly HidingPlace[] = [
  {
    name: 'a commit that only the reflog names',
    hide(repo, key) {
      repo.commit({ 'reset.ini': line(key) });
      repo.git('reset', '-q', '--hard', 'HEAD~1');
    },
    kind: 'reflog',
    path: () => 'reset.ini',
  },
  {
    name: 'a commit that was amended away',
    hide(repo, key) {
      repo.commit({ 'amended.ini': line(key) });
      repo.stage({ 'amended.ini': 'clean\n' });
      repo.git('commit', '-q', '--amend', '-m', 'better');
    },
    kind: 'reflog',
    path: () => 'amended.ini',
  },
  {
    name: 'a commit that nothing names',
    hide: (repo, key) => void commitBeside(repo, 'lost.ini', line(key)),
    kind: 'unreachable',
    path: () => 'lost.ini',
  },
  {
    name: 'the message of a commit that nothing names',
    hide: (repo, key) => void storeSnapshot(repo, { a: 'a' }, { message: `use ${key}` }),
    kind: 'commit-message',
    path: () => '(commit message)',
  },
  {
    name: 'a blob that nothing names',
    hide: (repo, key) => void storeObject(repo, 'blob', line(key)),
    kind: 'unreachable',
    path: () => /^\(blob [0-9a-f]{40}\)$/,
  },
  {
    name: 'a tree that nothing names',
    hide: (repo, key) => void storeTree(repo, { 'leak.ini': storeObject(repo, 'blob', line(key)) }),
    kind: 'unreachable',
    path: () => /^\(blob [0-9a-f]{40}\)$/,
  },
  {
    name: 'what was staged once and never committed',
    hide(repo, key) {
      repo.stage({ 'staged-once.ini': line(key) });
      repo.git('rm', '-q', '-f', 'staged-once.ini');
    },
    kind: 'unreachable',
    path: () => /^\(blob [0-9a-f]{40}\)$/,
  },
];

/** From the bottom of the stash to its top; the first of them stand in its reflog only. */
const STASH: readonly HidingPlace[] = [
  {
    name: 'an older entry of the stash',
    hide(repo, key) {
      repo.write({ 'stashed.txt': line(key) });
      repo.git('stash', '-q', '--include-untracked');
    },
    kind: 'stash',
    path: () => 'stashed.txt',
  },
  {
    name: 'the index part of a stash',
    hide(repo, key) {
      repo.stage({ 'readme.md': line(key) });
      repo.write({ 'readme.md': 'later\n' });
      repo.git('stash', '-q');
    },
    kind: 'stash',
    path: () => 'readme.md',
  },
  {
    name: 'the untracked part of a stash',
    hide(repo, key) {
      repo.write({ 'untracked.txt': line(key) });
      repo.git('stash', '-q', '--include-untracked');
    },
    kind: 'stash',
    path: () => 'untracked.txt',
  },
  {
    name: 'the work tree part of a stash',
    hide(repo, key) {
      repo.write({ 'readme.md': line(key) });
      repo.git('stash', '-q');
    },
    kind: 'stash',
    path: () => 'readme.md',
  },
];

/** Last: what they leave behind must not become part of a commit or a stash. */
const AROUND: readonly HidingPlace[] = [
  {
    name: 'what is staged now',
    hide: (repo, key) => repo.stage({ 'staged-now.ini': line(key) }),
    kind: 'index',
    path: () => 'staged-now.ini',
  },
  {
    name: "a remote's URL in the configuration",
    hide: (repo, key) => void repo.git('remote', 'add', 'backup', `https://user:${key}@example.com/backup.git`),
    kind: 'config',
    path: () => '.git/config',
  },
  {
    name: 'a comment in the configuration',
    hide: (repo, key) => appendFileSync(join(gitFolder(repo.dir), 'config'), `# was ${line(key)}`),
    kind: 'config',
    path: () => '.git/config',
  },
  {
    name: 'the configuration of one work tree',
    hide: (repo, key) => writeFileSync(join(gitFolder(repo.dir), 'config.worktree'), `[x]\n\ty = ${key}\n`),
    kind: 'config',
    path: () => '.git/config.worktree',
  },
];

/** All of them, in an order in which none undoes another. */
export const HIDING_PLACES: readonly HidingPlace[] = [
  ...CONTENTS,
  ...NAMES,
  ...MESSAGES,
  ...REFS,
  ...MERGES,
  ...UNREFERENCED,
  ...STASH,
  ...AROUND,
];

/** The key that a place hides. */
export function keyOf({ name }: HidingPlace): string {
  return accessKeyId(`hidden in ${name}`);
}

/** Hides all keys in a repository without commits. */
export function hideEverywhere(repo: Repo): void {
  repo.commit({ 'readme.md': 'hello\n' });
  for (const place of HIDING_PLACES) place.hide(repo, keyOf(place));
}
