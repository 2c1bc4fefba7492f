/** The finding that README.md shows is what the command prints. */

import { expect, it } from 'vitest';
import { run } from '#cli/run.ts';
import { credentialsFile } from '../../support/keys.ts';
import { cleanEnvironment } from '../../support/keysieve.ts';
import { createRepo } from '../../support/repo.ts';
import { keptStreams } from '../cli/streams.ts';
import { blocksOf, readDocument } from './documents.ts';

/** How long a scan took differs from run to run. */
function withoutDuration(text: string): string {
  return text.replace(/ · [\d.]+ m?s$/m, ' · TIME');
}

it('shows the report of a staged key', async () => {
  const [shown] = blocksOf(readDocument('README.md')).filter(({ language }) => language === 'text');
  const repo = createRepo();
  repo.stage({ 'config/dev.ini': credentialsFile() });
  const streams = keptStreams({ cwd: repo.dir, env: cleanEnvironment() });
  expect(await run(['scan', '--staged'], streams)).toBe(1);
  expect(withoutDuration(shown?.text ?? '')).toBe(withoutDuration(streams.stdout.text));
});
