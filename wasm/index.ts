/** What the module exports. */

export { beginMarks, layMarks, marksPosition, scanMarks } from './marks';
export { find, lay, position } from './prefilter';
