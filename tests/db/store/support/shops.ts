import { randomUUID } from 'node:crypto';
import type postgres from 'postgres';

/** Sets scenes of shops, as a superuser. */
export function scenes(sql: () => postgres.Sql) {
  const gym = async () => {
    const [row] = await sql()<{ id: string }[]>`
      insert into gyms (name, timezone) values ('Kaizen', 'UTC') returning id`;
    return row!.id;
  };
  return {
    gym,
    /** A connected shop, of a gym of its own unless it is told which. */
    shop: async ({ gym_id, currency = 'EUR' }: { gym_id?: string; currency?: string } = {}) => {
      const [row] = await sql()<{ id: string }[]>`insert into shops ${
        sql()({
          ...{ gym_id: gym_id ?? await gym(), domain: `s-${randomUUID()}.myshopify.com` },
          ...{ state: 'connected', currency, timezone: 'UTC' },
        })
      } returning id`;
      return row!.id;
    },
    /** An approved member of a gym, with a verified address unless told otherwise. */
    member: async (gym_id: string, columns: Record<string, unknown> = {}) => {
      const [row] = await sql()<{ id: string }[]>`insert into users ${
        sql()({
          ...{ subject: randomUUID(), provider: 'supabase', source: 'token' },
          ...{ email: `${randomUUID()}@tatame.test`, email_verified_at: '2020-01-01', ...columns },
        })
      } returning id`;
      await sql()`insert into memberships ${
        sql()({ user_id: row!.id, gym_id, role: 'STUDENT', approved_at: '2020-01-01' })
      }`;
      return row!.id;
    },
  };
}
