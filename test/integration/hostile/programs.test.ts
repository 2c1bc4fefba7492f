/** Programs that a repository's configuration names: none may run, in any form of scan. */

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'vitest';
import { storeObject } from '../../support/objects.ts';
import { git } from '../../support/repo.ts';
import {
  attribute,
  configure,
  type Ground,
  prepareGround,
  proveTrap,
  springTrap,
  type Trap,
  trapRows,
  writeProgram,
} from '../../support/traps.ts';

const HOOKS = [
  'post-index-change',
  'pre-commit',
  'post-checkout',
  'reference-transaction',
  'pre-auto-gc',
  'fsmonitor-watchman',
];

/** Makes git doubt what it knows of the work tree, so that it looks at every file again. */
function touchFiles({ repo }: Ground): void {
  repo.write({ 'readme.md': 'hello, world\n', 'config.ini': repo.git('show', 'HEAD:config.ini') });
}

/** Replaces HEAD by a commit that claims to be signed; parent and tree stay. */
function signHead({ repo, commits }: Ground): void {
  const [head, body] = repo.git('cat-file', 'commit', commits[2]).split('\n\n');
  const signature = '-----BEGIN PGP SIGNATURE-----\n \n rubbish\n -----END PGP SIGNATURE-----';
  const signed = storeObject(repo, 'commit', `${head}\ngpgsig ${signature}\n\n${body}`);
  repo.git('update-ref', 'HEAD', signed);
}

/** Forms in which a careless scanner would ask for diffs, and for commits. */
const IN_DIFFS = ['staged', 'history', 'range'] as const;
const IN_COMMITS = ['history', 'range'] as const;

const TRAPS: readonly Trap[] = [
  {
    name: 'a textconv program',
    forms: IN_DIFFS,
    arm: ({ repo, program }) => {
      configure(repo, { 'diff.trap.textconv': program, 'diff.trap.cachetextconv': 'true' });
      attribute(repo, 'diff=trap');
    },
    control: ['log', '-p'],
  },
  {
    name: 'a diff driver',
    forms: IN_DIFFS,
    arm: ({ repo, program }) => {
      configure(repo, { 'diff.trap.command': program });
      attribute(repo, 'diff=trap');
    },
    control: ['diff', '--cached'],
  },
  {
    name: 'diff.external',
    forms: IN_DIFFS,
    arm: ({ repo, program }) => configure(repo, { 'diff.external': program }),
    control: ['diff', '--cached'],
  },
  {
    name: 'GIT_EXTERNAL_DIFF in the environment',
    forms: IN_DIFFS,
    arm: () => {},
    env: ({ program }) => ({ GIT_EXTERNAL_DIFF: program }),
    control: ['diff', '--cached'],
  },
  {
    name: 'core.fsmonitor',
    arm: ({ repo, program }) => configure(repo, { 'core.fsmonitor': program }),
    control: ['status'],
  },
  {
    name: 'hooks behind core.hooksPath',
    arm: (ground) => {
      for (const hook of HOOKS) writeProgram(join(ground.outside, 'hooks', hook), `exec '${ground.program}'`);
      configure(ground.repo, { 'core.hooksPath': join(ground.outside, 'hooks') });
      touchFiles(ground);
    },
    control: ['update-index', '--refresh'],
  },
  {
    name: 'hooks of the repository',
    arm: (ground) => {
      for (const hook of HOOKS) writeProgram(join(ground.repo.dir, '.git/hooks', hook), `exec '${ground.program}'`);
      touchFiles(ground);
    },
    control: ['update-index', '--refresh'],
  },
  {
    name: 'clean and smudge filters',
    arm: (ground) => {
      const { repo, program } = ground;
      configure(repo, { 'filter.trap.clean': program, 'filter.trap.smudge': program, 'filter.trap.required': 'true' });
      attribute(repo, 'filter=trap');
      touchFiles(ground);
    },
    control: ['status'],
  },
  {
    name: 'a filter process',
    arm: (ground) => {
      configure(ground.repo, { 'filter.trap.process': ground.program });
      attribute(ground.repo, 'filter=trap');
      touchFiles(ground);
    },
    control: ['status'],
  },
  {
    name: 'a signature to be shown with gpg.program',
    forms: IN_COMMITS,
    arm: (ground) => {
      configure(ground.repo, { 'log.showSignature': 'true', 'gpg.program': ground.program });
      signHead(ground);
    },
    control: ['log', '-1'],
  },
  {
    name: 'an alternate-refs command',
    forms: IN_COMMITS,
    arm: ({ repo, program, outside }) => {
      const other = join(outside, 'other');
      git(outside, ['init', '-q', other]);
      mkdirSync(join(repo.dir, '.git/objects/info'), { recursive: true });
      writeFileSync(join(repo.dir, '.git/objects/info/alternates'), `${join(other, '.git/objects')}\n`);
      configure(repo, { 'core.alternateRefsCommand': program });
    },
    control: ['rev-list', '--alternate-refs'],
  },
  {
    name: 'include.path to more traps',
    arm: ({ repo, program, outside }) => {
      const more = `[diff]\n\texternal = ${program}\n[core]\n\tfsmonitor = ${program}\n\tpager = ${program}\n`;
      writeFileSync(join(outside, 'more'), more);
      configure(repo, { 'include.path': join(outside, 'more'), 'includeIf.gitdir:/.path': join(outside, 'more') });
    },
    control: ['diff', '--cached'],
  },
  {
    name: 'a configuration of this worktree only',
    arm: ({ repo, program }) => {
      configure(repo, { 'extensions.worktreeConfig': 'true' });
      repo.git('config', '--worktree', 'diff.external', program);
    },
    control: ['diff', '--cached'],
  },
  {
    name: 'core.attributesFile with a textconv program',
    forms: IN_DIFFS,
    arm: ({ repo, program, outside }) => {
      writeFileSync(join(outside, 'attributes'), '* diff=trap\n');
      configure(repo, { 'core.attributesFile': join(outside, 'attributes'), 'diff.trap.textconv': program });
    },
    control: ['log', '-p'],
  },
  {
    name: 'providers of git-secrets',
    arm: ({ repo, program }) => configure(repo, { 'secrets.providers': program }),
  },
  {
    name: 'pagers, editors, aliases, helpers and every other program that git may start',
    arm: ({ repo, program }) => configure(repo, otherPrograms(program)),
    env: ({ program }) => ({ GIT_PAGER: program, PAGER: program, GIT_EDITOR: program, GIT_SSH_COMMAND: program }),
    control: ['-p', '-c', 'alias.x=!git log', 'trap'],
  },
];

/** Settings whose value is a program. */
function otherPrograms(program: string): Readonly<Record<string, string>> {
  const pagers = ['log', 'diff', 'show', 'rev-list', 'config', 'ls-files', 'cat-file', 'for-each-ref', 'status'];
  const aliases = ['trap', 'rev-list', 'cat-file', 'ls-files', 'diff-tree', 'diff-index', 'log'];
  const settings = [
    ...['pager', 'editor', 'sshCommand', 'askPass', 'gitProxy'].map((name) => `core.${name}`),
    ...['sequence.editor', 'credential.helper', 'interactive.diffFilter', 'gpg.ssh.program', 'gpg.x509.program'],
    ...['uploadpack.packObjectsHook', 'merge.trap.driver', 'trailer.trap.command', 'trailer.trap.cmd'],
    ...['difftool.trap.cmd', 'mergetool.trap.cmd', 'browser.trap.cmd', 'sendemail.sendmailCmd', 'remote.origin.vcs'],
    ...['remote.origin.uploadpack', 'remote.origin.receivepack', 'gc.recentObjectsHook'],
    ...pagers.map((command) => `pager.${command}`),
  ];
  return {
    ...Object.fromEntries(settings.map((setting) => [setting, program])),
    ...Object.fromEntries(aliases.map((alias) => [`alias.${alias}`, `!${program}`])),
  };
}

/** Settings by which git would fetch what is missing, each with a program that the fetch would start. */
const PROMISORS: readonly (readonly [string, (program: string) => Readonly<Record<string, string>>])[] = [
  ['core.sshCommand', (program) => ({ 'remote.origin.url': 'ssh://host.invalid/x', 'core.sshCommand': program })],
  ['an ext:: remote', (program) => ({ 'remote.origin.url': `ext::${program}`, 'protocol.ext.allow': 'always' })],
  [
    'remote.*.uploadpack',
    (program) => ({ 'remote.origin.url': 'file:///no-such-folder', 'remote.origin.uploadpack': program }),
  ],
  [
    'a credential helper',
    (program) => ({ 'remote.origin.url': 'http://127.0.0.1:1/x', 'credential.helper': `!${program}` }),
  ],
  [
    'url.*.insteadOf',
    (program) => ({
      'remote.origin.url': 'https://host.invalid/x',
      [`url.ext::${program} .insteadOf`]: 'https://',
      'protocol.ext.allow': 'always',
    }),
  ],
];

/** A repository that promises its missing objects: one of a commit in the range, one in the index. */
function breakPromise({ repo, commits }: Ground): string {
  const staged = storeObject(repo, 'blob', 'staged and gone\n');
  const committed = repo.git('rev-parse', `${commits[2]}:readme.md`).trim();
  repo.git('update-index', '--add', '--cacheinfo', `100644,${staged},gone.txt`);
  for (const hash of [staged, committed]) rmSync(join(repo.dir, '.git/objects', hash.slice(0, 2), hash.slice(2)));
  return staged;
}

const FETCHES: readonly Trap[] = PROMISORS.map(([name, settings]) => ({
  name: `a lazy fetch by ${name}`,
  arm: (ground) => {
    breakPromise(ground);
    configure(ground.repo, {
      ...settings(ground.program),
      'remote.origin.promisor': 'true',
      'remote.origin.partialclonefilter': 'blob:none',
      'extensions.partialClone': 'origin',
    });
    ground.repo.git('config', 'core.repositoryFormatVersion', '1');
  },
  status: { staged: 2, history: 2, range: 2 },
  ...(name.includes('credential') ? {} : { control: ['cat-file', '-p', 'HEAD:readme.md'] }),
}));

const ALL = [...TRAPS, ...FETCHES];

describe.skipIf(process.platform === 'win32')('a program that a repository names', () => {
  prepareGround();

  it.each(trapRows(ALL))('does not run: $name ($form)', ({ trap, form }) => springTrap(trap, form));

  it.each(ALL.filter((trap) => trap.control !== undefined))('would run under plain git: $name', (trap) =>
    proveTrap(trap),
  );
});
