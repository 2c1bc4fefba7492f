/** Compiles `wasm/` and writes it as a module that holds the bytes as text, so that bundles need no file beside them. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { main as compile } from 'assemblyscript/asc';

const ENTRY = 'wasm/index.ts';
const OUTPUT_FOLDER = ['src', 'detect', 'generated'];
const OUTPUT_FILE = 'scanner-wasm.ts';

/** More would be a sign that the runtime of AssemblyScript got in: the sources need none of it. */
const MOST_BYTES = 8192;

/** Small functions are inlined into the loops; nothing is allocated, so there is no runtime and no check of bounds. */
const SETTINGS = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--initialMemory', '1'];

/** Writes `src/detect/generated/scanner-wasm.ts` below `root`, the project's top folder. Throws what the compiler says. */
export async function buildWasm(root: string): Promise<void> {
  const binary = await compileModule(root);
  if (binary.length > MOST_BYTES) throw new Error(`wasm/: ${binary.length} bytes, more than ${MOST_BYTES}`);
  const folder = join(root, ...OUTPUT_FOLDER);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, OUTPUT_FILE), formatModule(binary));
}

async function compileModule(root: string): Promise<Uint8Array> {
  const outputs = new Map<string, string | Uint8Array>();
  const { error, stderr } = await compile([ENTRY, '--outFile', 'scanner.wasm', '--baseDir', root, ...SETTINGS], {
    writeFile: (name, contents) => void outputs.set(name, contents),
  });
  if (error !== null) throw new Error(`wasm/ cannot be compiled\n${stderr.toString()}`, { cause: error });
  const binary = outputs.get('scanner.wasm');
  if (binary === undefined || typeof binary === 'string')
    throw new Error('the AssemblyScript compiler wrote no module');
  return binary;
}

function formatModule(binary: Uint8Array): string {
  return [
    '/** Generated from wasm/ by scripts/build-wasm.ts: change those files and build again. */',
    '',
    '/** The WebAssembly module in base64. */',
    `export const SCANNER_WASM = '${Buffer.from(binary).toString('base64')}';`,
    '',
  ].join('\n');
}
