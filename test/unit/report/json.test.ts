/** `json` and `jsonl`: the contract's fields in the contract's order, and the published schema. */

import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { reportJson } from '#report/json.ts';
import { reportJsonl } from '#report/jsonl.ts';
import { render } from '../../support/report-text.ts';
import {
  LATIN1_PATH,
  PROVENANCES,
  pairedFinding,
  REPORTS,
  sampleFinding,
  sampleReport,
} from '../../support/reports.ts';

const SCHEMA_FILE = new URL('../../../docs/report.schema.json', import.meta.url);

function validator() {
  const ajv = new Ajv2020({ allErrors: true, strictTypes: false });
  formats.default(ajv);
  return ajv.compile(JSON.parse(readFileSync(SCHEMA_FILE, 'utf8')));
}

describe('json', () => {
  const validate = validator();

  it.each(Object.entries(REPORTS))('fits docs/report.schema.json: %s', (_name, report) => {
    validate(JSON.parse(render(reportJson, report)));
    expect(validate.errors).toBeNull();
  });

  it('is refused by the schema when something is missing or unknown', () => {
    const report = JSON.parse(render(reportJson, sampleReport({ findings: [sampleFinding()] })));
    expect(validate({ ...report, more: 1 })).toBe(false);
    expect(validate({ ...report, coverage: {} })).toBe(false);
    expect(validate({ ...report, findings: [{ ...report.findings[0], provenance: { kind: 'commit' } }] })).toBe(false);
  });

  it('prints the fields of the contract in its order', () => {
    const report = sampleReport({
      target: { kind: 'history', root: '.' },
      findings: [pairedFinding({ provenance: PROVENANCES.commit })],
      coverage: { narrowedBy: ['keysieve.toml'], skipped: [{ path: { text: 'link' }, reason: 'symbolic link' }] },
      problems: [{ code: 'GIT', message: 'object is missing', path: { text: 'a.txt' } }],
      notices: [{ message: 'said' }],
    });
    expect(render(reportJson, report)).toMatchInlineSnapshot(`
      "{
        "schema": "keysieve-report/1",
        "tool": {
          "name": "keysieve",
          "version": "0.1.0"
        },
        "target": {
          "kind": "history",
          "root": "."
        },
        "findings": [
          {
            "rule": "aws-access-key-id",
            "title": "AWS access key ID",
            "severity": "critical",
            "path": "config/dev.ini",
            "start": {
              "line": 2,
              "column": 21
            },
            "end": {
              "line": 2,
              "column": 41
            },
            "secret": "AKIA…",
            "fingerprint": "v1:0123456789abcdef",
            "provenance": {
              "kind": "commit",
              "commit": "1a2b3c4d5e1a2b3c4d5e1a2b3c4d5e1a2b3c4d5e",
              "author": "Ann Author",
              "email": "ann@example.org",
              "date": "2026-11-22T10:00:00Z",
              "subject": "add dev config",
              "object": "feedfacefeedfacefeedfacefeedfacefeedface",
              "occurrences": 3,
              "inHead": false
            },
            "related": [
              {
                "rule": "aws-secret-access-key",
                "path": "config/dev.ini",
                "start": {
                  "line": 3,
                  "column": 25
                },
                "end": {
                  "line": 3,
                  "column": 65
                }
              }
            ],
            "details": {
              "awsAccountId": "123456789012",
              "region": "none"
            },
            "tags": [
              "aws"
            ],
            "advice": "Deactivate the key in IAM, create a new one, then remove it here."
          }
        ],
        "suppressed": [],
        "coverage": {
          "files": 812,
          "commits": 0,
          "objects": 0,
          "bytes": 12345678,
          "opaque": 0,
          "narrowedBy": [
            "keysieve.toml"
          ],
          "skipped": [
            {
              "path": "link",
              "reason": "symbolic link"
            }
          ]
        },
        "problems": [
          {
            "code": "GIT",
            "message": "object is missing",
            "path": "a.txt"
          }
        ],
        "notices": [
          {
            "message": "said"
          }
        ],
        "interrupted": false
      }
      "
    `);
  });

  it('does not depend on the order in which values were put together', () => {
    const backwards = <T extends object>(value: T): T => Object.fromEntries(Object.entries(value).reverse()) as T;
    const finding = pairedFinding({ provenance: PROVENANCES.commit });
    const turned = { ...finding, provenance: backwards(finding.provenance), details: backwards(finding.details) };
    const print = (one: typeof finding) => render(reportJson, sampleReport({ findings: [one] }));
    expect(print(turned)).toBe(print(finding));
  });

  it('says what was decoded, and nothing of it for text as it stands', () => {
    const { findings } = JSON.parse(
      render(
        reportJson,
        sampleReport({ findings: [sampleFinding({ decodings: ['base64', 'escape'] }), sampleFinding()] }),
      ),
    );
    expect(findings[0].decodings).toEqual(['base64', 'escape']);
    expect(findings[1]).not.toHaveProperty('decodings');
  });

  it('has the bytes of a name that is not UTF-8', () => {
    const { findings } = JSON.parse(
      render(reportJson, sampleReport({ findings: [sampleFinding({ path: LATIN1_PATH })] })),
    );
    expect(findings[0].path).toBe('caf\\xe9/a b.ini');
    expect(Buffer.from(findings[0].pathBytes, 'base64').toString('latin1')).toBe('caf\u00e9/a b.ini');
  });

  it('keeps hostile text exactly', () => {
    const path = { text: 'a\n\u001b[31m\u202e\u009b\u200b\\x1b"' };
    const { findings } = JSON.parse(render(reportJson, sampleReport({ findings: [sampleFinding({ path })] })));
    expect(findings[0].path).toBe(path.text);
  });

  it('comes finding by finding', () => {
    const pieces = [...reportJson(sampleReport({ findings: Array.from({ length: 100 }, () => sampleFinding()) }))];
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThan(2000);
  });
});

describe('jsonl', () => {
  it('prints a line for each finding and suppressed finding, then the summary', () => {
    const report = sampleReport({
      findings: [sampleFinding(), pairedFinding()],
      suppressed: [{ by: 'inline', reason: 'documented', finding: sampleFinding() }],
      notices: [{ message: 'said' }],
    });
    const lines = render(reportJsonl, report)
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const json = JSON.parse(render(reportJson, report));
    expect(lines.slice(0, 3)).toEqual([
      { type: 'finding', ...json.findings[0] },
      { type: 'finding', ...json.findings[1] },
      { type: 'suppressed', ...json.suppressed[0] },
    ]);
    const { findings: _findings, suppressed: _suppressed, ...rest } = json;
    expect(lines[3]).toEqual({ type: 'summary', ...rest, counts: { findings: 2, suppressed: 1 }, durationMs: 123 });
  });

  it('keeps one finding on one line whatever its text', () => {
    const lines = render(reportJsonl, REPORTS['hostile text'] ?? sampleReport()).split('\n');
    expect(lines.map((line) => (line === '' ? '' : JSON.parse(line).type))).toEqual([
      'finding',
      'suppressed',
      'summary',
      '',
    ]);
  });
});
