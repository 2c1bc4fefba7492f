/** Whether the text report is coloured. */

import type { When } from './options/option-spec.ts';

/** The option outranks FORCE_COLOR, which outranks NO_COLOR (https://no-color.org), as node itself has it. */
export function useColor(when: When, env: NodeJS.ProcessEnv, isTty: boolean): boolean {
  if (when !== 'auto') return when === 'always';
  const force = env['FORCE_COLOR'];
  if (force !== undefined && force !== '') return force !== '0' && force !== 'false';
  const refused = env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '';
  return isTty && !refused && env['TERM'] !== 'dumb';
}
