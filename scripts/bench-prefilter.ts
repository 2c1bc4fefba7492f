/** `node scripts/run.mjs bench-prefilter FOLDER`: times the prefilter; see `bench/prefilter.ts`. */

export { main } from '../bench/prefilter.ts';
