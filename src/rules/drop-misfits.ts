/** Takes out of a parsed file what does not fit its shape, so that the rest can be read and checked as well. */

import type { FieldPath } from './toml-lines.ts';

/**
 * A copy of `value` without the fields at `misfits`. A list with a misfit element goes whole, because places in lists
 * must stay what they are; an id is replaced, because a rule is not read without one.
 */
export function dropMisfits(value: unknown, misfits: readonly FieldPath[]): unknown {
  const copy: unknown = structuredClone(value);
  for (const path of misfits) dropField(copy, path);
  return copy;
}

function dropField(value: unknown, path: FieldPath): void {
  const last = path.findLastIndex((step) => typeof step === 'string');
  const key = path[last];
  const table = path.slice(0, Math.max(last, 0)).reduce<unknown>((inner, step) => at(inner, step), value);
  if (typeof key !== 'string' || typeof table !== 'object' || table === null) return;
  if (key === 'id') Reflect.set(table, key, `without-id-${path.slice(0, last).join('-')}`);
  else Reflect.deleteProperty(table, key);
}

function at(value: unknown, step: string | number): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined;
}
