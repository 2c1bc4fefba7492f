/** What every report format must hold to. */

import { describe, expect, it } from 'vitest';
import { FORMAT_NAMES, REPORTERS } from '#report/reporters.ts';
import { render } from '../../support/report-text.ts';
import { REPORTS, sampleReport } from '../../support/reports.ts';

describe.each(FORMAT_NAMES)('%s', (name) => {
  it.each(Object.entries(REPORTS))('ends with one newline and repeats itself exactly: %s', async (_name, report) => {
    const reporter = await REPORTERS[name]();
    const text = render(reporter, report);
    expect(text).toMatch(/[^\n]\n$/);
    expect(render(reporter, report)).toBe(text);
    expect(render(reporter, report, { quiet: true })).toMatch(/^$|[^\n]\n$/);
  });

  it.each(Object.entries(REPORTS))('holds nothing that could steer a terminal: %s', async (_name, report) => {
    const text = render(await REPORTERS[name](), report);
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/u);
  });
});

it.each(['json', 'sarif'] as const)('%s prints no times', async (name) => {
  const reporter = await REPORTERS[name]();
  expect(render(reporter, sampleReport({ durationMs: 1 }))).toBe(
    render(reporter, sampleReport({ durationMs: 99_999 })),
  );
});

it.each(['json', 'jsonl', 'sarif'] as const)('%s is the same whatever the options of text are', async (name) => {
  const reporter = await REPORTERS[name]();
  for (const report of Object.values(REPORTS)) {
    const options = { color: true, verbose: true, quiet: true, failOn: 'critical' } as const;
    expect(render(reporter, report, options)).toBe(render(reporter, report));
  }
});
