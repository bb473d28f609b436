import { and, eq } from 'drizzle-orm';
import type { CallerContext } from '../../../db/context.ts';
import { newestFirst, type PageRequest, type Slice } from '../../../db/keyset.ts';
import { duesPlans } from '../../../db/schema/billing/dues/plans/dues-plans.ts';
import type { DuesPlan } from './contract.ts';

/** Lists the plans of a gym, the latest first, archived ones too; for its members. */
export const listPlans = (
  { db }: CallerContext,
  { gym_id, page }: { gym_id: string; page: PageRequest },
): Promise<Slice<DuesPlan>> =>
  newestFirst(duesPlans).list(
    page,
    ({ where, orderBy, limit }) =>
      db.select().from(duesPlans).where(and(eq(duesPlans.gym_id, gym_id), where))
        .orderBy(...orderBy).limit(limit),
  );
