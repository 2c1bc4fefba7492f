/** Connection strings, headers, command lines and credential files: the samples of their rules. */

import { describeSamples, loadPack } from '../support/rules.ts';

describeSamples(loadPack('connection-strings'));
describeSamples(loadPack('http-credentials'));
describeSamples(loadPack('credential-files'));
describeSamples(loadPack('generic-secrets'));
