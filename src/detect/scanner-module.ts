/** Instances of the WebAssembly module that is built from `wasm/`. */

import { Buffer } from 'node:buffer';
import { SCANNER_WASM } from './generated/scanner-wasm.ts';

/** What the module exports; the functions are described in `wasm/`. Addresses and counts are unsigned 32-bit. */
export interface ScannerExports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  lay(pending: number, found: number, full: number, stretch: number): void;
  find(from: number, to: number, low: number, high: number): number;
  position(): number;
  layMarks(starts: number, ends: number, kinds: number, room: number): void;
  beginMarks(): void;
  scanMarks(from: number, to: number, offset: number): number;
  marksPosition(): number;
}

/** What is used of the global object; TypeScript declares it for browsers only. */
interface WebAssemblyGlobal {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
}
declare const WebAssembly: WebAssemblyGlobal | undefined;

let compiled: object | undefined;

/**
 * A new instance with memory of its own, or nothing where that cannot be had: node was started without WebAssembly, the
 * processor lacks SIMD, or there is no address space left for the memory. The twins in TypeScript serve then.
 */
export function instantiateScanner(): ScannerExports | undefined {
  if (typeof WebAssembly === 'undefined') return undefined;
  try {
    compiled ??= new WebAssembly.Module(Buffer.from(SCANNER_WASM, 'base64'));
    return new WebAssembly.Instance(compiled).exports as ScannerExports;
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}
