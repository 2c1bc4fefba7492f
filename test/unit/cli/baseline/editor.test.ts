import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openInEditor } from '#cli/baseline/editor.ts';
import { temporaryDirectory } from '../../../support/repo.ts';

/** An editor of this name that writes down what it was given, a word a line. */
function editorIn(folder: string, name: string): { readonly path: string; words(): readonly string[] } {
  const [path, log] = [join(folder, name), join(folder, 'log')];
  writeFileSync(path, `#!/bin/sh\nprintf '%s\\n' "$@" > '${log}'\n`);
  chmodSync(path, 0o755);
  return { path, words: () => readFileSync(log, 'utf8').trimEnd().split('\n') };
}

describe.runIf(process.platform !== 'win32')('the editor', () => {
  const file = '/a folder/$(false) "file".txt';

  it.each([
    ['vi', '', ['+7', file]],
    ['vi', ' -u NONE', ['-u', 'NONE', '+7', file]],
    ['code', ' --new-window', ['--new-window', '--wait', '-g', `${file}:7`]],
  ])('%s%s gets file and line', (name, options, words) => {
    const editor = editorIn(temporaryDirectory(), name);
    const env = { PATH: process.env['PATH'], VISUAL: `${editor.path}${options}`, EDITOR: 'false' };
    expect(openInEditor(file, 7, env)).toBeUndefined();
    expect(editor.words()).toEqual(words);
  });

  it.each([
    [{}, /no editor is known/],
    [{ EDITOR: 'false' }, /the editor ended with status 1/],
  ])('with %j cannot be opened', (env, message) => {
    expect(openInEditor(file, 7, { PATH: process.env['PATH'], ...env })).toMatch(message);
  });
});
