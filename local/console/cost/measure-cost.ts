import { sql } from 'drizzle-orm';
import type { Database } from '../../../src/db/client.ts';
import { type RefusalWords, refusalWords } from '../run-as/refusal.ts';
import { type Plan, readPlan } from './plan.ts';

/** What a statement cost on one side of row security. */
export interface Side {
  plan: Plan;
  /** Medians of the runs that were made besides the one that is shown; absent where none was. */
  median?: { planningMs: number; executionMs: number; runs: number };
}

/** Both sides; each may be refused instead, such as for want of a privilege. */
export interface Cost {
  bound: Side | RefusalWords;
  free: Side | RefusalWords;
}

const RUNS = 5;
/** No run begins after this long, so that the page stays below what a run may take. */
const BEGIN_WITHIN_MS = 2_000;
const LATE = '57014';

/** In full, with times by node, which cost time themselves; and only as long as all of it takes. */
const IN_FULL = 'analyze, verbose, buffers, format json';
const TIMES = 'analyze, timing off, buffers off, format json';
const PLANNED = 'verbose, format json';

/**
 * Measures a statement as somebody whom row security binds and as the system, whom it does not: a plan
 * of each in full, then runs in turns, as far as there is time.
 */
export async function measureCost(
  statement: string,
  { person, system }: { person: Database; system: Database },
): Promise<Cost> {
  const until = performance.now() + BEGIN_WITHIN_MS;
  const [bound, free] = [await planOf(person, statement), await planOf(system, statement)];
  if (!wasRun(bound) || !wasRun(free)) return { bound, free };
  const plans: { bound: Plan[]; free: Plan[] } = { bound: [], free: [] };
  while (plans.free.length < RUNS && performance.now() < until) {
    const once = [await attempt(person, TIMES, statement), await attempt(system, TIMES, statement)];
    if (!once.every(isPlan)) break;
    plans.bound.push(once[0] as Plan);
    plans.free.push(once[1] as Plan);
  }
  return { bound: withMedian(bound, plans.bound), free: withMedian(free, plans.free) };
}

const isPlan = (one: Plan | RefusalWords): one is Plan => 'root' in one;

export const isSide = (one: Side | RefusalWords): one is Side => 'plan' in one;

/** Whether it was run to its end, and not only planned. */
const wasRun = (one: Side | RefusalWords): one is Side =>
  isSide(one) && one.plan.executionMs !== undefined;

/** The plan as it was run; where that takes too long, as it would be. */
async function planOf(db: Database, statement: string): Promise<Side | RefusalWords> {
  const ran = await attempt(db, IN_FULL, statement);
  if (isPlan(ran)) return { plan: ran };
  if (ran.code !== LATE) return ran;
  const planned = await attempt(db, PLANNED, statement);
  return isPlan(planned) ? { plan: planned } : planned;
}

async function attempt(
  db: Database,
  options: string,
  statement: string,
): Promise<Plan | RefusalWords> {
  try {
    const rows = await db.transaction(
      (tx) => tx.execute<Record<string, unknown>>(sql.raw(`explain (${options}) ${statement}`)),
      { accessMode: 'read only' },
    );
    return readPlan(rows[0]?.['QUERY PLAN']);
  } catch (error) {
    return refusalWords(error);
  }
}

function withMedian(side: Side, plans: Plan[]): Side {
  if (plans.length === 0) return side;
  return {
    ...side,
    median: {
      planningMs: median(plans.map(({ planningMs }) => planningMs)),
      executionMs: median(plans.map(({ executionMs = 0 }) => executionMs)),
      runs: plans.length,
    },
  };
}

function median(numbers: number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}
