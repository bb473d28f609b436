import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { callFor } from '../../db/call.ts';
import type { CallerContext } from '../../db/context.ts';
import { type PageRequest, type Slice, slice } from '../../db/keyset.ts';
import { RosterEntry } from './contract.ts';

const SortedEntry = RosterEntry.extend({ sort_name: z.string() });

/**
 * Lists who is expected at a class on a date, or was there, by name, with their age and whom to call:
 * for the staff of the gym, and nothing to everybody else. Whose contacts and which children it told
 * of is in the trail, once a day for each reader.
 */
export async function listRoster(
  { db }: CallerContext,
  { class_id, class_date, page: { limit, after } }: {
    class_id: string;
    class_date: string;
    page: PageRequest;
  },
): Promise<Slice<RosterEntry>> {
  const [name, id] = after ?? [null, null];
  const call = sql`private.class_roster(${class_id}, ${class_date}, ${name}, ${id}, ${limit})`;
  const rows = await callFor(db, SortedEntry, call);
  return slice(rows, limit, ({ sort_name, user_id }) => [sort_name, user_id]);
}
