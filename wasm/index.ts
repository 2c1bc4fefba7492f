/** What the module exports. */

export { find, lay, position } from './prefilter';
