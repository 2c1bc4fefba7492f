/** Files with names that quoting, argument parsing or decoding could lose. */

import { describe, expect, it } from 'vitest';
import { isPosix, keyAt, scanStaged } from '../../support/form-scans.ts';
import { accessKeyId } from '../../support/keys.ts';
import { keysieve, places } from '../../support/keysieve.ts';
import { createRepo, git, type Repo } from '../../support/repo.ts';

const KEY = accessKeyId('names');
const OLD_KEY = accessKeyId('names-old');

/** Stages `content` under a name that need not be text, without a file in the work tree. */
function stageAs(repo: Repo, name: Uint8Array, content: string): void {
  const object = git(repo.dir, ['hash-object', '-w', '--stdin'], { input: content }).trim();
  const line = Buffer.concat([Buffer.from(`100644 ${object}\t`), name, Buffer.from('\0')]);
  git(repo.dir, ['update-index', '-z', '--index-info'], { input: line });
}

describe.runIf(isPosix)('names of staged files', () => {
  it.each([
    { what: 'a space', name: 'two words.txt' },
    { what: 'spaces at both ends', name: ' x ' },
    { what: 'a newline', name: 'new\nline.txt' },
    { what: 'a newline at the end', name: 'line\n' },
    { what: 'a double quote', name: 'quo"te.txt' },
    { what: 'single quotes', name: "it's.txt" },
    { what: 'a tab', name: 'ta\tb.txt' },
    { what: 'a backslash', name: 'back\\slash.txt' },
    { what: 'an escape that git would print', name: 'a\\nb\\303\\244' },
    { what: 'a leading dash', name: '-rf' },
    { what: 'the form of an option', name: '--reveal' },
    { what: 'letters beyond ASCII', name: 'h\u00e4\u00dflich/\u65e5\u672c.txt' },
    { what: 'an astral character', name: '\u{1F511}.txt' },
    { what: 'a decomposed letter', name: 'u\u0308.txt' },
    { what: 'pathspec magic', name: ':(exclude)a.txt' },
    { what: 'a leading colon', name: ':a' },
    { what: 'glob characters', name: '[ab]*?.txt' },
    { what: 'an arrow as git prints renames', name: 'a => b.txt' },
    { what: 'the prefix of a diff', name: 'b/b/a.txt' },
    { what: 'a carriage return', name: 'x\r' },
    { what: 'an escape sequence', name: '\u001b[31mred' },
    { what: 'the name of a null device', name: 'dev/null' },
    { what: 'the form of a diff header', name: '+++ b/x' },
  ])('are printed as they are with $what', ({ name }) => {
    const repo = createRepo();
    stageAs(repo, Buffer.from(name), `old ${OLD_KEY}\n`);
    repo.git('commit', '-q', '--no-verify', '-m', 'x');
    stageAs(repo, Buffer.from(name), `old ${OLD_KEY}\nkey = ${KEY}\n`);
    const { report, status } = scanStaged(repo.dir);
    expect(places(report)).toEqual([keyAt(name, 2, 7)]);
    expect(report.findings[0]?.pathBytes).toBeUndefined();
    expect(status).toBe(1);
  });

  it('that are not UTF-8 have their bytes in pathBytes beside an escaped path', () => {
    const repo = createRepo();
    const name = Buffer.from('caf\xe9/\xff.txt', 'latin1');
    stageAs(repo, name, `${KEY}\n`);
    const [finding] = scanStaged(repo.dir).report.findings;
    expect(finding).toMatchObject({ path: 'caf\\xe9/\\xff.txt', pathBytes: name.toString('base64') });
  });

  it('that are not UTF-8 are found on added lines of a changed file', () => {
    const repo = createRepo();
    const name = Buffer.from('caf\xe9', 'latin1');
    stageAs(repo, name, `${OLD_KEY}\n`);
    repo.git('commit', '-q', '--no-verify', '-m', 'x');
    stageAs(repo, name, `${OLD_KEY}\nkey = ${KEY}\n`);
    expect(places(scanStaged(repo.dir).report)).toEqual([keyAt('caf\\xe9', 2, 7)]);
  });

  it('that differ only in bytes which are not UTF-8 are different files', () => {
    const repo = createRepo();
    for (const byte of [0xfe, 0xff]) stageAs(repo, Buffer.from([0x61, byte]), `${KEY}\n`);
    stageAs(repo, Buffer.from('a\\xff'), `${KEY}\n`);
    const found = scanStaged(repo.dir).report.findings.map((f) => [f.path, f.pathBytes]);
    expect(found).toHaveLength(3);
    expect(found).toEqual(
      expect.arrayContaining([
        ['a\\xfe', Buffer.from([0x61, 0xfe]).toString('base64')],
        ['a\\xff', Buffer.from([0x61, 0xff]).toString('base64')],
        ['a\\xff', undefined],
      ]),
    );
  });

  it('reach the terminal with their control characters escaped', () => {
    const repo = createRepo();
    stageAs(repo, Buffer.from('\u001b]0;title\u0007\u001b[2J\r\n\u202etxt.exe'), `${KEY}\n`);
    const run = keysieve(['scan', '--staged', '--color', 'never', '--verbose'], { cwd: repo.dir });
    expect(run.stdout + run.stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    expect(run.status).toBe(1);
  });
});
