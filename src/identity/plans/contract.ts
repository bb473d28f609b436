import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { PageQuery } from '../../contract/page.ts';
import { plans, subscriptionStatuses } from '../../db/schema/identity/user-profiles.ts';
import { Profile } from '../account/contract.ts';

/** What somebody has subscribed to, and has used of it. */
export const UserPlan = Profile.extend({ user_id: z.guid() }).meta({
  id: 'UserPlan',
  example: {
    user_id: EXAMPLE.user_id,
    plan: 'pro',
    subscription_status: 'active',
    usage_count: 12,
    usage_period_start: '2026-03-01T00:00:00.000Z',
    updated_at: EXAMPLE.asked,
  },
});
export type UserPlan = z.output<typeof UserPlan>;

export const PutUserPlanInput = z.strictObject({
  plan: plans.schema,
  subscription_status: subscriptionStatuses.schema,
}).meta({
  id: 'PutUserPlanInput',
  example: { plan: 'pro', subscription_status: 'active' },
});
export type PutUserPlanInput = z.output<typeof PutUserPlanInput>;

export const UserPlansQuery = PageQuery.extend({ plan: plans.schema.optional() });
export type UserPlansQuery = z.output<typeof UserPlansQuery>;
