import { sql } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { writeAutomation } from './write-automation.ts';

/**
 * Takes an automation out of use for ever; what it did stays. It stops as when it is disabled.
 * @throws `automation_not_found`, `automation_archived` (conflict)
 */
export async function archiveAutomation(
  ctx: CallerContext,
  { automation_id }: { automation_id: string },
): Promise<void> {
  await writeAutomation(ctx, automation_id, undefined, {
    enabled: false,
    archived_at: sql`now()`,
  });
}
