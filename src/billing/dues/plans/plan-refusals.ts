import { eq } from 'drizzle-orm';
import type { CallerDatabase } from '../../../db/client.ts';
import { duesPlans } from '../../../db/schema/billing/dues/plans/dues-plans.ts';
import { assertVersion } from '../../../db/version.ts';
import { findPostgresError, onViolations } from '../../../db/violation.ts';
import { type AppError, refuse } from '../../../errors.ts';

const onTerms = onViolations({
  dues_plans_terms_check: () => refuse('dues_terms_invalid', { field: 'body.kind' }),
  dues_plans_archived: () => refuse('dues_plan_archived'),
});

/** For `.catch()` of a write of a plan: row security says no constraint. */
export function onPlanWrite(err: unknown): never {
  const { code, constraint_name } = findPostgresError(err) ?? {};
  if (code === '42501' && !constraint_name) throw refuse('not_a_manager');
  return onTerms(err);
}

/** Why a write of a plan reached no row. */
export async function planRefusal(
  db: CallerDatabase,
  id: string,
  version: Date | undefined,
): Promise<AppError> {
  const [seen] = await db.select().from(duesPlans).where(eq(duesPlans.id, id));
  if (!seen) return refuse('dues_plan_not_found');
  assertVersion(seen, version, 'plan');
  return refuse('not_a_manager');
}
