import { expect, it } from 'vitest';
import { deriveOldSesPassword, deriveSesPassword, sesRegionOf } from '#scan/derive-ses-password.ts';
import { EXAMPLE_SECRETS } from '../../support/aws-examples.ts';
import { secretKey } from '../../support/keys.ts';

/** The secret of AWS' documentation, with the passwords that its algorithm makes of it. */
const [DOCUMENTED = ''] = EXAMPLE_SECRETS;

it.each([
  ['us-east-1', 'BLBM~/9hSUELfq8Gw+rU1YcBjkOxGbhT2XG763xVLGWL9'],
  ['us-west-2', 'BF2P~ynzbSCAjX08zhZZnP/kW+T9P5zs/1Er0pi5vTEmd'],
  ['eu-west-1', 'BMW5~RDrXmmVs0lV7GpI4oLkHXpZ4stDsk6q91z1g38Pk'],
])('%s', (region, password) => {
  expect(deriveSesPassword(DOCUMENTED, region)).toBe(password.replace('~', ''));
  expect(sesRegionOf(DOCUMENTED, password.replace('~', ''))).toBe(region);
});

it('the algorithm before 2019', () => {
  const password = 'An60~U4ZD3sd4fg+FvXUjayOipTt8LO4rUUmhpdX6ctDy'.replace('~', '');
  expect(deriveOldSesPassword(DOCUMENTED)).toBe(password);
  expect(sesRegionOf(DOCUMENTED, password)).toBe('any');
});

it('another secret', () => {
  expect(sesRegionOf(secretKey(), deriveSesPassword(DOCUMENTED, 'us-east-1'))).toBeUndefined();
});
