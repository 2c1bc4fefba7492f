/** `npm run docs:rules`: writes `docs/rules.md` from the pattern files. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadBuiltInRules, rulesPage } from './rules-page.ts';

/** Status 0; anything that goes wrong is thrown. */
export async function main(): Promise<number> {
  const root = process.cwd();
  writeFileSync(join(root, 'docs', 'rules.md'), rulesPage(loadBuiltInRules(root)));
  return 0;
}
