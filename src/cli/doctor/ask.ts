/** Asks the person at the terminal whether hooks may be run for the proof that run other commands too. */

import type { HookState } from '#hooks/examine.ts';
import { escapeForTerminal } from '#text/terminal.ts';
import type { Streams } from '../streams.ts';

/** More would not be read. */
const MOST_COMMANDS = 5;

/** What a hook runs beside keysieve, in one line. */
export function otherCommandsOf({ otherCommands }: HookState): string {
  const more = otherCommands.length > MOST_COMMANDS ? '; …' : '';
  return `${otherCommands.slice(0, MOST_COMMANDS).join('; ')}${more}`;
}

/** Where there is no terminal nobody is asked, and the answer is no. Anything but a yes is none. */
export async function askToRun(hooks: readonly HookState[], streams: Streams): Promise<boolean> {
  if (hooks.length === 0 || !streams.stderrIsTty || streams.stdinIsTty !== true) return false;
  const lines = hooks.map((hook) => `  ${hook.name}: ${escapeForTerminal(otherCommandsOf(hook))}\n`);
  streams.stderr.write(`For the proof these hooks would be run, which run other commands too:\n${lines.join('')}`);
  streams.stderr.write('Nothing is committed. Run them? [y/N] ');
  return /^\s*y(?:es)?\s*$/i.test(await firstLine(streams.stdin));
}

async function firstLine(stdin: Streams['stdin']): Promise<string> {
  let text = '';
  for await (const piece of stdin) {
    text += String(piece);
    if (text.includes('\n')) break;
  }
  return text.split('\n')[0] ?? '';
}
