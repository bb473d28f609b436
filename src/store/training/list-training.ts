import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { callFor } from '../../db/call.ts';
import type { CallerContext } from '../../db/context.ts';
import { type PageRequest, type Slice, slice } from '../../db/keyset.ts';
import { AT_RISK_DAYS } from '../../db/schema/academy/attendance/at-risk-days.ts';
import { Trainee, type TrainingPageQuery } from './contract.ts';

const Row = Trainee.extend({ sort_name: z.string(), sort_id: z.guid() });

/**
 * Lists whom a shop and its gym know by what they buy and whether they train, who spent most first: for
 * managers of the gym, such as its champions who stopped training, or regulars who never buy.
 */
export async function listTraining(
  { db }: CallerContext,
  { shop_id, segment, training, page: { limit, after } }:
    & Pick<TrainingPageQuery, 'segment' | 'training'>
    & { shop_id: string; page: PageRequest },
): Promise<Slice<Trainee>> {
  const [spent, name, id] = after ?? [null, null, null];
  const call = sql`private.training_page(
    ${shop_id}, ${AT_RISK_DAYS}, ${segment ?? null}, ${
    training ?? null
  }, ${spent}, ${name}, ${id}, ${limit + 1}
  )`;
  const rows = await callFor(db, Row, call);
  return slice(rows, limit, (row) => [row.total_spent, row.sort_name, row.sort_id]);
}
