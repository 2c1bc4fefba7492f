/** Every place where a key can hide in a repository, in one repository that holds them all, however it is stored. */

import { describe, expect, it } from 'vitest';
import { HIDING_PLACES, hideEverywhere, keyOf } from '../../support/hiding-places.ts';
import { packAll } from '../../support/objects.ts';
import { createRepo, git, type Repo } from '../../support/repo.ts';
import { type Scan, said, scanHistory } from '../../support/scans.ts';

const LAYOUTS: Readonly<Record<string, { prepare(repo: Repo): void; readonly options: readonly string[] }>> = {
  'loose objects, one thread': { prepare: () => {}, options: ['--jobs', '1'] },
  'one pack, three threads': { prepare: packAll, options: ['--jobs', '3'] },
};

const scans = new Map<string, Scan>();

/** Made once: the repository goes with the test that asks first, the report stays. */
function scanOf(layout: string): Scan {
  const known = scans.get(layout);
  if (known !== undefined) return known;
  const repo = createRepo();
  hideEverywhere(repo);
  LAYOUTS[layout]?.prepare(repo);
  const scan = scanHistory(repo, ...(LAYOUTS[layout]?.options ?? []));
  scans.set(layout, scan);
  return scan;
}

describe.each(Object.keys(LAYOUTS))('in %s', (layout) => {
  it.each(HIDING_PLACES.map((place) => [place.name, place] as const))('a key is found in %s', (_, place) => {
    const key = keyOf(place);
    const scan = scanOf(layout);
    const found = scan.report.findings.filter((finding) => finding.secret === key);
    expect(found.map(({ provenance }) => provenance.kind)).toEqual([place.kind]);
    const path = place.path(key);
    expect(found[0]?.path).toEqual(typeof path === 'string' ? path : expect.stringMatching(path));
  });

  it('nothing else is found, and nothing went wrong', () => {
    const scan = scanOf(layout);
    expect(said(scan)).not.toContain('Error');
    expect(scan.report.problems).toEqual([]);
    expect(scan.status).toBe(1);
    expect(scan.report.findings).toHaveLength(HIDING_PLACES.length);
  });
});

describe('the configuration', () => {
  it.each([
    ['bare', ['clone', '-q', '--bare']],
    ['mirrored', ['clone', '-q', '--mirror']],
  ])('of a %s repository is looked at', (_, clone) => {
    const repo = createRepo();
    repo.commit({ 'a.txt': 'x\n' });
    const copy = `${repo.dir}/copy.git`;
    git(repo.dir, [...clone, repo.dir, copy]);
    const key = keyOf({ ...HIDING_PLACES[0], name: 'bare' } as (typeof HIDING_PLACES)[number]);
    git(copy, ['remote', 'add', 'up', `https://user:${key}@example.com/x.git`]);
    expect(scanHistory({ dir: copy }).report.findings).toMatchObject([
      { path: 'config', secret: key, provenance: { kind: 'config' } },
    ]);
  });
});
