/** What a partial clone lacks is fetched where that is asked for, and nothing that the clone brings along can use the call. */

import { cpSync, existsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { keysieveJson } from '../../support/keysieve.ts';
import { countObjects, storeObject } from '../../support/objects.ts';
import { createRepo, git, type Repo, repoAt, sharedDirectory, temporaryDirectory } from '../../support/repo.ts';
import { findingsOf, keyLine, problemsOf, type Scan, said, scanHistory } from '../../support/scans.ts';
import { startScan } from '../../support/started.ts';
import { configure, writeProgram } from '../../support/traps.ts';

const SHARED = sharedDirectory();
const SOURCE = join(SHARED, 'source');

beforeAll(() => {
  git(SHARED, ['init', '-q', '-b', 'main', SOURCE]);
  const repo = repoAt(SOURCE);
  repo.commit({ 'a.txt': 'one\n', 'deep/er/b.txt': 'two\n' });
  repo.commit({ 'leak.ini': keyLine() });
  repo.commit({ 'leak.ini': 'gone\n' });
  repo.git('config', 'uploadpack.allowFilter', 'true');
  for (const filter of ['blob:none', 'tree:0']) {
    git(SHARED, ['clone', '-q', '--no-checkout', `--filter=${filter}`, `file://${SOURCE}`, join(SHARED, filter)]);
  }
});

function partialClone(filter = 'blob:none'): Repo {
  const dir = join(temporaryDirectory(), 'partial');
  cpSync(join(SHARED, filter), dir, { recursive: true });
  return repoAt(dir);
}

const fetchingScan = (repo: Repo, env: Readonly<Record<string, string>> = {}): Scan =>
  keysieveJson(['scan', '--history', '--reveal', '--fetch-missing'], { cwd: repo.dir, env });

describe('--fetch-missing', () => {
  it.each(['blob:none', 'tree:0'])('fetches what a clone with --filter=%s lacks, and finds a key there', (filter) => {
    const repo = partialClone(filter);
    const refs = repo.git('for-each-ref');
    const scan = fetchingScan(repo);
    expect(problemsOf(scan.report)).toBe('');
    expect(findingsOf(scan.report)).toHaveLength(1);
    expect(scan.status).toBe(1);
    expect(countObjects(repo.dir)).toEqual(countObjects(SOURCE));
    expect(repo.git('for-each-ref')).toBe(refs);
    expect(existsSync(join(repo.dir, '.git/FETCH_HEAD'))).toBe(false);
    repo.git('fsck', '--strict');
  });

  it('leaves packs that git takes for its own: a later gc keeps everything', () => {
    const repo = partialClone();
    fetchingScan(repo);
    repo.git('gc', '-q', '--prune=now');
    expect(scanHistory(repo).status).toBe(1);
  });

  it('keeps what nothing leads to', () => {
    const repo = partialClone();
    storeObject(repo, 'blob', keyLine('lost'));
    expect(findingsOf(fetchingScan(repo).report, 'lost')).toHaveLength(1);
    expect(findingsOf(scanHistory(repo).report, 'lost')).toHaveLength(1);
  });

  it('finds a remote that is a relative path', () => {
    const repo = partialClone();
    cpSync(SOURCE, join(repo.dir, '..', 'beside'), { recursive: true });
    repo.git('config', 'remote.origin.url', '../beside');
    expect(fetchingScan(repo).status).toBe(1);
  });

  it('changes nothing in a clone that is whole', () => {
    const repo = createRepo();
    repo.commit({ 'leak.ini': keyLine() });
    expect(fetchingScan(repo).report).toEqual(scanHistory(repo).report);
  });

  it('is 2 where the remote is gone, with the words of git, and what is there is scanned', () => {
    const repo = partialClone();
    repo.git('config', 'remote.origin.url', 'https://somebody:passphrase@localhost:1/gone.git');
    storeObject(repo, 'blob', keyLine('here'));
    const scan = fetchingScan(repo);
    expect(problemsOf(scan.report)).toMatch(/could not be fetched from origin: .*localhost/);
    expect(problemsOf(scan.report)).toContain('4 objects that the history needs are missing');
    expect(said(scan)).not.toContain('passphrase');
    expect(findingsOf(scan.report, 'here')).toHaveLength(1);
    expect(scan.status).toBe(2);
  });

  it('is 2 where the remote lacks an object as well', () => {
    const repo = partialClone();
    const other = join(temporaryDirectory(), 'other');
    git(other.replace(/other$/, ''), ['init', '-q', '--bare', other]);
    repo.git('config', 'remote.origin.url', `file://${other}`);
    expect(fetchingScan(repo).status).toBe(2);
  });
});

interface Trap {
  readonly name: string;
  /** Whether what is missing can be fetched all the same. */
  readonly fetches: boolean;
  /** `program` leaves a file behind when it runs. */
  arm(repo: Repo, program: string): void;
}

const TRAPS: readonly Trap[] = [
  {
    name: 'an address that is a program',
    fetches: false,
    arm: (repo, program) =>
      configure(repo, {
        'remote.origin.url': `ext::${program}`,
        'protocol.ext.allow': 'always',
        'protocol.allow': 'always',
      }),
  },
  {
    name: 'an address that stands for a program',
    fetches: true,
    arm: (repo, program) =>
      configure(repo, { [`url.ext::${program} .insteadOf`]: 'file://', 'protocol.ext.allow': 'always' }),
  },
  {
    name: 'core.sshCommand',
    fetches: false,
    arm: (repo, program) => configure(repo, { 'remote.origin.url': 'ssh://localhost:1/x', 'core.sshCommand': program }),
  },
  {
    name: 'core.gitProxy',
    fetches: false,
    arm: (repo, program) => configure(repo, { 'remote.origin.url': 'git://localhost:1/x', 'core.gitProxy': program }),
  },
  {
    name: 'remote.origin.uploadpack',
    fetches: true,
    arm: (repo, program) => configure(repo, { 'remote.origin.uploadpack': program }),
  },
  {
    name: 'a file that the configuration includes',
    fetches: true,
    arm: (repo, program) => {
      writeFileSync(join(repo.dir, '.git/more'), `[remote "origin"]\n\tuploadpack = ${program}\n`);
      configure(repo, { 'include.path': 'more' });
    },
  },
  {
    name: 'the configuration of the work tree',
    fetches: true,
    arm: (repo, program) => {
      configure(repo, { 'extensions.worktreeConfig': 'true' });
      writeFileSync(join(repo.dir, '.git/config.worktree'), `[remote "origin"]\n\tuploadpack = ${program}\n`);
    },
  },
  {
    name: 'hooks and the like',
    fetches: true,
    arm: (repo, program) => {
      for (const name of ['reference-transaction', 'pre-auto-gc', 'post-checkout', 'post-merge']) {
        writeProgram(join(repo.dir, '.git/hooks', name), `exec '${program}'`);
      }
      configure(repo, { 'core.fsmonitor': program, 'core.alternateRefsCommand': program, 'gc.auto': '1' });
    },
  },
  {
    name: 'a program for a kind of remote',
    fetches: true,
    arm: (repo, program) => {
      writeProgram(join(repo.dir, 'bin/git-remote-trap'), `exec '${program}'`);
      configure(repo, { 'remote.origin.vcs': 'trap' });
    },
  },
  {
    name: 'a remote of this machine that would fetch in its turn',
    fetches: false,
    arm: (repo, program) => {
      const between = join(repo.dir, '..', 'between');
      cpSync(join(SHARED, 'blob:none'), between, { recursive: true });
      configure(repoAt(between), { 'remote.origin.uploadpack': program, 'uploadpack.allowFilter': 'true' });
      configure(repo, { 'remote.origin.url': `file://${between}` });
    },
  },
];

/** The last address counts with git in some places, the first in others: there is only one. */
function oneAddress(repo: Repo): void {
  const urls = repo.git('config', '--get-all', 'remote.origin.url').trim().split('\n');
  repo.git('config', '--replace-all', 'remote.origin.url', urls.at(-1) ?? '');
}

describe.skipIf(process.platform === 'win32')('what a clone brings along', () => {
  it.each(TRAPS)('$name is not run', ({ arm, fetches }) => {
    const repo = partialClone();
    const canary = join(repo.dir, '..', 'canary');
    arm(repo, writeProgram(join(repo.dir, '..', 'trap'), `echo ran >> '${canary}'`));
    oneAddress(repo);
    const path = [join(repo.dir, 'bin'), process.env['PATH'] ?? ''].join(delimiter);
    const scan = fetchingScan(repo, { PATH: path });
    expect(existsSync(canary), 'the trap has run').toBe(false);
    expect(scan.status, said(scan)).toBe(fetches ? 1 : 2);
    if (!fetches) expect(problemsOf(scan.report)).toContain('could not be fetched from origin');
  });

  it.each(TRAPS)('$name is run by git itself', ({ arm }) => {
    const repo = partialClone();
    const canary = join(repo.dir, '..', 'canary');
    arm(repo, writeProgram(join(repo.dir, '..', 'trap'), `echo ran >> '${canary}'`));
    oneAddress(repo);
    const path = [join(repo.dir, 'bin'), process.env['PATH'] ?? ''].join(delimiter);
    // Younger versions of git forbid the other side to fetch, unless they are told so.
    const env = { PATH: path, GIT_NO_LAZY_FETCH: '0' };
    git(repo.dir, ['-c', 'gc.autoDetach=false', 'checkout', '-q', 'main'], { env, allow: [1, 128] });
    expect(existsSync(canary)).toBe(true);
  });

  it('programs that would give a password are not run', async () => {
    let asked = 0;
    const server = createServer((_, response) => {
      asked++;
      response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="x"' }).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const repo = partialClone();
    const canary = join(repo.dir, '..', 'canary');
    const program = writeProgram(join(repo.dir, '..', 'trap'), `echo ran >> '${canary}'`);
    const url = `http://127.0.0.1:${port}/x.git`;
    repo.git('config', 'remote.origin.url', url);
    configure(repo, {
      'credential.helper': `!${program}`,
      [`credential.${url}.helper`]: program,
      'core.askPass': program,
    });
    const run = await startScan(['--history', '--fetch-missing'], repo.dir).finished;
    server.close();
    expect(asked).toBeGreaterThan(0);
    expect(existsSync(canary)).toBe(false);
    expect(run.status).toBe(2);
  });
});
