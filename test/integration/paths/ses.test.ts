/** SMTP passwords of Amazon SES and the secret access keys that they are derived from. */

import { expect, it } from 'vitest';
import { deriveSesPassword } from '#scan/derive-ses-password.ts';
import { accessKeyId, secretKey } from '../../support/keys.ts';
import { keysieveJson } from '../../support/keysieve.ts';
import { createRepo } from '../../support/repo.ts';

function findingsIn(password: string): readonly string[] {
  const repo = createRepo();
  const state = { id: accessKeyId(), secret: secretKey(), ses_smtp_password_v4: password };
  repo.write({ 'terraform.tfstate': JSON.stringify(state, null, 2) });
  const { report } = keysieveJson(['scan'], { cwd: repo.dir });
  return report.findings.map((one) => [one.rule, one.severity, ...one.related.map(({ rule }) => rule)].join(' '));
}

it('a password is part of the leak of its secret', () => {
  expect(findingsIn(deriveSesPassword(secretKey(), 'eu-west-1'))).toEqual([
    'aws-access-key-id critical aws-secret-access-key aws-ses-smtp-password',
  ]);
});

it('one of another secret is a leak of its own', () => {
  expect(findingsIn(deriveSesPassword(secretKey('other'), 'eu-west-1'))).toEqual([
    'aws-access-key-id critical aws-secret-access-key',
    'aws-ses-smtp-password high',
  ]);
});
