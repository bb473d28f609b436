import type { Comparison } from './measure.ts';

/** One measured figure, and the floor that the same run measured for it. */
export interface Line {
  /** Dotted, in the words of what is measured: `door.latency_at_5ms`. */
  name: string;
  value: number;
  unit: string;
  limit: number;
  /** value / limit; for comparisons in rounds, the median of the rounds' ratios. */
  ratio: number | null;
  goal?: Goal;
  /** The middle half of the rounds' ratios, and how many rounds there were. */
  spread?: { quartiles: [number, number]; n: number };
}

export interface Goal {
  /** The ratio must not exceed it. */
  atMost?: number;
  /** The ratio must reach it. */
  atLeast?: number;
  /** A count, the same on every machine: a miss is a fault and fails the run. */
  exact?: boolean;
}

/** Whether the goal is met; undefined where there is none. */
export function meetsGoal({ ratio, goal }: Line): boolean | undefined {
  if (!goal) return undefined;
  const { atMost = Infinity, atLeast = -Infinity } = goal;
  return ratio !== null && ratio <= atMost && ratio >= atLeast;
}

/** A count of something that has an ideal, which may be a promise. */
export function count(
  name: string,
  value: number,
  ideal: number,
  unit: string,
  { promised }: { promised: boolean },
): Line {
  return {
    name,
    value,
    unit,
    limit: ideal,
    ratio: ratioOf(value, ideal),
    ...(promised && { goal: { atMost: 1, exact: true } }),
  };
}

/** A figure measured in rounds against its floor. */
export function measured(
  name: string,
  unit: string,
  { value, limit, ratio, quartiles, n }: Comparison,
  goal?: Goal,
): Line {
  return { name, value, unit, limit, ratio, spread: { quartiles, n }, ...(goal && { goal }) };
}

/** Nothing where nothing was due is as good as it gets; something there has no ratio. */
function ratioOf(value: number, limit: number): number | null {
  if (limit !== 0) return value / limit;
  return value === 0 ? 1 : null;
}
