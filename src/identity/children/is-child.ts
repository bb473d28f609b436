import { and, eq, ne, type SQL, sql } from 'drizzle-orm';
import type { Caller } from '../../caller.ts';
import { users } from '../../db/schema/identity/users.ts';
import { refuse } from '../../errors.ts';

export const childNotFound = () => refuse('child_not_found');

/** Says in SQL that a row of `users` is a child whom the caller is guardian of. */
export const isChild = ({ userId }: Caller, childId: string): SQL | undefined =>
  and(
    eq(users.id, childId),
    ne(users.id, userId),
    sql`${users.id} = any ((select private.person_ids())::uuid[])`,
  );
