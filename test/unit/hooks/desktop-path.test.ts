/** Where programs that a desktop starts look for node. */

import { delimiter } from 'node:path';
import { expect, it } from 'vitest';
import { desktopFolders } from '#hooks/desktop-path.ts';

it.each([
  ['darwin', ['/usr/bin', '/bin', '/usr/sbin', '/sbin']],
  ['win32', ['one', 'two']],
  ['linux', ['/usr/local/bin', '/usr/bin', '/bin']],
])('on %s', (system, folders) => expect(desktopFolders(system, `one${delimiter}two`)).toEqual(folders));
