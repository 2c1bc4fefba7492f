/** Shows secrets whole to the person who pressed the key for it: the only file of the command that can. */

import type { FoundLeak } from '#scan/found-leak.ts';
import { escapeForTerminal } from '#text/terminal.ts';

/** A line for each line of each secret, safe for a terminal. */
export function viewedLines({ secrets }: FoundLeak): readonly string[] {
  return secrets.flatMap(({ rule, secret }) => {
    const lines = secret.reveal().split(/\r?\n/).map(escapeForTerminal);
    return lines.length === 1 ? [`${escapeForTerminal(rule)}: ${lines[0]}`] : [`${escapeForTerminal(rule)}:`, ...lines];
  });
}
