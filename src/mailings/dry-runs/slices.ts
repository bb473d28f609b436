import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { callFor } from '../../db/call.ts';
import type { SystemDatabase } from '../../db/client.ts';

const Slice = z.object({ after: z.guid().nullable(), until: z.guid().nullable() });

/** Customers by their ids: beyond `after`, and up to `until`; null where there is no end. */
export type Slice = z.output<typeof Slice>;

/** Whether an id is in a slice. */
export const within = ({ after, until }: Slice, id: SQL): SQL =>
  sql`${after === null ? sql`true` : sql`${id} > ${after}::uuid`}
    and ${until === null ? sql`true` : sql`${id} <= ${until}::uuid`}`;

/** Finds where a dry run goes on: behind the last customer of whom it told, and for so many more. */
export async function nextSlice(
  db: SystemDatabase,
  { id, shop_id, size }: { id: string; shop_id: string; size: number },
): Promise<Slice> {
  const [slice] = await callFor(
    db,
    Slice,
    sql`(
      select told.after, (
        select c.id from public.customers c
        where c.shop_id = ${shop_id} and c.deleted_at is null and c.redacted_at is null
          and (told.after is null or c.id > told.after)
        order by c.id offset ${size - 1}::integer limit 1
      ) as until
      from (values ((
        select d.customer_id from public.dry_run_customers d
        where d.dry_run_id = ${id} and d.shop_id = ${shop_id}
        order by d.customer_id desc limit 1
      ))) told (after)
    ) s`,
  );
  return slice!;
}
