import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { callFor } from '../../db/call.ts';
import type { CallerContext } from '../../db/context.ts';
import { Occurrence, type OccurrencesQuery } from './contract.ts';

const Row = Occurrence.extend({ starts_at: z.coerce.date(), ends_at: z.coerce.date() });

/**
 * Lists what happens in a gym on some dates, in order, cancelled classes too: for its members, and
 * nothing to everybody else. It goes through the definer function `private.gym_schedule`, because row
 * security hides from members who teaches them.
 */
export const listOccurrences = async (
  { db }: CallerContext,
  { gym_id, from, to }: { gym_id: string } & OccurrencesQuery,
): Promise<{ items: Occurrence[] }> => ({
  items: await callFor(db, Row, sql`private.gym_schedule(${gym_id}, ${from}, ${to})`),
});
