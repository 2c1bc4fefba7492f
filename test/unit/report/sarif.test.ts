/** `sarif`: the published schema of SARIF 2.1.0, and what code-scanning services read. */

import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import type { PathName } from '#model/path-name.ts';
import type { Report } from '#model/report.ts';
import { SEVERITIES } from '#model/severity.ts';
import { reportSarif } from '#report/sarif.ts';
import { render } from '../../support/report-text.ts';
import {
  LATIN1_PATH,
  PROVENANCES,
  pairedFinding,
  REPORTS,
  RULE,
  sampleFinding,
  sampleReport,
} from '../../support/reports.ts';

const SCHEMA_FILE = new URL('../../../fixtures/sarif-schema-2.1.0.json', import.meta.url);

/** The schema is draft 04; nothing that it uses means anything else to a later validator but the name of its id. */
function validator() {
  const { $schema: _draft, id: _id, ...schema } = JSON.parse(readFileSync(SCHEMA_FILE, 'utf8'));
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats.default(ajv);
  return ajv.compile(schema);
}

function runOf(report: Report) {
  return JSON.parse(render(reportSarif, report)).runs[0];
}

describe('sarif', () => {
  const validate = validator();

  it.each(Object.entries(REPORTS))('fits the published schema: %s', (_name, report) => {
    validate(JSON.parse(render(reportSarif, report)));
    expect(validate.errors).toBeNull();
  });

  it('says what was decoded among the properties', () => {
    const run = runOf(sampleReport({ findings: [sampleFinding({ decodings: ['hex'] }), sampleFinding()] }));
    expect(run.results[0].properties.decodings).toEqual(['hex']);
    expect(run.results[1].properties).not.toHaveProperty('decodings');
  });

  it('prints a run', () => {
    const findings = [pairedFinding({ provenance: PROVENANCES.commit })];
    expect(render(reportSarif, sampleReport({ findings }))).toMatchInlineSnapshot(`
      "{
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [
          {
            "tool": {
              "driver": {
                "name": "keysieve",
                "version": "0.1.0",
                "semanticVersion": "0.1.0",
                "rules": [
                  {
                    "id": "aws-access-key-id",
                    "name": "AWS access key ID",
                    "shortDescription": {
                      "text": "AWS access key ID"
                    },
                    "fullDescription": {
                      "text": "Names an access key of an AWS account."
                    },
                    "helpUri": "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html",
                    "help": {
                      "text": "Names an access key of an AWS account.\\nDeactivate the key in IAM, create a new one, then remove it here.\\nthe AWS manual\\nhttps://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html",
                      "markdown": "Names an access key of an AWS account.\\n\\n**What to do:** Deactivate the key in IAM, create a new one, then remove it here.\\n\\n- the AWS manual\\n- <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html>"
                    },
                    "defaultConfiguration": {
                      "level": "error"
                    },
                    "properties": {
                      "tags": [
                        "security",
                        "aws",
                        "cloud"
                      ],
                      "security-severity": "9.5"
                    }
                  }
                ],
                "notifications": []
              }
            },
            "invocations": [
              {
                "executionSuccessful": true
              }
            ],
            "columnKind": "utf16CodeUnits",
            "originalUriBaseIds": {
              "SRCROOT": {
                "description": {
                  "text": "The folder that was scanned."
                }
              }
            },
            "properties": {
              "target": "paths",
              "coverage": {
                "files": 812,
                "commits": 0,
                "objects": 0,
                "bytes": 12345678,
                "opaque": 0,
                "narrowedBy": [],
                "skipped": []
              }
            },
            "results": [
              {
                "ruleId": "aws-access-key-id",
                "ruleIndex": 0,
                "level": "error",
                "message": {
                  "text": "AWS access key ID (AKIA…) in commit 1a2b3c4d5e. Deactivate the key in IAM, create a new one, then remove it here."
                },
                "locations": [
                  {
                    "physicalLocation": {
                      "artifactLocation": {
                        "uri": "config/dev.ini",
                        "uriBaseId": "SRCROOT"
                      },
                      "region": {
                        "startLine": 2,
                        "startColumn": 21,
                        "endLine": 2,
                        "endColumn": 41
                      }
                    }
                  }
                ],
                "relatedLocations": [
                  {
                    "id": 1,
                    "physicalLocation": {
                      "artifactLocation": {
                        "uri": "config/dev.ini",
                        "uriBaseId": "SRCROOT"
                      },
                      "region": {
                        "startLine": 3,
                        "startColumn": 25,
                        "endLine": 3,
                        "endColumn": 65
                      }
                    },
                    "message": {
                      "text": "aws-secret-access-key"
                    }
                  }
                ],
                "partialFingerprints": {
                  "keysieve/v1": "v1:0123456789abcdef"
                },
                "suppressions": [],
                "properties": {
                  "tags": [
                    "aws"
                  ],
                  "severity": "critical",
                  "security-severity": "9.5",
                  "secret": "AKIA…",
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
                  "details": {
                    "awsAccountId": "123456789012",
                    "region": "none"
                  }
                }
              }
            ]
          }
        ]
      }
      "
    `);
  });

  it.each([
    ['critical', 'error', '9.5'],
    ['high', 'error', '8.0'],
    ['medium', 'warning', '5.5'],
    ['low', 'note', '3.0'],
    ['info', 'note', '1.0'],
  ] as const)('gives %s level %s and security-severity %s', (severity, level, number) => {
    const run = runOf(sampleReport({ findings: [sampleFinding({ severity })], rules: [{ ...RULE, severity }] }));
    expect(run.results[0].level).toBe(level);
    expect(run.tool.driver.rules[0].defaultConfiguration.level).toBe(level);
    expect(run.tool.driver.rules[0].properties['security-severity']).toBe(number);
    expect(SEVERITIES).toContain(severity);
  });

  it.each<[string, PathName, object]>([
    ['a plain name', { text: 'src/a.ts' }, { uri: 'src/a.ts', uriBaseId: 'SRCROOT' }],
    ['blanks and signs', { text: 'a b/%#?.ts' }, { uri: 'a%20b/%25%23%3F.ts', uriBaseId: 'SRCROOT' }],
    ['a colon in the first segment', { text: 'c:d' }, { uri: 'c%3Ad', uriBaseId: 'SRCROOT' }],
    ['other scripts', { text: '\u9375.ts' }, { uri: '%E9%8D%B5.ts', uriBaseId: 'SRCROOT' }],
    ['the bytes of a name that is not UTF-8', LATIN1_PATH, { uri: 'caf%E9/a%20b.ini', uriBaseId: 'SRCROOT' }],
    ['an absolute path', { text: '/srv/a b' }, { uri: 'file:///srv/a%20b' }],
    ['an absolute path with a drive', { text: 'C:/a' }, { uri: 'file:///C%3A/a' }],
  ])('encodes %s', (_name, path, expected) => {
    const [result] = runOf(sampleReport({ findings: [sampleFinding({ path })] })).results;
    expect(result.locations[0].physicalLocation.artifactLocation).toEqual(expected);
  });

  it('names a place without a path', () => {
    const finding = sampleFinding({ path: { text: '' }, provenance: PROVENANCES['ref-name'] });
    const [result] = runOf(sampleReport({ findings: [finding] })).results;
    expect(result.locations).toEqual([{ logicalLocations: [{ name: 'the name of a ref', kind: 'ref-name' }] }]);
  });

  it('says for every result whether it is suppressed', () => {
    const run = runOf({ ...(REPORTS['suppressed'] ?? sampleReport()), findings: [sampleFinding()] });
    expect(run.results.map((result: { suppressions: unknown }) => result.suppressions)).toEqual([
      [],
      [{ kind: 'inSource', justification: 'a documented example', properties: { by: 'inline' } }],
      [
        {
          kind: 'external',
          justification: 'revoked in 2024',
          properties: { by: 'baseline', expiry: '2027-01-31', entry: '.keysieve-baseline:12' },
        },
      ],
      [{ kind: 'external', justification: 'none given', properties: { by: 'allowlist' } }],
    ]);
  });

  it('is not successful with a problem, and tells it', () => {
    const run = runOf(REPORTS['problems'] ?? sampleReport());
    expect(run.invocations).toEqual([
      {
        executionSuccessful: false,
        toolExecutionNotifications: [
          {
            level: 'error',
            message: { text: 'object is missing\nRun git fsck.' },
            descriptor: { id: 'GIT' },
            locations: [{ physicalLocation: { artifactLocation: { uri: 'a.txt', uriBaseId: 'SRCROOT' } } }],
          },
          { level: 'error', message: { text: 'rule slow ran over its time limit' }, descriptor: { id: 'DETECT' } },
          { level: 'note', message: { text: 'git config secrets.patterns is honoured' } },
        ],
      },
    ]);
    expect(run.tool.driver.notifications).toEqual([{ id: 'DETECT' }, { id: 'GIT' }]);
  });

  it('is not successful when interrupted', () => {
    const [invocation] = runOf(sampleReport({ interrupted: true })).invocations;
    expect(invocation.executionSuccessful).toBe(false);
    expect(invocation.toolExecutionNotifications).toHaveLength(1);
  });

  it('is successful without problems, whatever was found', () => {
    expect(runOf(sampleReport({ findings: [sampleFinding()] })).invocations).toEqual([{ executionSuccessful: true }]);
  });

  it('cannot be made to show a link of a repository', () => {
    const finding = sampleFinding({ title: '[click](https://example.org)' });
    expect(runOf(sampleReport({ findings: [finding] })).results[0].message.text).not.toContain('](');
  });
});
