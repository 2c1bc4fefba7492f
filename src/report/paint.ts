/** The colours of the text report, by meaning. Whether to use them is the caller's decision, not the environment's. */

import { styleText } from 'node:util';
import type { Severity } from '#model/severity.ts';

type Formats = Extract<Parameters<typeof styleText>[0], readonly unknown[]>;

/** What a piece of text is, as far as its colour goes. */
export type Role = Severity | 'place' | 'quiet' | 'strong' | 'advice' | 'good' | 'bad' | 'warning';

/** Adds the escape sequences of a role, or nothing when colour is off. Expects text that is escaped already. */
export type Paint = (role: Role, text: string) => string;

const FORMATS: Readonly<Record<Role, Formats>> = {
  critical: ['bold', 'red'],
  high: ['red'],
  medium: ['yellow'],
  low: ['cyan'],
  info: ['blue'],
  place: ['bold'],
  quiet: ['dim'],
  strong: ['bold'],
  advice: ['green'],
  good: ['bold', 'green'],
  bad: ['bold', 'red'],
  warning: ['bold', 'yellow'],
};

/** `validateStream: false`: left on, node would ask standard output and NO_COLOR by itself. */
export function createPaint(color: boolean): Paint {
  if (!color) return (_role, text) => text;
  return (role, text) => (text === '' ? '' : styleText(FORMATS[role], text, { validateStream: false }));
}
