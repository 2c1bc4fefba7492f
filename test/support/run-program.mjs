/** The small process that starts programs for `run-program.ts`. */

import { spawnSync } from 'node:child_process';

process.on('message', ({ file, args, options }) => {
  const { status, signal, stdout, stderr, error } = spawnSync(file, args, options);
  process.send({ status, signal, stdout, stderr, error });
});
process.on('disconnect', () => process.exit());
