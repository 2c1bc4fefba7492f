/** Tests that emitted types name files in a way that other programs can resolve. */

import { expect, it } from 'vitest';
import { reachableTypes, rewriteSpecifiers } from '../../../scripts/rewrite-types.ts';

it.each([
  ['scan/scan.d.ts', `import type { Rule } from '#model/rule.ts';`, `import type { Rule } from '../model/rule.js';`],
  ['model/rule.d.ts', `export * from "./severity.ts";`, `export * from "./severity.js";`],
  ['index.d.ts', `export { VERSION } from '#model/version.ts';`, `export { VERSION } from './model/version.js';`],
  ['a/b/c.d.ts', `type A = import('#model/rule.ts').Rule;`, `type A = import('../../model/rule.js').Rule;`],
  ['index.d.ts', `import '#model/version.ts';`, `import './model/version.js';`],
  ['index.d.ts', `import type { Options } from 'yargs';`, `import type { Options } from 'yargs';`],
])('%s: %s', (file, before, after) => {
  expect(rewriteSpecifiers(before, file)).toBe(after);
});

it('reaches what is imported in any way, over any distance, once', () => {
  const types: Record<string, string> = {
    'index.d.ts': `export { run } from '#scan/scan.ts';`,
    'scan/scan.d.ts': `import type { Plan } from './plan.ts';\nimport { Git } from 'simple-git';`,
    'scan/plan.d.ts': `type A = import("#model/rule.ts").Rule;\nimport './scan.ts';`,
    'model/rule.d.ts': '',
  };
  expect([...reachableTypes('index.d.ts', (file) => types[file] ?? '')]).toEqual(Object.keys(types));
});
