import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { CallerContext } from '../../db/context.ts';
import { callFor } from '../../db/call.ts';
import { accountDeleted } from '../../account-deleted.ts';
import type { Usage } from './contract.ts';

const Row = z.object({
  plan: z.string(),
  quota: z.number(),
  used: z.number(),
  period_start: z.coerce.date(),
  period_end: z.coerce.date(),
});

/**
 * Reads the caller's plan, what it allows in this period and what is used of it.
 * @throws `account_deleted` (gone)
 */
export async function readUsage({ db }: CallerContext): Promise<Usage> {
  const [usage] = await callFor(db, Row, sql`private.agent_usage()`);
  if (!usage) throw accountDeleted();
  return { ...usage, remaining: Math.max(0, usage.quota - usage.used) };
}
