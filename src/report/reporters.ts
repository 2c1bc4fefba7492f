/** The list of report formats; each is loaded only when it is asked for. */

import type { Reporter } from './reporter.ts';

export const FORMAT_NAMES = ['text', 'json', 'jsonl', 'sarif'] as const;

/** The values of `--format`. */
export type FormatName = (typeof FORMAT_NAMES)[number];

export const REPORTERS: Readonly<Record<FormatName, () => Promise<Reporter>>> = {
  text: async () => (await import('./text.ts')).reportText,
  json: async () => (await import('./json.ts')).reportJson,
  jsonl: async () => (await import('./jsonl.ts')).reportJsonl,
  sarif: async () => (await import('./sarif.ts')).reportSarif,
};
