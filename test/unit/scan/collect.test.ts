/** Scans in several threads, where one of them fails: what the others found is reported, and the scan has failed. */

import { describe, expect, it } from 'vitest';
import type { ScanOptions } from '#model/options.ts';
import type { Report } from '#model/report.ts';
import { runScan, type ScanEnvironment } from '#scan/scan.ts';
import { repoAt, temporaryDirectory } from '../../support/repo.ts';
import { ruleOf } from '../../support/rule-data.ts';
import { readingProgram, workerProgram } from '../../support/worker-programs.ts';

/** Files to a unit. */
const UNIT = 256;

/** Seven units and a rest. */
const FILES = 7 * UNIT + 10;

/** With a rule that may take long the main thread reads nothing as long as there are workers. */
const SLOW_RULE = ruleOf('token', 'token_\\d+', { builtIn: false, safety: { kind: 'unproved', why: 'a test' } });

const LIMIT_MS = 30_000;

async function scan(workerFile: string, environment: Partial<ScanEnvironment> = {}, jobs = 2): Promise<Report> {
  const { dir, write } = repoAt(temporaryDirectory());
  const names = Array.from({ length: FILES }, (_, at) => `${at}`.padStart(4, '0'));
  write(Object.fromEntries(names.map((name) => [name, `token_${name}\n`])));
  const options: ScanOptions = {
    target: { kind: 'paths', cwd: dir, paths: [], includeIgnored: false },
    ruleSet: { rules: [SLOW_RULE], allowlists: [] },
    filter: { include: [], exclude: [] },
    failOn: 'low',
    redaction: { reveal: true, shownCharacters: 4 },
    maxFileSize: undefined,
    jobs,
    requireCoverage: false,
    strictCoverage: false,
    inlineAllows: 'all',
    baseline: undefined,
    strictBaseline: false,
    narrowedBy: [],
    notices: [],
  };
  return runScan(options, undefined, { env: {}, workerFile, ...environment });
}

const messagesOf = ({ problems }: Report): readonly string[] =>
  problems.map(({ code, message }) => `${code} ${message}`);

describe('workers that fail', () => {
  it.each([
    ['as soon as they read', () => readingProgram('process.exit(1);')],
    ['by answering nonsense', () => readingProgram('port.postMessage(message);')],
    [
      'when they have read something',
      () =>
        readingProgram('if (message.share.place > 2) throw new Error(); port.postMessage(empty(message.share.place));'),
    ],
  ])(
    '%s cost what they were given, and nothing else',
    async (_, program) => {
      const report = await scan(program());
      const lost = messagesOf(report).map((message) =>
        /^WORKER .* (\d+) files from (\d+) to (\d+)/.exec(message)?.slice(1),
      );
      expect(lost.length).toBeGreaterThan(0);
      for (const range of lost) expect(range).toBeDefined();
      const isLost = (name: string): boolean =>
        lost.some(([, first = '', last = ''] = []) => first <= name && name <= last);
      const found = report.findings.map(({ path }) => path.text);
      expect(found.length).toBeGreaterThan(0);
      expect(found.filter(isLost)).toEqual([]);
      expect(report.coverage.files).toBe(found.length);
    },
    LIMIT_MS,
  );

  it(
    'when they start cost nothing but the status',
    async () => {
      const report = await scan(workerProgram(`throw new Error('no');`), {}, 3);
      expect(report.findings).toHaveLength(FILES);
      expect(messagesOf(report)).toEqual([expect.stringMatching(/^WORKER .*failed: no, it had nothing to read/)]);
    },
    LIMIT_MS,
  );
});

it(
  'an interruption does not wait for workers that are busy, and reports what was found',
  async () => {
    const controller = new AbortController();
    const program = readingProgram(`
    const { place } = message.share;
    const answer = empty(place);
    answer.result.looked.bytes = 1;
    if (place > 1) port.postMessage({ kind: 'looked', place, looked: answer.result.looked });
    if (place > 1) for (;;);
    answer.result.looked.files = ${UNIT};
    port.postMessage(answer);`);
    let stoppedAt = 0;
    const report = await scan(program, {
      signal: controller.signal,
      onProgress({ done, bytes }) {
        if (done < 2 * UNIT || bytes < 3 || stoppedAt > 0) return;
        stoppedAt = performance.now();
        controller.abort();
      },
    });
    expect(performance.now() - stoppedAt).toBeLessThan(1000);
    expect(report.interrupted).toBe(true);
    expect(report.coverage.files).toBe(2 * UNIT);
    expect(messagesOf(report)).toContainEqual(expect.stringMatching(/^INTERRUPTED .*256 files from 0512 to 0767/));
  },
  LIMIT_MS,
);
