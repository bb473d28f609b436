import { and, eq, isNull } from 'drizzle-orm';
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core';
import type { CallerContext } from '../../db/context.ts';
import { automations } from '../../db/schema/mailings/automations/automations.ts';
import { assertVersion, isVersion } from '../../db/version.ts';
import { refuse, wrongState } from '../../errors.ts';
import type { Automation } from './contract.ts';
import { readAutomation } from './read-automation.ts';

/**
 * Changes the row of an automation that is not archived. Row security lets only managers of its gym.
 * @throws `automation_not_found`, `automation_archived` (conflict), `precondition_failed`
 */
export async function writeAutomation(
  ctx: CallerContext,
  automation_id: string,
  version: Date | undefined,
  set: PgUpdateSetSource<typeof automations>,
): Promise<Automation> {
  const [changed] = await ctx.db.update(automations).set(set)
    .where(and(
      eq(automations.id, automation_id),
      isNull(automations.archived_at),
      isVersion(automations, version),
    ))
    .returning();
  if (changed) return changed;
  throw await notWritten(ctx, automation_id, version);
}

/** Why a write met no row. */
export async function notWritten(
  ctx: CallerContext,
  automation_id: string,
  version: Date | undefined,
): Promise<Error> {
  const current = await readAutomation(ctx, { automation_id });
  if (current.archived_at) return wrongState('automation', 'archived');
  assertVersion(current, version, 'automation');
  // It was read by whom it was hidden from a moment ago.
  return refuse('automation_not_found');
}
