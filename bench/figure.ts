/** The figures to reach, each beside what was measured. */

import { formatRows } from './table.ts';

/** One figure; `value` is absent where it was not measured. */
export interface Figure {
  readonly name: string;
  readonly value: number | undefined;
  /** With the space before it where there is one: ` GB/s`. Empty for ratios. */
  readonly unit: string;
  /** What it should be at least or at most; in the unit of the value. */
  readonly goal: { readonly least: number } | { readonly most: number };
  /** What it was made of, or why it was not measured. */
  readonly note: string;
}

/** Whether the figure was reached; NaN never is. */
export function verdictOf({ value, goal }: Figure): 'met' | 'missed' | 'not measured' {
  if (value === undefined) return 'not measured';
  return ('least' in goal ? value >= goal.least : value <= goal.most) ? 'met' : 'missed';
}

/** The table as lines. */
export function formatFigures(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.name,
    figure.value === undefined ? '-' : `${figure.value.toFixed(2)}${figure.unit}`,
    'least' in figure.goal
      ? `>= ${figure.goal.least.toFixed(2)}${figure.unit}`
      : `<= ${figure.goal.most.toFixed(2)}${figure.unit}`,
    verdictOf(figure),
    figure.note,
  ]);
  return formatRows([['figure', 'measured', 'goal', 'verdict', 'of'], ...rows], [0, 3, 4]);
}
