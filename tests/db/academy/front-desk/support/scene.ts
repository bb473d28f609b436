import { createHash, randomUUID } from 'node:crypto';
import type postgres from 'postgres';
import { academy } from '../../schedule/support/academy.ts';

export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

export interface Outcome {
  outcome: string;
  reason: string | null;
  retry_at: Date | null;
  first_name: string | null;
  initial: string | null;
}

/** What was tried: a PIN's digest or a code, at which device, class, date and instant. */
export interface Try {
  desk: string;
  class_id: string;
  date: string;
  at: string | Date;
  pin?: string;
  code?: string;
}

/** Sets scenes at front desks, past row security, and tries what their function does at an instant. */
export function frontDesk(sql: () => postgres.Sql) {
  const at = academy(sql);
  const member = async (gym: string, first_name = 'Ana', last_name: string | null = 'Souza') => {
    const person = await at.person(first_name);
    await sql()`update users set last_name = ${last_name} where id = ${person}`;
    await sql()`insert into memberships ${
      sql()({ user_id: person, gym_id: gym, approved_at: new Date() })
    }`;
    return person;
  };
  return {
    ...at,
    member,
    /** Somebody with a PIN, by its digest. */
    async withPin(gym: string, pin: string) {
      const person = await member(gym);
      await sql()`insert into private.member_pins ${
        sql()({ gym_id: gym, user_id: person, pin_hash: sha256(gym + pin) })
      }`;
      return person;
    },
    async desk(gym: string) {
      const token = `desk_${randomUUID()}`;
      const [row] = await sql()<{ id: string }[]>`insert into front_desks ${
        sql()({ gym_id: gym, name: 'Door', token_hash: sha256(token) })
      } returning id`;
      return { id: row!.id, token };
    },
    /** A code of somebody's that is good until an instant. */
    async code(person: string, until: string | Date) {
      const code = randomUUID();
      await sql()`insert into private.check_in_codes ${
        sql()({ code_hash: sha256(code), user_id: person, expires_at: until })
      }`;
      return code;
    },
    async tried({ desk, class_id, date, at, pin = '', code }: Try): Promise<Outcome> {
      const [row] = await sql()<Outcome[]>`
        select * from private.check_in_at_desk(
          ${desk}, ${class_id}, ${date}, ${pin}, ${code ?? null}, ${at}
        )`;
      return { ...row! };
    },
    events: async (gym: string) =>
      (await sql()<{ event: string }[]>`
        select concat_ws(' ', method, outcome, reason) as event from front_desk_events
        where gym_id = ${gym} order by created_at, id`).map(({ event }) => event),
    /** Wrong tries of before, one a second until an instant. */
    wrong: (desk: string, class_id: string, outcome: string, count: number, last: string) =>
      sql()`insert into front_desk_events
        (gym_id, front_desk_id, class_id, method, outcome, created_at)
        select gym_id, id, ${class_id}, 'pin', ${outcome},
          ${last}::timestamptz - make_interval(secs => n)
        from front_desks, generate_series(0, ${count - 1}::int) n where id = ${desk}`,
  };
}
