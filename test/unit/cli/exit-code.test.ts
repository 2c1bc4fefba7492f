/** The exit status as a table of what a scan can come to. */

import { describe, expect, it } from 'vitest';
import { coverageComplaint, type ExitPolicy, exitCode } from '#cli/exit-code.ts';
import { findingOf, reportWith } from './report.ts';

const NOTHING = { files: 0, commits: 0, objects: 0, bytes: 0 };
const PROBLEM = { code: 'SOURCE', message: 'could not be read' } as const;
const POLICY: ExitPolicy = { failOn: 'low', requireCoverage: false, strictCoverage: false, strictBaseline: false };

describe('exitCode', () => {
  it.each([
    ['clean', {}, {}, 0],
    ['a finding', { findings: [findingOf('high')] }, {}, 1],
    ['a finding at the limit', { findings: [findingOf('medium')] }, { failOn: 'medium' }, 1],
    ['a finding below the limit', { findings: [findingOf('medium')] }, { failOn: 'high' }, 0],
    ['an info finding', { findings: [findingOf('info')] }, {}, 0],
    ['an info finding that counts', { findings: [findingOf('info')] }, { failOn: 'info' }, 1],
    [
      'a strong finding among weak ones',
      { findings: [findingOf('low'), findingOf('critical')] },
      { failOn: 'critical' },
      1,
    ],
    ['a suppressed finding', { suppressed: [{ by: 'inline', reason: 'x', finding: findingOf('critical') }] }, {}, 0],
    ['a problem', { problems: [PROBLEM] }, {}, 2],
    ['a problem and a finding', { problems: [PROBLEM], findings: [findingOf('high')] }, {}, 2],
    ['nothing scanned', { coverage: NOTHING }, {}, 0],
    ['nothing scanned where that is required', { coverage: NOTHING }, { requireCoverage: true }, 2],
    ['an empty file where coverage is required', { coverage: { bytes: 0 } }, { requireCoverage: true }, 0],
    ['only a commit', { coverage: { ...NOTHING, commits: 1 } }, { requireCoverage: true }, 0],
    [
      'only what a cache knows',
      { coverage: { ...NOTHING, cached: { files: 0, commits: 0, objects: 1 } } },
      { requireCoverage: true },
      0,
    ],
    ['only an object', { coverage: { ...NOTHING, objects: 1 } }, { requireCoverage: true }, 0],
    ['opaque content', { coverage: { opaque: 2 } }, {}, 0],
    ['opaque content that is not accepted', { coverage: { opaque: 2 } }, { strictCoverage: true }, 2],
    [
      'opaque content and a finding',
      { coverage: { opaque: 2 }, findings: [findingOf('high')] },
      { strictCoverage: true },
      2,
    ],
    ['an interruption', { interrupted: true }, {}, 130],
    [
      'an interruption, a problem and a finding',
      { interrupted: true, problems: [PROBLEM], findings: [findingOf('high')] },
      {},
      130,
    ],
    ['notices', { notices: [{ message: 'x' }] }, {}, 0],
  ] as const)('%s', (_, fields, policy, expected) => {
    expect(exitCode(reportWith(fields), { ...POLICY, ...policy })).toBe(expected);
  });

  it('can say why the coverage alone is not enough', () => {
    const strict = { ...POLICY, requireCoverage: true, strictCoverage: true };
    expect(coverageComplaint(reportWith(), strict)).toBeUndefined();
    expect(coverageComplaint(reportWith({ coverage: NOTHING }), strict)).toContain('--no-require-coverage');
    expect(coverageComplaint(reportWith({ coverage: { opaque: 3 } }), strict)).toContain('opaque content: 3');
  });
});
