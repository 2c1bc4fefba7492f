/** Tests that `npm test` counts every kind of failure. */

import { describe, expect, it } from 'vitest';
import { countReport, countTests } from '../../../scripts/count-tests.ts';

const passedFile = { status: 'passed', assertionResults: [{ status: 'passed' }] };
const failedFile = { status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] };
const unloadedFile = { status: 'failed', assertionResults: [] };
const failedHook = { status: 'failed', assertionResults: [{ status: 'skipped' }] };

describe('countReport', () => {
  it.each([
    ['all passed', 1, 0, [passedFile], true, { passed: 1, failed: 0 }],
    ['a failed test', 2, 1, [passedFile, failedFile], false, { passed: 2, failed: 1 }],
    ['a file that could not be loaded', 1, 0, [passedFile, unloadedFile], false, { passed: 1, failed: 1 }],
    ['a hook that failed', 1, 0, [passedFile, failedHook], false, { passed: 1, failed: 1 }],
    [
      'a failed test and a file that could not be loaded',
      1,
      1,
      [failedFile, unloadedFile],
      false,
      { passed: 1, failed: 2 },
    ],
    ['a failure outside of tests and files', 1, 0, [passedFile], false, { passed: 1, failed: 1 }],
    ['nothing at all', 0, 0, [], true, { passed: 0, failed: 0 }],
  ])('%s', (_, numPassedTests, numFailedTests, testResults, succeeded, counts) => {
    expect(countReport({ numPassedTests, numFailedTests, testResults }, succeeded)).toEqual(counts);
  });
});

it('counts a missing report as a failure', () => {
  expect(countTests('no-such-report.json', true)).toEqual({ passed: 0, failed: 1 });
});
