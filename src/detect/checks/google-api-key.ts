/** Tells API keys of Google that were made to be public from others, by what stands around them. */

import { shannonEntropy } from '#text/entropy.ts';
import { ACCEPT, type CheckFactory, REJECT } from '../check.ts';
import { excuseExampleOrPlaceholder } from './known-example.ts';
import { surroundings } from './surroundings.ts';

/** Of a million random keys none is below it. */
const LEAST_ENTROPY = 3.8;

const REACH = { lines: 30, characters: 2000 } as const;

/** Names that stand beside the key in the configuration of a Firebase app: for the web, for Android, for Apple. */
const FIREBASE =
  /authDomain|messagingSenderId|storageBucket|firebaseapp\.com|mobilesdk_app_id|GCM_SENDER_ID|firebase_url|GOOGLE_APP_ID/;

/**
 * `google-api-key`. Beside the names of a Firebase app's configuration it is `info`, with `details.firebase`: such keys
 * are made to stand in apps, and rules decide what they may do (firebase.google.com/docs/projects/api-keys).
 */
export const googleApiKey: CheckFactory = () => (candidate) => {
  const excuse = excuseExampleOrPlaceholder(candidate.secret);
  if (excuse !== undefined) return excuse;
  if (shannonEntropy(candidate.secret) < LEAST_ENTROPY) return REJECT;
  const { before, after } = surroundings(candidate, REACH);
  const isFirebase = FIREBASE.test(before) || FIREBASE.test(after);
  return isFirebase ? { kind: 'accept', severity: 'info', details: { firebase: 'yes' } } : ACCEPT;
};
