/** Holds the sources to the layers and house rules, and the checkers to their word. */

import { describe, expect, it } from 'vitest';
import { importCycles, importViolations } from './architecture/check-imports.ts';
import { styleViolations } from './architecture/check-style.ts';
import { MAY_IMPORT } from './architecture/layers.ts';
import { layerOf, readSources } from './architecture/source-file.ts';

const sources = readSources();

/** A synthetic source that keeps every house rule except what the case is about. */
function source(path: string, body: string) {
  return { path, text: `/** What it is for. */\n\n${body}\n` };
}

describe('the sources', () => {
  it('are found', () => expect(sources.map((file) => file.path)).toContain('src/model/rule.ts'));

  it('stand in folders that the layers name', () => {
    const unknown = sources.filter((file) => !Object.hasOwn(MAY_IMPORT, layerOf(file.path)));
    expect(unknown.map((file) => file.path)).toEqual([]);
  });

  it('import only what their layer may import', () => expect(sources.flatMap(importViolations)).toEqual([]));
  it('have no import cycles', () => expect(importCycles(sources)).toEqual([]));
  it('keep the house rules', () => expect(sources.flatMap(styleViolations)).toEqual([]));
});

describe('importViolations', () => {
  it.each([
    ['a lower layer', 'src/git/x.ts', `import type { Rule } from '#model/rule.ts';`],
    ['its own folder', 'src/git/pack/x.ts', `import { a, b } from '../y.ts';`],
    ['an allowed module of node', 'src/git/process.ts', `import { spawn } from 'node:child_process';`],
    ['types of any module of node', 'src/detect/x.ts', `import type { Readable } from 'node:stream';`],
    ['a package in the file that owns it', 'src/cli/yargs.ts', `const { default: yargs } = await import('yargs');`],
    ['a lower layer, lazily', 'src/cli/run.ts', `const m = await import('#scan/scan.ts');`],
  ])('allows %s', (_, path, line) => expect(importViolations(source(path, line))).toEqual([]));

  it.each([
    ['a higher layer', 'src/git/x.ts', `import { run } from '#cli/run.ts';`],
    ['a higher layer, types only', 'src/git/x.ts', `import type { A } from '#cli/run.ts';`],
    ['a higher layer, over several lines', 'src/git/x.ts', `import {\n  a,\n  type B,\n} from '#cli/run.ts';`],
    ['a higher layer, re-exported', 'src/git/x.ts', `export * from '#cli/run.ts';`],
    ['a higher layer, lazily', 'src/git/x.ts', `const m = await import('#cli/run.ts');`],
    ['a higher layer, for its effects', 'src/git/x.ts', `import '#cli/run.ts';`],
    ['a neighbour on its level', 'src/report/x.ts', `import { hash } from '#baseline/hash.ts';`],
    ['the library', 'src/cli/run.ts', `import { scan } from '#index.ts';`],
    ['another folder by a relative path', 'src/git/x.ts', `import { a } from '../model/rule.ts';`],
    ['its own folder by #', 'src/git/x.ts', `import { a } from '#git/y.ts';`],
    ['a forbidden module of node', 'src/detect/x.ts', `import { readFileSync } from 'node:fs';`],
    ['a module of node outside its file', 'src/git/x.ts', `import { spawn } from 'node:child_process';`],
    ['a package outside its file', 'src/git/x.ts', `import { simpleGit } from 'simple-git';`],
    ['types of a package outside its file', 'src/git/x.ts', `import type { SimpleGit } from 'simple-git';`],
    ['a variant of a forbidden module', 'src/detect/x.ts', `import { open } from 'node:fs/promises';`],
    ['a package that nobody owns', 'src/git/x.ts', `import leftPad from 'left-pad';`],
    ['a computed name', 'src/git/x.ts', 'const m = await import(name);'],
    ['an import of an unknown form', 'src/git/x.ts', `import fs = require('node:fs');`],
  ])('refuses %s', (_, path, line) => expect(importViolations(source(path, line))).toHaveLength(1));
});

describe('importCycles', () => {
  it('names a cycle', () => {
    const files = [
      source('src/git/a.ts', `import { b } from './b.ts';`),
      source('src/git/b.ts', `import type { A } from './a.ts';`),
    ];
    expect(importCycles(files)).toEqual(['src/git/a.ts -> src/git/b.ts -> src/git/a.ts']);
  });

  it('is silent on a diamond', () => {
    const files = [
      source('src/git/a.ts', `import { b } from './b.ts';\nimport { c } from './c.ts';`),
      source('src/git/b.ts', `import { d } from './d.ts';`),
      source('src/git/c.ts', `import { d } from './d.ts';`),
      source('src/git/d.ts', ''),
    ];
    expect(importCycles(files)).toEqual([]);
  });
});

describe('styleViolations', () => {
  it.each([
    ['process in main', 'src/cli/main.ts', 'const code = process.exitCode;'],
    ['process as a property or a word', 'src/git/x.ts', `export const name = record.process + 'process';`],
    ['a local variable named process', 'src/git/x.ts', 'function f(process: number) {\n  return process;\n}'],
    ['reveal in a file of the list', 'src/baseline/hash.ts', 'const value = secret.reveal();'],
    ['a documented function', 'src/git/x.ts', '/** Does it. */\nexport function f(): void {}'],
  ])('allows %s', (_, path, body) => expect(styleViolations(source(path, body))).toEqual([]));

  it.each([
    ['process elsewhere', 'src/git/x.ts', 'const code = process.exitCode;'],
    ['process by way of globalThis', 'src/git/x.ts', 'const code = globalThis.process.exitCode;'],
    ['console', 'src/git/x.ts', 'console.log(1);'],
    ['the network', 'src/git/x.ts', 'await fetch(address);'],
    ['reveal elsewhere', 'src/git/x.ts', 'const value = secret.reveal();'],
    ['a default export', 'src/git/x.ts', 'const a = 1;\nexport default a;'],
    ['a function without docstring', 'src/git/x.ts', 'export async function f(): Promise<void> {}'],
    ['a class without docstring', 'src/git/x.ts', 'export class A {}'],
    ['an interface without docstring', 'src/git/x.ts', 'export interface A {}'],
    ['a drawer', 'src/git/path-utils.ts', ''],
    ['a drawer as a folder', 'src/helpers/x.ts', ''],
    ['a name that is not kebab-case', 'src/git/readPack.ts', ''],
  ])('refuses %s', (_, path, body) => expect(styleViolations(source(path, body))).toHaveLength(1));

  it('refuses a file without an opening comment', () => {
    expect(styleViolations({ path: 'src/git/x.ts', text: 'export const a = 1;\n' })).toHaveLength(1);
  });
});
