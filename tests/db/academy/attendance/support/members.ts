import type postgres from 'postgres';
import { academy } from '../../schedule/support/academy.ts';

interface Person {
  first_name?: string;
  birth_date?: string;
}

/** Sets scenes with members of a gym and who was at its classes, past row security. */
export function members(sql: () => postgres.Sql) {
  const scene = academy(sql);
  return {
    ...scene,
    /** Somebody without an account, who joined at noon (UTC) of a day. */
    async member(gym: string, joined: string, person: Person = {}, columns: object = {}) {
      const [row] = await sql()<{ id: string }[]>`
        insert into users ${sql()({ source: 'staff', first_name: 'Someone', ...person })}
        returning id`;
      await sql()`insert into memberships ${
        sql()({ gym_id: gym, user_id: row!.id, approved_at: `${joined}T12:00:00Z`, ...columns })
      }`;
      return row!.id;
    },
    /** They were at a class on these dates. */
    async came(gym: string, held: string, who: string, ...dates: string[]) {
      await sql()`insert into private.class_dates ${
        sql()(dates.map((class_date) => ({ class_id: held, gym_id: gym, class_date })))
      } on conflict do nothing`;
      await sql()`insert into check_ins ${
        sql()(dates.map((class_date, nth) => ({
          ...{ user_id: who, class_id: held, gym_id: gym, class_date, status: 'present' },
          ...{ place: nth + 1, arrived: true },
          ...{ made_at: `${class_date}T18:00:00Z`, received_at: `${class_date}T18:00:00Z` },
        })))
      }`;
    },
  };
}
