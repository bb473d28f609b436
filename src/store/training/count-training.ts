import { sql } from 'drizzle-orm';
import { callFor } from '../../db/call.ts';
import type { CallerContext } from '../../db/context.ts';
import { AT_RISK_DAYS } from '../../db/schema/academy/attendance/at-risk-days.ts';
import { TrainingCount } from './contract.ts';

/** Counts how many of each segment train how: for managers of the shop's gym, nothing to others. */
export const countTraining = async (
  { db }: CallerContext,
  { shop_id }: { shop_id: string },
): Promise<{ items: TrainingCount[] }> => ({
  items: await callFor(
    db,
    TrainingCount,
    sql`private.training_counts(${shop_id}, ${AT_RISK_DAYS})`,
  ),
});
