/** Where a finding hides, in words: what a path alone does not say. */

import type { Provenance } from '#model/provenance.ts';

/** Digits of a commit's hash that are enough for people and for git. */
const SHORT_HASH = 10;

/** The first ten digits. */
export function shortHash(hash: string): string {
  return hash.slice(0, SHORT_HASH);
}

/** A noun phrase that fits behind "in"; undefined for plain files. Names of tags in it are not escaped. */
export function placeOf(provenance: Provenance): string | undefined {
  switch (provenance.kind) {
    case 'file':
      return undefined;
    case 'stdin':
      return 'standard input';
    case 'index':
      return 'the staged changes';
    case 'commit':
      return `commit ${shortHash(provenance.commit)}`;
    case 'commit-message':
      return `the message of commit ${shortHash(provenance.commit)}`;
    case 'commit-author':
      return `the author or committer of commit ${shortHash(provenance.commit)}`;
    case 'tag-message':
      return `the message of tag ${provenance.tag}`;
    case 'ref-name':
      return 'the name of a ref';
    case 'path-name':
      return 'the name of a file';
    case 'note':
      return 'a git note';
    case 'stash':
      return 'the stash';
    case 'reflog':
      return 'a commit of the reflog';
    case 'unreachable':
      return provenance.unlocated === true || provenance.refs !== undefined ? 'a git object' : 'an unreachable object';
    case 'config':
      return "the repository's git configuration";
    default:
      return provenance satisfies never;
  }
}
