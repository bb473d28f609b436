import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Usage } from '../contract.ts';
import type { Database } from '../../db/client.ts';
import { gone } from '../../errors.ts';

const Row = z.object({
  plan: z.string(),
  quota: z.number(),
  used: z.number(),
  period_start: z.coerce.date(),
  period_end: z.coerce.date(),
});

/**
 * The caller's plan, what it allows in this period and what is used of it.
 * @throws `account_deleted` (gone)
 */
export async function readUsage(db: Database): Promise<Usage> {
  const [row] = await db.execute(sql`select * from private.agent_usage()`);
  if (!row) throw gone('account_deleted', 'The account was deleted.');
  const usage = Row.parse(row);
  return { ...usage, remaining: Math.max(0, usage.quota - usage.used) };
}
