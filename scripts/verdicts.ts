/** `npm run verdicts -- FOLDER`: scans judged repositories again; see `bench/verdicts.ts`. */

export { main } from '../bench/verdicts.ts';
