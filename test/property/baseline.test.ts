/** What is accepted stays accepted however its files are edited, and nothing else is: against a model that knows. */

import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { acceptFindings } from '#baseline/accept.ts';
import { EMPTY_BASELINE, formatBaseline, mergeBaselines, parseBaseline } from '#baseline/baseline.ts';
import type { ScanOptions } from '#model/options.ts';
import type { Report } from '#model/report.ts';
import type { FoundLeak } from '#scan/found-leak.ts';
import { runScan } from '#scan/scan.ts';
import { cleanEnvironment } from '../support/keysieve.ts';
import { repoAt, temporaryDirectory } from '../support/repo.ts';
import { ruleOf } from '../support/rule-data.ts';

const FILES = ['a.txt', 'b.txt', 'deep/c d.txt'];
const RULES = ['alpha', 'beta'];
const VALUES = ['00', '11', '22', '33'];

/** A secret, told apart by its rule and number: `alpha_00`. */
interface Planted {
  readonly file: string;
  readonly rule: string;
  readonly value: string;
}

const planted = fc.record({
  file: fc.constantFrom(...FILES),
  rule: fc.constantFrom(...RULES),
  value: fc.constantFrom(...VALUES),
});

/** How a file is laid out: what stands above it, between secrets and around them, and how its lines end. */
const layout = fc.record({
  above: fc.nat({ max: 3 }),
  indent: fc.constantFrom('', '  ', '\t'),
  quote: fc.constantFrom('', '"', "'"),
  between: fc.constantFrom('\n', '\r\n', ' ', '\n\n'),
});
type Layout = typeof layout extends fc.Arbitrary<infer L> ? L : never;

const NAMES = new Map(FILES.map((file) => [file, `moved/${file}`]));

function contentOf(all: readonly Planted[], { above, indent, quote, between }: Layout): string {
  const values = all.map(({ rule, value }) => `${indent}x = ${quote}${rule}_${value}${quote}`);
  return 'nothing\n'.repeat(above) + values.join(between) + between;
}

/** A folder in the state that the model says. */
function writeState(all: readonly Planted[], how: Layout, nameOf = (file: string) => file): string {
  const { dir, write } = repoAt(temporaryDirectory());
  for (const file of FILES)
    write({
      [nameOf(file)]: contentOf(
        all.filter((one) => one.file === file),
        how,
      ),
    });
  return dir;
}

const OPTIONS: Omit<ScanOptions, 'target' | 'baseline'> = {
  ruleSet: { rules: RULES.map((rule) => ruleOf(rule, `${rule}_[0-9]{2}`)), allowlists: [] },
  filter: { include: [], exclude: [] },
  failOn: 'low',
  redaction: { reveal: true, shownCharacters: 4 },
  maxFileSize: undefined,
  jobs: 1,
  requireCoverage: false,
  strictCoverage: false,
  inlineAllows: 'all',
  strictBaseline: false,
  narrowedBy: [],
  notices: [],
};

async function scan(dir: string, text?: string): Promise<{ report: Report; leaks: readonly FoundLeak[] }> {
  const leaks: FoundLeak[] = [];
  const report = await runScan(
    {
      ...OPTIONS,
      target: { kind: 'paths', cwd: dir, paths: ['.'], includeIgnored: false },
      baseline: text === undefined ? undefined : { name: 'baseline', bytes: Buffer.from(text) },
    },
    undefined,
    { env: cleanEnvironment(), onFinding: (leak) => leaks.push(leak) },
  );
  rmSync(dir, { recursive: true });
  return { report, leaks };
}

async function accept(leaks: readonly FoundLeak[], anyPath = false): Promise<string> {
  const all = leaks.flatMap(({ secrets }) =>
    secrets.map(({ path, ...rest }) => ({
      ...rest,
      ...(path !== undefined && !anyPath && { path }),
      inHistory: false,
      reason: 'known',
    })),
  );
  return formatBaseline((await acceptFindings(EMPTY_BASELINE, all, '2026-01-01')).baseline);
}

const keyOf = ({ file, rule, value }: Planted): string => `${file} ${rule}_${value}`;
const reported = (findings: Report['findings']): string[] =>
  findings.map(({ path, secret }) => `${path.text} ${secret}`).sort();
const without = (all: readonly Planted[], accepted: ReadonlySet<string>): string[] =>
  [...new Set(all.map(keyOf).filter((key) => !accepted.has(key)))].sort();

it('holds for any edit: what is not accepted by rule, file and value is reported, and nothing else', async () => {
  const states = fc.array(planted, { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(states, layout, states, layout, async (before, how, more, otherwise) => {
      const baseline = await accept((await scan(writeState(before, how))).leaks);
      const after = [...before.filter((_, index) => index % 3 !== 2), ...more];
      const { report } = await scan(writeState(after, otherwise), baseline);
      expect(reported(report.findings)).toEqual(without(after, new Set(before.map(keyOf))));
      const left = new Set(after.map(keyOf));
      const unused = (report.baseline?.unused ?? []).map(({ rule, path }) => `${path?.text} ${rule}`);
      const gone = [...new Set(before.map(keyOf))].filter((key) => !left.has(key));
      expect(unused.sort()).toEqual(gone.map((key) => key.replace(/_\d\d$/, '')).sort());
    }),
    { numRuns: 16 },
  );
});

it('holds for files that move where entries are for any path, and only for the same rule and value', async () => {
  const states = fc.array(planted, { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(states, layout, states, async (before, how, more) => {
      const baseline = await accept((await scan(writeState(before, how))).leaks, true);
      const after = [...before, ...more];
      const moved = writeState(after, how, (file) => NAMES.get(file) ?? file);
      const { report } = await scan(moved, baseline);
      const known = new Set(before.map(({ rule, value }) => `${rule}_${value}`));
      const open = after.filter(({ rule, value }) => !known.has(`${rule}_${value}`));
      expect(reported(report.findings)).toEqual(
        without(
          open.map((one) => ({ ...one, file: NAMES.get(one.file) ?? '' })),
          new Set(),
        ),
      );
    }),
    { numRuns: 8 },
  );
});

it('holds for baselines that were made apart and joined', async () => {
  const states = fc.array(planted, { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(states, states, layout, async (left, right, how) => {
      const texts = await Promise.all(
        [left, right].map(async (side) => accept((await scan(writeState(side, how))).leaks)),
      );
      const joined = formatBaseline(mergeBaselines(texts.map((text) => parseBaseline(text, 'side'))));
      const { report } = await scan(writeState([...left, ...right], how), joined);
      expect(reported(report.findings)).toEqual([]);
      expect(report.baseline?.unused).toEqual([]);
    }),
    { numRuns: 8 },
  );
});

it('never writes a secret', async () => {
  const dir = writeState([{ file: 'a.txt', rule: 'alpha', value: '00' }], {
    above: 0,
    indent: '',
    quote: '',
    between: ' ',
  });
  expect(readFileSync(join(dir, 'a.txt'), 'utf8')).toContain('alpha_00');
  expect(await accept((await scan(dir)).leaks)).not.toContain('alpha_00');
});
