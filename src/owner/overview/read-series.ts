import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { callFor } from '../../db/call.ts';
import type { CallerContext } from '../../db/context.ts';
import { refuse } from '../../errors.ts';
import { type Series, SeriesPoint, type SeriesQuery } from './series-contract.ts';

const Answer = z.object({ points: z.array(SeriesPoint).nullable() });

/**
 * Reads one figure of a gym over time, by week or by month.
 * @throws `not_a_manager` (forbidden)
 */
export async function readSeries(
  { db }: CallerContext,
  { gym_id, metric, step, from, to }: SeriesQuery & { gym_id: string },
): Promise<Series> {
  const call = sql`private.gym_series(${gym_id}, ${metric}, ${step}, ${from}, ${to}) as points`;
  const [answer] = await callFor(db, Answer, call);
  if (!answer?.points) throw refuse('not_a_manager');
  return { gym_id, metric, step, points: answer.points };
}
