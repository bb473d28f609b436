import { integer } from 'drizzle-orm/pg-core';
import { integerFrom } from '../../../declare/bounds.ts';
import { grants } from '../../../declare/grants.ts';
import { triggers } from '../../../declare/triggers.ts';
import { timestamps } from '../../columns.ts';
import { plans } from '../../identity/user-profiles.ts';
import { privateSchema } from '../../system/private.ts';

/** How many questions a plan may allow. */
export const monthlyQuestions = integerFrom(0, 1_000_000);

/** What a plan allows in a month. It begins with `plan-quotas.after.sql`; the operator changes it. */
export const planQuotas = privateSchema.table('plan_quotas', {
  plan: plans.column().primaryKey(),
  agent_requests: integer().notNull(),
  ...timestamps(),
}, (t) => [
  plans.check('plan_quotas_plan_check', t.plan),
  monthlyQuestions.check('plan_quotas_agent_requests_check', t.agent_requests),
]).enableRLS();

export const planQuotasGrants = grants(planQuotas, {});

export const planQuotasTriggers = triggers(planQuotas, 'touch');
