/** Asks whether a value stands in the manifest of a Kubernetes Secret. */

import { acceptIf, type CheckFactory } from '../check.ts';
import { surroundings } from './surroundings.ts';

/** In JSON and in what kubectl prints the kind stands behind the data. */
const REACH = { lines: 60, characters: 8000 } as const;

const KIND = /(?:^|[\s{,])\\{0,3}["']?kind\\{0,3}["']?\s{0,4}:\s{0,4}\\{0,3}["']?Secret(?![\w-])/;

/** Between documents of one file. */
const DOCUMENT_BREAK = /^---\s*$/m;

/** `in-kubernetes-secret`: `kind: Secret` within 60 lines, in the same document of a file of several. */
export const inKubernetesSecret: CheckFactory = () => (candidate) => {
  const { before, after } = surroundings(candidate, REACH);
  const above = before.split(DOCUMENT_BREAK).at(-1) ?? '';
  const below = after.split(DOCUMENT_BREAK)[0] ?? '';
  return acceptIf(KIND.test(above) || KIND.test(below));
};
