import { sql } from 'drizzle-orm';
import { check, integer, text } from 'drizzle-orm/pg-core';
import { grants } from '../../grants.ts';
import { triggers } from '../../triggers.ts';
import { timestamps } from '../columns.ts';
import { privateSchema } from '../system/private.ts';

/** What a plan allows in a month. Reference data: `plan-quotas.after.sql`. */
export const planQuotas = privateSchema.table('plan_quotas', {
  plan: text({ enum: ['free', 'pro'] }).primaryKey(),
  agent_requests: integer().notNull(),
  ...timestamps(),
}, (t) => [
  check('plan_quotas_plan_check', sql`${t.plan} in ('free', 'pro')`),
  check('plan_quotas_agent_requests_check', sql`${t.agent_requests} >= 0`),
]).enableRLS();

export const planQuotasGrants = grants(planQuotas, {});

export const planQuotasTriggers = triggers(planQuotas, 'touch');
