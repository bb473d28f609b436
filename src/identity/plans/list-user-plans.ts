import { and, eq, getTableColumns, isNull } from 'drizzle-orm';
import type { SystemContext } from '../../db/context.ts';
import { newestFirst, type PageRequest, type Slice } from '../../db/keyset.ts';
import { userProfiles } from '../../db/schema/identity/user-profiles.ts';
import { users } from '../../db/schema/identity/users.ts';
import type { UserPlan, UserPlansQuery } from './contract.ts';

/** Lists who has which plan, those who came last first. Whoever was erased is left out. */
export const listUserPlans = (
  { db }: SystemContext,
  { plan, page }: Pick<UserPlansQuery, 'plan'> & { page: PageRequest },
): Promise<Slice<UserPlan>> =>
  newestFirst(userProfiles).list(
    page,
    ({ where, orderBy, limit }) =>
      db.select(getTableColumns(userProfiles)).from(userProfiles)
        .innerJoin(users, and(eq(users.id, userProfiles.user_id), isNull(users.deleted_at)))
        .where(and(plan && eq(userProfiles.plan, plan), where))
        .orderBy(...orderBy).limit(limit),
  );
