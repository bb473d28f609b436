import { z } from 'zod';
import { PageQuery } from '../../contract/page.ts';
import { plans, subscriptionStatuses } from '../../db/schema/identity/user-profiles.ts';
import { Profile } from '../account/contract.ts';

/** What somebody has subscribed to, and has used of it. */
export const UserPlan = Profile.extend({ user_id: z.guid() }).meta({ id: 'UserPlan' });
export type UserPlan = z.output<typeof UserPlan>;

export const PutUserPlanInput = z.strictObject({
  plan: plans.schema,
  subscription_status: subscriptionStatuses.schema,
}).meta({ id: 'PutUserPlanInput' });
export type PutUserPlanInput = z.output<typeof PutUserPlanInput>;

export const UserPlansQuery = PageQuery.extend({ plan: plans.schema.optional() });
export type UserPlansQuery = z.output<typeof UserPlansQuery>;
