import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { callFor } from '../../db/call.ts';
import type { CallerContext } from '../../db/context.ts';
import { type PageRequest, type Slice, slice } from '../../db/keyset.ts';
import { ReportedWords } from './contract.ts';

const Row = ReportedWords.omit({ author: true, gym_id: true }).extend({
  first_name: z.string().nullable(),
  last_name: z.string().nullable(),
  image_url: z.string().nullable(),
  is_member: z.boolean(),
  decided_at: z.coerce.date().nullable(),
  created_at: z.coerce.date(),
});

/**
 * Lists what was reported in a gym, newest first, for its staff; to others there is nothing. Who
 * reported it stays with them, so this goes through the definer function `private.gym_reports`, which
 * also keeps from staff what they wrote themselves.
 */
export async function listGymReports(
  { db }: CallerContext,
  { gym_id, state, page: { limit, after } }: {
    gym_id: string;
    state: ReportedWords['state'];
    page: PageRequest;
  },
): Promise<Slice<ReportedWords>> {
  const [at, id] = after ?? [null, null];
  const { items, next } = slice(
    await callFor(
      db,
      Row,
      sql`private.gym_reports(${gym_id}, ${state}, ${at}, ${id}, ${limit + 1})`,
    ),
    limit,
    (row) => [row.created_at, row.id],
  );
  return {
    items: items.map(({ first_name, last_name, image_url, is_member, ...row }) => ({
      ...row,
      gym_id,
      author: is_member ? { user_id: row.author_id, first_name, last_name, image_url } : null,
    })),
    next,
  };
}
