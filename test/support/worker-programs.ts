/** Programs of worker threads that do what no worker of ours should, for tests of what becomes of the scan. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory } from './repo.ts';

/** A worker program in a temporary folder: `body` runs with `port`, `ready()` and `empty(place)`, a result without matches. */
export function workerProgram(body: string): string {
  const file = join(temporaryDirectory('keysieve-worker-'), 'worker.cjs');
  writeFileSync(
    file,
    `const { parentPort: port, workerData } = require('node:worker_threads');
const ready = () => port.postMessage({ kind: 'ready' });
const empty = (place) => ({
  kind: 'read',
  place,
  result: { chunks: [], looked: { files: 0, commits: 0, objects: 0, direct: 0, bytes: 0, opaque: 0 }, skips: [], problems: [] },
});
${body}
`,
  );
  return file;
}

/** A worker that comes up and does `body` with every `message` that asks it to read. */
export function readingProgram(body: string): string {
  return workerProgram(
    `port.on('message', async (message) => { if (message.kind === 'read') { ${body} } });\nready();`,
  );
}
