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

/** How people get to what a commit holds; absent where it was not looked for. */
export interface ReachInfo {
  /**
   * The branches, local and remote, that hold the commit, five names at most; where none does, other refs, by their whole
   * names. Of an object that no commit holds, what else leads to it.
   */
  readonly refs?: { readonly names: readonly string[]; readonly count: number };
  /** The entry of a reflog that leads to it, such as `HEAD@{2}`. */
  readonly reflog?: string;
  /** Number of commits that hold an object with the same (rule, path, secret) at that path. */
  readonly commits?: number;
}

export type Provenance =
  | { readonly kind: 'file' }
  | { readonly kind: 'stdin' }
  | { readonly kind: 'index'; readonly object: string }
  | ({ readonly kind: 'commit' | 'stash' | 'reflog' | 'note' } & CommitInfo & ObjectInfo & ReachInfo)
  /**
   * An object that no commit holds that something leads to. `commit` fields are present when an unreachable commit holds
   * it, `refs` when a tag or another ref names it or a tree around it. `unlocated`: it could not be found out what leads
   * to it, because the scan was stopped or something was damaged.
   */
  | ({ readonly kind: 'unreachable'; readonly unlocated?: true } & Partial<CommitInfo> & ObjectInfo & ReachInfo)
  | ({ readonly kind: 'commit-message' | 'commit-author' } & CommitInfo & ObjectInfo & ReachInfo)
  | ({ readonly kind: 'tag-message'; readonly tag: string } & Partial<CommitInfo> & ObjectInfo)
  | { readonly kind: 'ref-name' }
  | ({ readonly kind: 'path-name' } & Partial<CommitInfo> & Partial<ObjectInfo> & ReachInfo)
  | { readonly kind: 'config' };

export type ProvenanceKind = Provenance['kind'];
