/**
 * `npm test`: everything that has to hold before a change is accepted, with the output of each step as it comes. The
 * last line is `N passed, N failed`; the status is 1 when anything failed or when no test ran.
 */

import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { type Counts, countTests } from './count-tests.ts';

/** Where vitest leaves what it counted. */
const VITEST_REPORT = 'node_modules/.cache/keysieve/vitest.json';

/** Ordered so that each step finds what it needs: type check and tests read files that the build writes. */
const STEPS = [
  { name: 'build', command: 'npm run --silent build' },
  { name: 'type check', command: 'npm run --silent typecheck' },
  { name: 'lint', command: 'npm run --silent lint' },
];

const VITEST = `npx vitest run --reporter=default --reporter=json --outputFile.json=${VITEST_REPORT}`;

/** 0 when all passed, else 1. */
export function main(): number {
  // A report of an earlier run must never be counted as this one's.
  rmSync(VITEST_REPORT, { force: true });
  const failedSteps = STEPS.filter((step) => !succeeds(step.name, step.command)).map((step) => step.name);

  // Tests of an old build would say nothing about these sources.
  const built = !failedSteps.includes('build');
  const testsSucceed = built && succeeds('tests', VITEST);
  const counts = built ? countTests(VITEST_REPORT, testsSucceed) : { passed: 0, failed: 0 };
  return conclude(counts, failedSteps);
}

/** Runs a command with our stdout and stderr; it gets no stdin, so that nothing can wait for an answer. */
function succeeds(name: string, command: string): boolean {
  console.log(`\n== ${name}: ${command}`);
  const run = spawnSync(command, { shell: true, stdio: ['ignore', 'inherit', 'inherit'] });
  if (run.error !== undefined) console.error(run.error.message);
  return run.status === 0;
}

/** Says the result. A step that failed counts as one failure beside the failed tests. */
function conclude(counts: Counts, failedSteps: readonly string[]): number {
  if (failedSteps.length > 0) console.error(`\nfailed: ${failedSteps.join(', ')}`);
  if (counts.passed + counts.failed === 0) console.error('\nno test ran');
  const failed = counts.failed + failedSteps.length;
  console.log(`\n${counts.passed} passed, ${failed} failed`);
  return failed > 0 || counts.passed === 0 ? 1 : 0;
}
