import { sql } from 'drizzle-orm';
import type { SystemDatabase } from '../../../src/db/client.ts';
import type { Actor } from '../../../tests/access/world/actors.ts';
import type { Person } from '../people/person.ts';

/** Which actors of the access matrix a person is in this database, and what says so. */
export interface Standing {
  actors: { actor: Actor; because: string }[];
  /** `users.id`, of those who have a row. */
  userId: string | undefined;
}

interface Row extends Record<string, unknown> {
  id: string;
  deleted: boolean;
  gym: string | null;
  role: string | null;
  named: boolean;
  approved: boolean;
  denied: boolean;
  left: boolean;
  children: number;
  once: number;
}

/** More memberships than this decide nothing that the first ones do not. */
const MEMBERSHIPS = 200;

/**
 * Reads which actors somebody is. Actors of the matrix have one standing each; a person may have
 * several, one by membership, and then has the rights of all of them together.
 */
export async function standingOf(db: SystemDatabase, person: Person): Promise<Standing> {
  const alone = (actor: Actor, because: string) => ({
    actors: [{ actor, because }],
    userId: undefined,
  });
  if (person.isSystem) return alone('system', 'holds the secret key');
  if (!person.claims) return alone('anonymous', 'carries no token');
  const rows = await db.execute<Row>(sql`
    select u.id, u.deleted_at is not null as deleted, g.name as gym, m.role,
      coalesce(g.manager_id = u.id, false) as named, m.approved_at is not null as approved,
      m.denied_at is not null as denied, m.left_at is not null as left, family.children, family.once
    from users u
    cross join lateral (
      select count(*) filter (where acts)::int as children,
        count(*) filter (where not acts)::int as once
      from guardianships d join users c on c.id = d.dependent_id
      cross join lateral (select d.ended_at is null and private.is_minor(c.birth_date) as acts) now
      where d.guardian_id = u.id
    ) family
    left join memberships m on m.user_id = u.id
    left join gyms g on g.id = m.gym_id
    where u.id = (
      select id from users where subject = ${person.claims.sub}
      order by deleted_at desc nulls first limit 1
    )
    order by m.created_at desc limit ${MEMBERSHIPS}`);
  const [first] = rows;
  if (!first) return alone('newcomer', 'no row of users has the subject of the token');
  if (first.deleted) return alone('deleted', 'users.deleted_at is set');
  const actors = new Map<Actor, string>();
  for (const row of rows) {
    const found = row.gym === null ? undefined : actorOf(row);
    if (found && !actors.has(found.actor)) actors.set(found.actor, found.because);
  }
  if (first.children > 0) actors.set('guardian', `guardian of ${first.children}`);
  if (first.once > 0) actors.set('formerGuardian', `was guardian of ${first.once}`);
  if (actors.size === 0) actors.set('stranger', 'no membership');
  return {
    actors: [...actors].map(([actor, because]) => ({ actor, because })),
    userId: first.id,
  };
}

function actorOf(row: Row): { actor: Actor; because: string } {
  const { gym, role, named, approved, denied, left } = row;
  if (left) {
    const was = denied ? 'was denied and left' : 'left';
    return { actor: denied ? 'barred' : 'former', because: `${was} ${gym}` };
  }
  if (denied) return { actor: 'denied', because: `denied at ${gym}` };
  if (!approved) return { actor: 'pending', because: `waits for a decision at ${gym}` };
  if (named) return { actor: 'manager', because: `gyms.manager_id of ${gym}` };
  if (role === 'MANAGER') return { actor: 'deputy', because: `a manager of ${gym}` };
  return role === 'INSTRUCTOR'
    ? { actor: 'instructor', because: `teaches at ${gym}` }
    : { actor: 'student', because: `an approved member of ${gym}` };
}
