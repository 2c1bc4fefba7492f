/** The command line of the benchmark. */

import { expect, it } from 'vitest';
import { isWanted, parseSettings } from '../../../bench/settings.ts';

it('has defaults for all but the repository, and reads paths relative to where it was called', () => {
  expect(parseSettings(['repo', '--json', 'out.json'], '/from')).toMatchObject({
    repository: '/from/repo',
    tree: undefined,
    runs: 5,
    only: [],
    peers: true,
    big: false,
    json: '/from/out.json',
  });
});

it.each([
  ['no repository', []],
  ['two', ['a', 'b']],
  ['no runs', ['a', '--runs', '0']],
  ['half a run', ['a', '--runs', '1.5']],
])('refuses %s', (_, words) => expect(parseSettings(words, '/')).toBeUndefined());

it.each([
  ['scan DIR', [], true],
  ['scan DIR', ['DIR', 'x'], true],
  ['scan DIR', ['x'], false],
])('%s with --only %j', (name, only, wanted) => expect(isWanted(name, only)).toBe(wanted));
