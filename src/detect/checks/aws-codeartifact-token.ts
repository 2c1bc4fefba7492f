/** Reads authorization tokens of AWS CodeArtifact: encrypted, but their header says when they were issued. */

import { type CheckFactory, REJECT } from '../check.ts';
import { decodeJsonObject } from './decode-base64.ts';
import { isoDate } from './iso-date.ts';

/** Twelve hours are the longest that one can be asked for (CodeArtifact User Guide, "Tokens created with the GetAuthorizationToken API"). */
const MOST_SECONDS = 43_200;

/** `aws-codeartifact-token`: the header is `{"ver":1,"isu":SECONDS,"enc":...}` (observed). Detail: `expires`, at the latest. */
export const awsCodeartifactToken: CheckFactory =
  () =>
  ({ secret }) => {
    const header = decodeJsonObject(secret.split('.')[0] ?? '');
    const issued = header?.['isu'];
    const expires = typeof issued === 'number' ? isoDate(issued + MOST_SECONDS) : undefined;
    return expires === undefined || header?.['enc'] === undefined ? REJECT : { kind: 'accept', details: { expires } };
  };
