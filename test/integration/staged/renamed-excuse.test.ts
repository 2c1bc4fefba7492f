import { expect, it } from 'vitest';
import { credentialsFile } from '../../support/keys.ts';
import { keysieveJson, places } from '../../support/keysieve.ts';
import { createRepo, type Repo } from '../../support/repo.ts';
import { scanRange } from '../../support/scans.ts';

const ALLOW = '[[allowlists]]\ndescription = "made up"\npaths = ["^fixtures/"]\n';

function repoWithAllowedKey(): Repo {
  const repo = createRepo();
  repo.commit({ 'keysieve.toml': ALLOW, 'fixtures/k.ini': credentialsFile() });
  return repo;
}

it.each(['prod.ini', '.env'])('reports a key that a rename to %s takes out of an allowlist', (name) => {
  const repo = repoWithAllowedKey();
  repo.git('mv', 'fixtures/k.ini', name);
  const staged = keysieveJson(['scan', '--staged'], { cwd: repo.dir });
  expect(places(staged.report)).toEqual([`${name}:2:21 aws-access-key-id`]);
  expect(staged.status).toBe(1);
  repo.git('commit', '-q', '--no-verify', '-m', 'rename');
  expect(places(scanRange(repo, 'HEAD~1..HEAD').report)).toEqual([`${name}:2:21 aws-access-key-id`]);
});

it('does not report a key that was no secret before and is none after a rename', () => {
  const repo = repoWithAllowedKey();
  repo.git('mv', 'fixtures/k.ini', 'fixtures/other.ini');
  const { status, report } = keysieveJson(['scan', '--staged'], { cwd: repo.dir });
  expect({ status, places: places(report), suppressed: report.suppressed.length }).toEqual({
    status: 0,
    places: [],
    suppressed: 0,
  });
});
