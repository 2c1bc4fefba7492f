/** `npm run bench`: times the built command; see `bench/bench.ts`. */

export { main } from '../bench/bench.ts';
