/** Millions of links between numbered things, each with a name, in little memory. */

/** Links from parents to children. */
export interface EdgeList {
  /** The number of a name, for `push`. */
  labelOf(name: string): number;
  push(parent: number, child: number, label: number): void;
  forEach(visit: (parent: number, child: number, name: string) => void): void;
  /** The numbers given, and all from which a way leads to one of them. All numbers are below `count`. */
  ancestorsOf(numbers: Iterable<number>, count: number): Iterable<number>;
}

const FIELDS = 3;

/** An empty list; names are kept once however often they occur. */
export function createEdgeList(): EdgeList {
  let fields = new Int32Array(FIELDS * 1024);
  let used = 0;
  const names: string[] = [];
  const labels = new Map<string, number>();

  return {
    labelOf(name) {
      const known = labels.get(name);
      if (known !== undefined) return known;
      labels.set(name, names.length);
      return names.push(name) - 1;
    },
    push(parent, child, label) {
      if (used === fields.length) {
        const old = fields;
        fields = new Int32Array(2 * old.length);
        fields.set(old);
      }
      fields[used++] = parent;
      fields[used++] = child;
      fields[used++] = label;
    },
    forEach(visit) {
      for (let at = 0; at < used; at += FIELDS) {
        visit(fields[at] as number, fields[at + 1] as number, names[fields[at + 2] as number] ?? '');
      }
    },
    ancestorsOf(numbers, count) {
      const { first, next } = linkParents(fields, used, count);
      const found = new Set(numbers);
      // A set goes through what is added to it meanwhile, too.
      for (const number of found) {
        for (let link = first[number] as number; link !== 0; link = next[link - 1] as number) {
          found.add(fields[FIELDS * (link - 1)] as number);
        }
      }
      return found;
    },
  };
}

/** Links of each child as linked lists; 0 is none, so that they go by their index plus one. */
function linkParents(
  fields: Int32Array,
  used: number,
  count: number,
): { readonly first: Int32Array; readonly next: Int32Array } {
  const first = new Int32Array(count);
  const next = new Int32Array(used / FIELDS);
  for (let edge = 0; edge < next.length; edge++) {
    const child = fields[FIELDS * edge + 1] as number;
    next[edge] = first[child] as number;
    first[child] = edge + 1;
  }
  return { first, next };
}
