/** What a repository can say to hide content from git: none of it hides a key, in any form of scan. */

import { mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keysieve } from '../../support/keysieve.ts';
import { rewriteFile, storeCommit, storeObject, storeTree } from '../../support/objects.ts';
import { git } from '../../support/repo.ts';
import { problemsOf } from '../../support/scans.ts';
import {
  attribute,
  configure,
  FORMS,
  type Ground,
  newGround,
  prepareGround,
  scanGround,
  springTrap,
  type Trap,
  trapRows,
} from '../../support/traps.ts';

/** Forms that read what git stored, and not the work tree. */
const IN_GIT = ['staged', 'history', 'range'] as const;

const ATTRIBUTES = [
  '-diff',
  'binary',
  'diff=nothing',
  'working-tree-encoding=UTF-16',
  '-text ident export-ignore eol=crlf',
];

/** Attributes from a file that is committed and staged, and from one that no checkout shows. */
const ATTRIBUTE_TRAPS: readonly Trap[] = [
  ...ATTRIBUTES.map((attributes) => ({
    name: `info/attributes: ${attributes}`,
    arm: ({ repo }: Ground) => attribute(repo, attributes),
    forms: attributes.startsWith('working') ? FORMS : IN_GIT,
  })),
  {
    name: 'a committed .gitattributes: binary',
    arm: ({ repo, commits }: Ground) => {
      const blob = storeObject(repo, 'blob', '* binary\n');
      repo.write({ '.gitattributes': '* binary\n' });
      repo.git('update-index', '--add', '--cacheinfo', `100644,${blob},.gitattributes`);
      const tree = `${repo.git('ls-tree', 'main')}100644 blob ${blob}\t.gitattributes\n`;
      const hash = git(repo.dir, ['mktree'], { input: tree }).trim();
      repo.git('update-ref', 'refs/heads/main', storeCommit(repo, { tree: hash, parents: [commits[2]] }));
    },
  },
];

/** Makes git believe that an object is another one. */
function replaceObject({ repo }: Ground, revision: string, replacement: string): void {
  const hash = repo.git('rev-parse', revision).trim();
  repo.git('replace', '-f', hash, replacement);
}

const REPLACEMENTS: readonly Trap[] = [
  {
    name: 'replaced blobs',
    arm: (ground) => {
      const clean = storeObject(ground.repo, 'blob', 'one\ntwo\n');
      replaceObject(ground, 'main:config.ini', clean);
      replaceObject(ground, ':staged.ini', clean);
    },
  },
  {
    name: 'a replaced tree',
    arm: (ground) => {
      const clean = storeTree(ground.repo, { 'readme.md': storeObject(ground.repo, 'blob', 'clean\n') });
      replaceObject(ground, 'main~1^{tree}', clean);
    },
  },
  { name: 'a replaced commit', arm: (ground) => replaceObject(ground, ground.commits[1], ground.commits[2]) },
  {
    name: 'a graft that cuts history',
    arm: ({ repo, commits }) => repo.write({ '.git/info/grafts': `${commits[2]}\n` }),
  },
  { name: 'a commit graph that lies about parents', arm: lieInCommitGraph },
];

/** Rewrites the commit graph so that HEAD has no parents. */
function lieInCommitGraph({ repo, commits }: Ground): void {
  repo.git('commit-graph', 'write', '--reachable', '--no-progress');
  rewriteFile(join(repo.dir, '.git/objects/info/commit-graph'), (bytes) => {
    const chunk = (id: string) => Number(bytes.readBigUInt64BE(bytes.indexOf(id) + 4));
    const row = [...commits].sort().indexOf(commits[2]);
    bytes.writeUInt32BE(0x70000000, chunk('CDAT') + row * 36 + 20);
    return bytes;
  });
}

const INDEX_TRAPS: readonly Trap[] = [
  ['assume-unchanged', ['update-index', '--assume-unchanged', 'staged.ini', 'config.ini']],
  ['skip-worktree', ['update-index', '--skip-worktree', 'staged.ini', 'config.ini']],
  ['a split index', ['update-index', '--split-index']],
  ['an index of version 4', ['update-index', '--index-version', '4']],
  ['an untracked cache', ['update-index', '--force-untracked-cache']],
  ['an fsmonitor bitmap that says that nothing changed', ['update-index', '--fsmonitor-valid', 'staged.ini']],
].map(([name, args]) => ({
  name: String(name),
  arm: ({ repo }: Ground) => {
    git(repo.dir, [...(args ?? [])], { allow: [128] });
  },
  forms: ['staged', 'paths'] as const,
}));

const PLACES: readonly Trap[] = [
  {
    name: 'core.worktree that points elsewhere',
    arm: ({ repo, outside }) => {
      mkdirSync(join(outside, 'elsewhere'));
      configure(repo, { 'core.worktree': join(outside, 'elsewhere') });
    },
  },
  {
    name: 'core.bare in a repository that is not',
    arm: ({ repo }) => repo.git('config', 'core.bare', 'true'),
  },
  {
    name: 'a .git file that points elsewhere',
    arm: ({ repo, outside }) => {
      renameSync(join(repo.dir, '.git'), join(outside, 'real.git'));
      writeFileSync(join(repo.dir, '.git'), 'gitdir: ../real.git\n');
    },
  },
  {
    name: 'a .git that is a symbolic link',
    arm: ({ repo, outside }) => {
      renameSync(join(repo.dir, '.git'), join(outside, 'real.git'));
      symlinkSync('../real.git', join(repo.dir, '.git'));
    },
  },
];

const IGNORES: readonly Trap[] = [
  { name: 'info/exclude that lists tracked files', arm: ({ repo }) => repo.write({ '.git/info/exclude': '*\n' }) },
  { name: 'a .gitignore that lists tracked files', arm: ({ repo }) => repo.write({ '.gitignore': '*\n' }) },
  {
    name: 'core.excludesFile that lists tracked files',
    arm: ({ repo, outside }) => {
      writeFileSync(join(outside, 'excludes'), '*\n');
      configure(repo, { 'core.excludesFile': join(outside, 'excludes') });
    },
  },
  {
    name: 'core.ignoreCase with a name in other case',
    arm: ({ repo }) => {
      configure(repo, { 'core.ignoreCase': 'true' });
      repo.write({ '.git/info/exclude': 'CONFIG.INI\nSTAGED.INI\n' });
    },
  },
  {
    name: 'sparse-checkout rules that leave everything out',
    arm: ({ repo }) => {
      configure(repo, { 'core.sparseCheckout': 'true' });
      repo.write({ '.git/info/sparse-checkout': '/nothing\n' });
    },
  },
  {
    name: 'a .mailmap that renames authors',
    arm: ({ repo }) => {
      configure(repo, { 'log.mailmap': 'true' });
      repo.write({ '.mailmap': 'Nobody <nobody@example.com> <author@example.com>\n' });
    },
  },
];

const TRAPS = [
  ...ATTRIBUTE_TRAPS,
  ...REPLACEMENTS.map((trap) => ({ ...trap, forms: IN_GIT })),
  ...INDEX_TRAPS,
  ...PLACES,
  ...IGNORES.map((trap) => ({ ...trap, forms: ['staged', 'paths'] as const })),
];

describe.skipIf(process.platform === 'win32')('what a repository says to hide content', () => {
  prepareGround();

  it.each(trapRows(TRAPS))('hides nothing: $name ($form)', ({ trap, form }) => springTrap(trap, form));

  it.each(['history', 'range'] as const)('ends in 2 where a file of shallow commits cuts history (%s)', (form) => {
    const ground = newGround();
    ground.repo.write({ '.git/shallow': `${ground.commits[2]}\n` });
    const scan = scanGround(ground, form);
    expect(problemsOf(scan.report)).toMatch(/shallow/i);
    expect(scan.status).toBe(2);
  });

  it('names authors as commits do, not as a .mailmap does', () => {
    const ground = newGround();
    IGNORES.find((trap) => trap.name.includes('mailmap'))?.arm(ground);
    const scan = scanGround(ground, 'history');
    expect(scan.report.findings.map((f) => f.provenance['author'])).not.toContain('Nobody');
  });

  it('a nested repository hides no file silently', () => {
    const ground = newGround();
    git(ground.repo.dir, ['init', '-q', 'nested']);
    ground.repo.write({ 'nested/leak.ini': ground.repo.git('show', 'main:config.ini') });
    const { report } = scanGround(ground, 'paths');
    const told = [...report.findings.map((f) => f.path), ...report.coverage.skipped.map((skip) => skip.path)];
    expect(told.filter((path) => path.startsWith('nested'))).not.toEqual([]);
  });

  it.each(FORMS)('a .git file that points nowhere is never a clean scan (%s)', (form) => {
    const ground = newGround();
    renameSync(join(ground.repo.dir, '.git'), join(ground.outside, 'real.git'));
    writeFileSync(join(ground.repo.dir, '.git'), 'gitdir: ../no-such-folder\n');
    const args = { staged: ['--staged'], paths: [], history: ['--history'], range: ['--range', 'main'] }[form];
    const run = keysieve(['scan', ...args], { cwd: ground.repo.dir });
    expect(run.status).toBe(2);
    expect(run.stderr).toContain('no-such-folder');
  });
});
