/** Where reports go, and what standard error says beside them. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deliver } from '#cli/deliver.ts';
import { parseArguments } from '#cli/parse-arguments.ts';
import { parseFast } from '#cli/parse-fast.ts';
import type { Streams } from '#cli/streams.ts';
import type { ScanOptions } from '#model/options.ts';
import type { Report } from '#model/report.ts';
import { temporaryDirectory } from '../../support/repo.ts';
import { findingOf, reportWith } from './report.ts';
import { keptStreams } from './streams.ts';

const OPTIONS: ScanOptions = {
  target: { kind: 'stdin', path: undefined },
  ruleSet: { rules: [], allowlists: [] },
  filter: { include: [], exclude: [] },
  failOn: 'low',
  redaction: { reveal: false, shownCharacters: 4 },
  maxFileSize: undefined,
  jobs: undefined,
  requireCoverage: false,
  strictCoverage: false,
  inlineAllows: 'all',
  baseline: undefined,
  strictBaseline: false,
  narrowedBy: [],
  notices: [],
};

const NOTHING = { files: 0, commits: 0, objects: 0, bytes: 0 };
const TERMINAL: Partial<Streams> = { stdoutIsTty: true, stderrIsTty: true };

interface Given {
  readonly words?: readonly string[];
  readonly report?: Report;
  readonly options?: Partial<ScanOptions>;
  readonly streams?: Partial<Streams>;
}

async function delivered({ words = [], report = reportWith(), options = {}, streams: fields = {} }: Given) {
  const cwd = temporaryDirectory();
  const streams = keptStreams({ ...fields, cwd });
  const request = parseArguments(parseFast(['scan', ...words]), cwd);
  const complete = await deliver({ request, streams, options: { ...OPTIONS, ...options }, report });
  return { complete, cwd, stdout: streams.stdout.text, stderr: streams.stderr.text };
}

describe('deliver', () => {
  it('prints the text report and nothing else', async () => {
    const { complete, stdout, stderr } = await delivered({ report: reportWith({ findings: [findingOf('high')] }) });
    expect({ complete, stderr }).toEqual({ complete: true, stderr: '' });
    expect(stdout).toContain('a.txt:1:1');
    expect(stdout).not.toContain('\x1b');
  });

  it('writes each format where it was asked for, and never colours a file', async () => {
    const words = ['-f', 'json', '-f', 'text=out.txt', '-f', 'sarif=out.sarif', '--color', 'always'];
    const { cwd, stdout } = await delivered({ words, report: reportWith({ findings: [findingOf('high')] }) });
    expect(JSON.parse(stdout)).toMatchObject({ schema: 'keysieve-report/1' });
    expect(readdirSync(cwd).sort()).toEqual(['out.sarif', 'out.txt']);
    expect(readFileSync(join(cwd, 'out.txt'), 'utf8')).not.toContain('\x1b');
    expect(JSON.parse(readFileSync(join(cwd, 'out.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' });
  });

  it('colours standard output when that is wanted', async () => {
    const report = reportWith({ findings: [findingOf('high')] });
    expect((await delivered({ words: ['--color', 'always'], report })).stdout).toContain('\x1b[');
    expect((await delivered({ streams: TERMINAL, report })).stdout).toContain('\x1b[');
    expect((await delivered({ words: ['--color', 'never'], streams: TERMINAL, report })).stdout).not.toContain('\x1b');
  });

  it('writes the other reports when one cannot be written', async () => {
    const { complete, cwd, stdout, stderr } = await delivered({
      words: ['-f', 'json=no/such/folder', '-f', 'sarif=out.sarif', '-f', 'text'],
    });
    expect(complete).toBe(false);
    expect(stdout).toContain('no findings');
    expect(readdirSync(cwd)).toEqual(['out.sarif']);
    expect(stderr).toMatch(/^keysieve: the report could not be written to no\/such\/folder: ENOENT/);
  });

  const problem = reportWith({ problems: [{ code: 'GIT', message: 'broken', path: { text: 'a' } }] });
  const notice = reportWith({ notices: [{ message: 'read a.toml' }] });
  const empty = reportWith({ coverage: NOTHING });
  const opaque = reportWith({ coverage: { opaque: 2 } });
  it('says each problem once: on standard error, and in the report on a terminal or where there are too many', async () => {
    const counts = async (given: Given): Promise<readonly number[]> => {
      const { stdout, stderr } = await delivered(given);
      return [stdout, stderr].map((text) => text.split('broken').length - 1);
    };
    const problems = Array.from({ length: 30 }, (_, at) => ({ code: 'GIT' as const, message: `broken ${at}` }));
    expect(await counts({ report: problem })).toEqual([0, 1]);
    expect(await counts({ report: problem, streams: TERMINAL })).toEqual([1, 0]);
    expect(await counts({ report: problem, streams: { stdoutIsTty: true } })).toEqual([1, 1]);
    expect(await counts({ report: problem, words: ['-f', 'json'] })).toEqual([1, 1]);
    expect(await counts({ report: reportWith({ problems }) })).toEqual([30, 20]);
    expect((await delivered({ report: problem })).stdout).toContain('1 problem');
  });

  const said: readonly (readonly [string, Given, RegExp])[] = [
    ['problems where the report is redirected', { report: problem }, /^keysieve: a: broken\n$/],
    ['no problems that the terminal shows already', { report: problem, streams: TERMINAL }, /^$/],
    ['problems beside json', { words: ['-f', 'json'], report: problem, streams: TERMINAL }, /^keysieve: a: broken\n$/],
    ['problems even when quiet', { words: ['-q', '-f', 'json'], report: problem }, /^keysieve: a: broken\n$/],
    ['no notices beside text', { report: notice }, /^$/],
    ['notices beside json', { words: ['-f', 'json'], report: notice }, /^keysieve: read a.toml\n$/],
    ['no notices when quiet', { words: ['-q', '-f', 'json'], report: notice }, /^$/],
    ['that nothing was scanned', { words: ['-f', 'json'], report: empty }, /^keysieve: nothing was scanned\n$/],
    ['that coverage is required', { report: empty, options: { requireCoverage: true } }, /--no-require-coverage\n$/],
    [
      'nothing of coverage where a problem says it',
      { report: { ...problem, coverage: empty.coverage }, options: { requireCoverage: true } },
      /^keysieve: a: broken\n$/,
    ],
    ['that opaque content is not accepted', { report: opaque, options: { strictCoverage: true } }, /opaque content: 2/],
  ];
  it.each(said)('says %s', async (_, given, expected) => {
    expect((await delivered(given)).stderr).toMatch(expected);
  });
});
