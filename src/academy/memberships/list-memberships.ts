import { and, eq, sql } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { newestFirst, type PageRequest, type Slice } from '../../db/keyset.ts';
import { memberships } from '../../db/schema/academy/memberships.ts';
import type { MembershipStatus, MembershipWithPerson } from './contract.ts';
import { hasStatus } from './membership-status.ts';

/** The columns of `private.people_names`, joined as `person`. */
const person = {
  user_id: sql<string | null>`person.user_id`,
  first_name: sql<string | null>`person.first_name`,
  last_name: sql<string | null>`person.last_name`,
  image_url: sql<string | null>`person.image_url`,
  email: sql<string | null>`person.email`,
};

/**
 * Lists the memberships of a gym with the people behind them, newest first; staff see all of them,
 * others at most their own. Whom the caller may not read (someone who left) is null. Names go through
 * the definer function `private.people_names`, since row security hides children's profiles whole.
 */
export const listMemberships = (
  { db }: CallerContext,
  { gym_id, status, page }: {
    gym_id: string;
    status?: MembershipStatus | undefined;
    page: PageRequest;
  },
): Promise<Slice<MembershipWithPerson>> =>
  newestFirst(memberships).list(page, async ({ where, orderBy, limit }) => {
    const listed = db.$with('listed').as(
      db.select().from(memberships)
        .where(and(eq(memberships.gym_id, gym_id), status && hasStatus(status), where))
        .orderBy(...orderBy).limit(limit),
    );
    const rows = await db.with(listed).select({ membership: listed._.selectedFields, person })
      .from(listed)
      .leftJoin(
        sql`private.people_names(array(select user_id from listed)) person`,
        sql`person.user_id = ${listed.user_id}`,
      )
      .orderBy(sql`${listed.created_at} desc, ${listed.id} desc`);
    return rows.map(({ membership, person }) => ({
      ...membership,
      person: person.user_id === null ? null : person,
    }));
  });
