/** Reads `.gitleaksignore`: fingerprints, one a line, as gitleaks' readme describes them. */

import type { AcceptedPlace, Imported, LeftOut } from './imported.ts';
import { NOTHING_IMPORTED } from './imported.ts';
import { relativePath } from './plain-data.ts';

/** Bytes: `COMMIT:PATH:RULE:LINE`, or without the commit; `#` begins a comment. */
const FINGERPRINT = /^(?:([0-9a-f]{7,64}):)?(.+):([^:\s]+):(\d+)$/;

/** Every line that is no fingerprint is told. */
export function readGitleaksIgnore(text: string, name: string): Imported {
  const accepted: AcceptedPlace[] = [];
  const left: LeftOut[] = [];
  text.split(/\r?\n/).forEach((line, index) => {
    const entry = line.replace(/(?:^|\s)#.*$/, '').trim();
    if (entry === '') return;
    const at = `${name}:${index + 1}`;
    const [, commit, file = '', rule = '', number = ''] = FINGERPRINT.exec(entry) ?? [];
    const path = relativePath(file);
    if (path === undefined) left.push({ at, why: 'is no fingerprint of the form [COMMIT:]PATH:RULE:LINE' });
    else accepted.push({ at, path, rule, line: Number(number), ...(commit !== undefined && { commit }) });
  });
  return { ...NOTHING_IMPORTED, accepted, left };
}
