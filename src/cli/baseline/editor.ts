/** Opens a file in the editor that the user's environment names. */

import { spawnSync } from 'node:child_process';

/** Editors that take a line as `FILE:LINE` behind `-g`; others take `+LINE`. */
const GOTO = /(?:^|[/\\ ])(?:code|code-insiders|codium|cursor|windsurf)(?: |$)/;

/**
 * Waits until the editor is closed; returns what went wrong, if anything. VISUAL and EDITOR come from the user and may
 * hold arguments, so a shell reads them; the file's name it does not.
 */
export function openInEditor(file: string, line: number, env: NodeJS.ProcessEnv): string | undefined {
  const editor = env['VISUAL'] || env['EDITOR'];
  if (!editor) return 'no editor is known: set VISUAL or EDITOR';
  const words = GOTO.test(editor) ? ['--wait', '-g', `${file}:${line}`] : [`+${line}`, file];
  const { error, status } = spawnSync('sh', ['-c', `${editor} "$@"`, editor, ...words], { env, stdio: 'inherit' });
  if (error !== undefined) return `the editor could not be started: ${error.message}`;
  return status === 0 ? undefined : `the editor ended with status ${status ?? 'none'}`;
}
