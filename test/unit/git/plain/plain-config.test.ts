import { expect, it } from 'vitest';
import { isPlainConfig } from '#git/plain/plain-config.ts';

const PLAIN = '[core]\n\trepositoryformatversion = 0\n\tbare = false\n';

it.each([
  ['what git init writes', ''],
  [
    'a remote and a branch',
    '[remote "origin"]\n\turl = https://example.com/a.git\n[branch "x.y"]\n\tmerge = refs/heads/x\n',
  ],
  ['comments and empty lines', '# one\n\n  ; two\n[user] # three\n name = A B ; four\n'],
  ['line ends of Windows', '[core]\r\n\tfilemode = false\r\n'],
  ['quotes', '[user]\n\tname = "A; B" C\n'],
  ['a name without a value', '[core]\n\tignorecase\n'],
  ['names of settings that count elsewhere', '[submodule "a"]\n\tworktree = x\n\tbare = true\n'],
  ['quotes in the name of a section', '[alias "a\\"]b"]\n\tx = y\n'],
])('is plain with %s', (_, more) => expect(isPlainConfig(PLAIN + more)).toBe(true));

it.each([
  ['nothing', ''],
  ['no word on whether it is bare', '[core]\n\trepositoryformatversion = 0\n'],
  ['a bare repository', PLAIN.replace('false', 'true')],
  ['a bare repository, said without a value', PLAIN.replace(' = false', '')],
  ['a bare repository in the end', `${PLAIN}[CORE]\n\tBare = yes\n`],
  ['another format', PLAIN.replace('= 0', '= 1')],
  ['another work tree', `${PLAIN}\tworkTree = ../x\n`],
  ['extensions', `${PLAIN}[extensions]\n\tobjectFormat = sha256\n`],
  ['extensions in other letters', `${PLAIN}[Extensions]\n\tworktreeConfig = true\n`],
  ['another file', `${PLAIN}[include]\n\tpath = more\n`],
  ['another file on a condition', `${PLAIN}[includeIf "gitdir:x"]\n\tpath = more\n`],
  ['settings of the index', `${PLAIN}[index]\n\tsparse = true\n`],
  ['a setting beside its section', `${PLAIN}[core] worktree = x\n`],
  ['a section in the old way', `${PLAIN}[extensions.x]\n\ty = z\n`],
  ['a line that goes on', `${PLAIN}[user]\n\tname = a\\\n[core]\n`],
  ['an escape', `${PLAIN}[user]\n\tname = a\\tb\n`],
  ['an open quote', `${PLAIN}[user]\n\tname = "a\n`],
  ['a setting of no section', `x = y\n${PLAIN}`],
  ['a byte-order mark', `\u00ef\u00bb\u00bf${PLAIN}`],
  ['something else', `${PLAIN}<html>\n`],
])('is not plain with %s', (_, text) => expect(isPlainConfig(text)).toBe(false));
