/** `npm run docs:schema`: writes `docs/config.schema.json` from the schema that checks configuration files. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { configSchema } from './config-schema.ts';

/** Status 0; anything that goes wrong is thrown. */
export async function main(): Promise<number> {
  writeFileSync(join(process.cwd(), 'docs', 'config.schema.json'), configSchema());
  return 0;
}
