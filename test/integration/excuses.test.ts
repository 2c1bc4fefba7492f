/** A pull request and a push that try to excuse themselves in every way that there is: none of them works. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gitWithHooks, install } from '../support/hooks.ts';
import { accessKeyId } from '../support/keys.ts';
import { keysieve } from '../support/keysieve.ts';
import { createRepo, git, type Repo, temporaryDirectory } from '../support/repo.ts';
import { scanRange } from '../support/scans.ts';

const ALLOW = 'keysieve:allow';
const RULE = 'aws-access-key-id';

/** A key of its own for each way, by the file that it stands in. */
const keyOf = (name: string): string => accessKeyId(`excused-${name}`);

/** Contents around a key that a comment in them allows. */
const COMMENTS: Readonly<Record<string, (key: string) => string>> = {
  'line.txt': (key) => `${key} # ${ALLOW} ${RULE} because mine\n`,
  'next.txt': (key) => `# ${ALLOW}-next-line ${RULE} because mine\n${key}\n`,
  'block.txt': (key) => `# ${ALLOW}-start ${RULE} because mine\n${key}\n# ${ALLOW}-end\n`,
  'gitleaks.txt': (key) => `${key} # gitleaks:allow\n`,
  'pragma.txt': (key) => `# pragma: allowlist nextline secret\n${key}\n`,
  'secretlint.txt': (key) => `/* secretlint-disable */\n${key}\n`,
  'trufflehog.txt': (key) => `${key} # trufflehog:ignore\n`,
  'kingfisher.txt': (key) => `${key} # kingfisher:ignore\n`,
};

/** Keys that files excuse, and those files. */
const EXCUSED_BY_FILES = ['config.txt', 'git-secrets.txt', 'folder/nested.txt', 'accepted.txt'];

function excusingFiles(): Readonly<Record<string, string>> {
  return {
    'keysieve.toml': `[[allowlists]]\ndescription = "mine"\npaths = ['^config\\.txt$']\n`,
    '.gitallowed': '^git-secrets\\.txt:\n',
    'folder/keysieve.toml': `[[allowlists]]\ndescription = "mine"\npaths = ['^nested']\n`,
    '.keysieve-baseline': baselineFor('accepted.txt'),
  };
}

/** What `keysieve baseline create` writes where this file alone is. */
function baselineFor(name: string): string {
  const repo = createRepo();
  repo.commit({ [name]: `${keyOf(name)}\n` });
  const run = keysieve(['baseline', 'create', '--reason', 'mine', '--baseline', 'made'], { cwd: repo.dir });
  expect(run.status, run.stderr).toBe(0);
  return readFileSync(join(repo.dir, 'made'), 'utf8');
}

const keys = (names: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(names.map((name) => [name, `${keyOf(name)}\n`]));

const commented = (): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(COMMENTS).map(([name, write]) => [name, write(keyOf(name))]));

const ALL = [...Object.keys(COMMENTS), ...EXCUSED_BY_FILES].toSorted();

const pathsOf = (report: ReturnType<typeof scanRange>['report']): readonly string[] =>
  report.findings.map(({ path }) => path).toSorted();

describe('a pull request', () => {
  it('is excused by nothing that it brings', () => {
    const repo = createRepo();
    repo.commit({ 'notes.txt': 'x\n' });
    repo.git('tag', 'base');
    repo.commit({ ...keys(EXCUSED_BY_FILES), ...commented(), ...excusingFiles() });
    const { status, report } = scanRange(repo, 'base..HEAD');
    expect(pathsOf(report)).toEqual(ALL);
    expect(report.suppressed).toEqual([]);
    expect(status).toBe(1);
    // Each of them does excuse where the person at the keyboard decides.
    const trusting = scanRange(repo, 'base..HEAD', '--trust', 'worktree');
    expect(pathsOf(trusting.report)).toEqual([]);
    expect(trusting.report.suppressed).toHaveLength(ALL.length);
    expect(trusting.status).toBe(0);
  });

  it('is excused by files that stood at its base, and by no comment', () => {
    const repo = createRepo();
    repo.commit({ 'notes.txt': 'x\n', ...excusingFiles() });
    repo.git('tag', 'base');
    repo.commit({ ...keys(EXCUSED_BY_FILES), ...commented() });
    const { report } = scanRange(repo, 'base..HEAD');
    expect(pathsOf(report)).toEqual(Object.keys(COMMENTS).toSorted());
    expect(report.suppressed.map(({ finding }) => finding.path).toSorted()).toEqual(EXCUSED_BY_FILES.toSorted());
  });
});

describe.each([['pre-push'], ['pre-receive'], ['update']])('a push that %s looks at', (hook) => {
  function createPair(files: Readonly<Record<string, string>>): Repo {
    const server = join(temporaryDirectory(), 'server.git');
    git(temporaryDirectory(), ['init', '-q', '--bare', '-b', 'main', server]);
    const repo = createRepo();
    repo.commit({ 'notes.txt': 'x\n', ...files });
    repo.git('remote', 'add', 'origin', server);
    repo.git('push', '-q', 'origin', 'main');
    install(hook === 'pre-push' ? repo.dir : server, '--hook', hook);
    return repo;
  }

  it('is excused by nothing that it brings', () => {
    const repo = createPair({});
    repo.commit({ ...keys(EXCUSED_BY_FILES), ...commented(), ...excusingFiles() });
    const { status, said } = gitWithHooks(repo.dir, ['push', '-q', 'origin', 'main']);
    expect(said).toContain(`keysieve: push refused: ${ALL.length} secrets in it`);
    expect(status).toBe(1);
  });

  it(`is ${hook === 'pre-push' ? '' : 'not '}excused by what the other side has`, () => {
    const repo = createPair(excusingFiles());
    repo.commit(keys(EXCUSED_BY_FILES));
    const { status, said } = gitWithHooks(repo.dir, ['push', '-q', 'origin', 'main']);
    if (hook !== 'pre-push') expect(said).toContain(`keysieve: push refused: ${EXCUSED_BY_FILES.length} secrets in it`);
    expect(status).toBe(hook === 'pre-push' ? 0 : 1);
  });
});
