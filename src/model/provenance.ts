/** Where a chunk of bytes came from: the closed list that reports print as `provenance.kind`. */

/** A commit as reports show it. `date` is the committer's, ISO 8601 in UTC. */
export interface CommitInfo {
  /** 40 (SHA-1) or 64 (SHA-256) hex digits. */
  readonly commit: string;
  readonly author: string;
  readonly email: string;
  readonly date: string;
  /** First line of the message. */
  readonly subject: string;
}

/** What is known of a secret that stands in git objects. */
export interface ObjectInfo {
  /** The object (blob, commit or tag) that the position refers to. */
  readonly object: string;
  /** Number of distinct objects that hold the same (rule, path, secret). */
  readonly occurrences: number;
  /** Whether the commit that HEAD names still holds it at that path. */
  readonly inHead: boolean;
}

export type Provenance =
  | { readonly kind: 'file' }
  | { readonly kind: 'stdin' }
  | { readonly kind: 'index'; readonly object: string }
  | ({ readonly kind: 'commit' | 'stash' | 'reflog' | 'note' } & CommitInfo & ObjectInfo)
  /** `commit` fields are present when an unreachable commit holds the object. */
  | ({ readonly kind: 'unreachable' } & Partial<CommitInfo> & ObjectInfo)
  | ({ readonly kind: 'commit-message' | 'commit-author' } & CommitInfo & ObjectInfo)
  | ({ readonly kind: 'tag-message'; readonly tag: string } & Partial<CommitInfo> & ObjectInfo)
  | { readonly kind: 'ref-name' }
  | ({ readonly kind: 'path-name' } & Partial<CommitInfo> & Partial<ObjectInfo>)
  | { readonly kind: 'config' };

export type ProvenanceKind = Provenance['kind'];
