import { asc } from 'drizzle-orm';
import type { SystemContext } from '../../db/context.ts';
import { planQuotas } from '../../db/schema/agent/usage/plan-quotas.ts';
import type { Plan } from './contract.ts';

/** Lists what each plan allows. */
export const listPlans = async ({ db }: SystemContext): Promise<{ items: Plan[] }> => ({
  items: await db.select().from(planQuotas).orderBy(asc(planQuotas.plan)),
});
