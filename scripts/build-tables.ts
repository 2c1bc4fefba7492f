/** Lays out the prefilter's tables for the built-in rules, so that no scan has to. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { prepareTables } from '#detect/prefilter/prepared-tables.ts';
import { createTables } from '#detect/prefilter/tables.ts';
import type { Rule } from '#model/rule.ts';
import { compileRules } from '#rules/compile.ts';
import { selectRules } from '#rules/select-rules.ts';
import { jsonLiteral } from './json-literal.ts';

const OUTPUT_FOLDER = ['src', 'detect', 'generated'];
const OUTPUT_FILE = 'built-in-tables.ts';

/** Writes `src/detect/generated/built-in-tables.ts` below `root`, for the rules that run where nobody says anything else. */
export function buildTables(root: string, rules: readonly Rule[]): void {
  const { anchors } = compileRules({ rules: selectRules(rules, []), allowlists: [] });
  const folder = join(root, ...OUTPUT_FOLDER);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, OUTPUT_FILE), formatModule(JSON.stringify(prepareTables(createTables(anchors), anchors))));
}

function formatModule(json: string): string {
  return [
    '/** Generated from patterns/*.toml by scripts/build-tables.ts: change those and build again. */',
    '',
    "import type { PreparedTables } from '../prefilter/prepared-tables.ts';",
    '',
    `export const BUILT_IN_TABLES: PreparedTables = ${jsonLiteral(json)};`,
    '',
  ].join('\n');
}
