import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { callFor } from '../../db/call.ts';
import type { CallerContext } from '../../db/context.ts';
import type { PageRequest, Slice } from '../../db/keyset.ts';
import { type DueQuery, MemberDue } from './contract.ts';

const Row = MemberDue.extend({ sort_date: z.string(), more: z.boolean() });

/**
 * Lists the members of a gym by the day on which they can have their next rank in an art, who is due
 * first: for its staff, who leave a trace where they read of a child, and nothing to everybody else.
 */
export async function listDue(
  { db }: CallerContext,
  { gym_id, modality, on, page: { limit, after } }: Pick<DueQuery, 'modality' | 'on'> & {
    gym_id: string;
    page: PageRequest;
  },
): Promise<Slice<MemberDue>> {
  const [day, id] = after ?? [null, null];
  const call = sql`private.gym_eligibility(
    ${gym_id}, ${modality}, ${on ?? null}, ${day}, ${id}, ${limit}
  )`;
  const items = await callFor(db, Row, call);
  const last = items.at(-1);
  return { items, next: last?.more ? [last.sort_date, last.user_id] : null };
}
