import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { columnsOf } from '../../db/columns-of.ts';
import { guardianships } from '../../db/schema/identity/family/guardianships.ts';
import { users } from '../../db/schema/identity/users.ts';
import { Child } from './contract.ts';

const columns = {
  ...columnsOf(Child, users),
  relation: guardianships.relation,
  guardian_since: guardianships.created_at,
};

/** Lists the children whom the caller is guardian of, the eldest first. */
export async function listChildren({ db, caller }: CallerContext): Promise<{ items: Child[] }> {
  const items = await db.select(columns).from(guardianships)
    .innerJoin(users, eq(users.id, guardianships.dependent_id))
    .where(and(
      eq(guardianships.guardian_id, caller.userId),
      isNull(guardianships.ended_at),
      sql`${users.id} = any ((select private.person_ids())::uuid[])`,
    ))
    .orderBy(asc(users.birth_date), asc(users.id));
  return { items };
}
