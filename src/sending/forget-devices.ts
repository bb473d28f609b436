import { sql } from 'drizzle-orm';
import type { SystemDatabase } from '../db/client.ts';

/** A device that was said to be gone, whose it was, and when it was written to. */
export interface GoneDevice {
  user_id: string;
  token: string;
  written_at: Date;
}

/**
 * Removes tokens that reach nobody. One that was registered again since, by whomever, stays; one that
 * is being changed at this moment is told of again by the next message to it.
 */
export async function forgetDevices(
  db: SystemDatabase,
  gone: readonly GoneDevice[],
): Promise<void> {
  if (gone.length === 0) return;
  await db.execute(sql`
    delete from public.push_tokens where id = any(array(
      select t.id
      from jsonb_to_recordset(${JSON.stringify(gone)}::jsonb)
        as g(user_id uuid, token text, written_at timestamptz)
      join public.push_tokens t on t.token = g.token and t.user_id = g.user_id
      where t.last_seen_at < g.written_at
      order by t.id for update of t skip locked
    ))`);
}
