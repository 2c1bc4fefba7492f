/** What `keysieve import` says of what it did: text for people. */

import { BASELINE_NAME } from '#baseline/baseline.ts';
import type { ConfigText } from '#import/config-text.ts';
import type { LeftOut } from '#import/imported.ts';
import { counted } from '#text/counted.ts';
import { escapeForTerminal } from '#text/terminal.ts';

/** All that is to be told. */
export interface Outcome {
  readonly sources: readonly string[];
  readonly accepted: number;
  readonly excused: number;
  readonly extended: string | undefined;
  readonly config: ConfigText;
  readonly configName: string;
  readonly left: readonly LeftOut[];
  readonly isDryRun: boolean;
}

/** Lines without their ends, escaped for terminals; what was not written, or would be, stands last. */
export function outcomeLines(outcome: Outcome): readonly string[] {
  const { sources, accepted, excused, left, config, configName, isDryRun } = outcome;
  const would = isDryRun ? 'would be ' : '';
  const lines = [
    `read ${sources.join(', ')}`,
    `${counted(accepted, 'finding')} ${would}accepted in ${BASELINE_NAME}${excused === 0 ? '' : `; ${excused} excused already`}`,
    ...configLines(outcome, would),
    ...(left.length === 0 ? [] : ['not carried over:', ...left.map(({ at, why }) => `  ${at}: ${why}`)]),
    ...sources
      .filter((name) => name.endsWith('.secrets.baseline'))
      .map((name) => `delete ${name} when you are done: a scan takes its hashes for secrets`),
  ].map(escapeForTerminal);
  const shown = config.kind === 'advice' || (config.kind === 'file' && isDryRun) ? config.text : '';
  return shown === ''
    ? lines
    : [...lines, '', `# ${configName}`, ...shown.trimEnd().split('\n').map(escapeForTerminal)];
}

function configLines({ config, configName, extended }: Outcome, would: string): readonly string[] {
  if (config.kind === 'nothing') return [];
  const { allowlists, excludes } = config;
  const what = [
    ...(allowlists === 0 ? [] : [counted(allowlists, 'allowlist')]),
    ...(excludes === 0 ? [] : [counted(excludes, 'excluded path')]),
    ...(extended === undefined ? [] : [`path = "${extended}"`]),
  ].join(', ');
  if (config.kind === 'file') return [`${what} ${would}written to ${configName}`];
  return [`${configName} ${config.why}, so it was left alone: put ${what} there yourself, as below`];
}
