import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const SECOND_MS = 1000;

/** To load the rules anew for each file of tests takes a quarter of their time, and none of them changes a module. */
const SHARED = { isolate: false } as const;

export default defineConfig({
  test: {
    passWithNoTests: false,
    // Most tests wait for processes of their own: one worker a core, also where vitest would keep a core free.
    maxWorkers: Math.max(2, availableParallelism()),
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts', 'test/architecture.test.ts'],
          testTimeout: 30 * SECOND_MS,
          ...SHARED,
        },
      },
      { test: { name: 'rules', include: ['test/rules/**/*.test.ts'], testTimeout: 30 * SECOND_MS, ...SHARED } },
      { test: { name: 'property', include: ['test/property/**/*.test.ts'], testTimeout: 60 * SECOND_MS, ...SHARED } },
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          globalSetup: ['test/support/require-build.ts'],
          testTimeout: 60 * SECOND_MS,
          hookTimeout: 60 * SECOND_MS,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/support/require-build.ts'],
          testTimeout: 180 * SECOND_MS,
          hookTimeout: 180 * SECOND_MS,
        },
      },
    ],
  },
});
