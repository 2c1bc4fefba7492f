/** What `keysieve baseline` can do, for its parser and for completion. */

export const BASELINE_ACTIONS = [
  { name: 'create', help: 'accept everything that a scan finds' },
  { name: 'update', help: 'accept what is found and not accepted yet' },
  { name: 'prune', help: 'remove entries that match nothing any more' },
  { name: 'explain', help: 'what entries stand for, and whether they are needed' },
  { name: 'merge', help: 'join files, or end the merge conflict in one' },
  { name: 'audit', help: 'walk through findings and decide one by one' },
] as const;

export type BaselineAction = (typeof BASELINE_ACTIONS)[number]['name'];
