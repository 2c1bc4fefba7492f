/** Vitest global setup: integration and e2e tests run the built command, so there must be one. */

import { existsSync } from 'node:fs';
import { KEYSIEVE } from './keysieve.ts';

export default function requireBuild(): void {
  if (!existsSync(KEYSIEVE)) throw new Error(`no built command at ${KEYSIEVE}: run "npm run build" first`);
}
