import { randomUUID } from 'node:crypto';
import type postgres from 'postgres';

/** Terms of each kind, to begin with. */
const usual = {
  monthly: { price: '100' },
  family: { price: '180', person_price: '90.10' },
  punch_card: { price: '250', punches: 10 },
  trial: { price: '0', valid_days: 7 },
};

export interface Life {
  kind: keyof typeof usual;
  terms?: { punches?: number | null; valid_days?: number | null };
  starts_on: string;
  ends_on?: string | null;
  paid?: readonly { units?: number; on: string; voided?: boolean }[];
  rests?: readonly (readonly [first: string, last: string])[];
}

export interface Stand {
  day: string;
  state: string;
  overdue_since: string | null;
}

/** Sets scenes of dues as history, past row security and the functions that write them. */
export function office(sql: () => postgres.Sql) {
  const insert = async (table: string, row: Record<string, unknown>): Promise<string> => {
    const [made] = await sql()`insert into ${sql()(table)} ${
      sql()(row as Record<string, string>)
    } returning id`;
    return made!.id;
  };
  const person = () =>
    insert('users', { subject: randomUUID(), provider: 'clerk', source: 'token' });

  async function gym(timezone = 'UTC', dues = 'asked', grace = 0): Promise<string> {
    return await insert('gyms', { name: timezone, timezone, dues, dues_grace_days: grace });
  }

  async function member(gym_id: string): Promise<string> {
    const user_id = await person();
    await insert('memberships', { user_id, gym_id, approved_at: '2020-01-01' });
    return user_id;
  }

  /** An account that covers people of a gym, a new one unless told, with all that happened to it. */
  async function account(
    gym_id: string,
    { kind, terms = {}, starts_on, ends_on = null, paid = [], rests = [] }: Life,
    people: readonly string[] = [],
  ): Promise<{ id: string; user_id: string }> {
    const covered = people.length > 0 ? people : [await member(gym_id)];
    const term = { ...usual[kind], currency: 'EUR', kind, ...terms };
    const plan_id = await insert('dues_plans', { gym_id, name: kind, ...term });
    const id = await insert('dues_accounts', {
      ...{ gym_id, plan_id, payer_id: covered[0], ...term, starts_on, ends_on },
    });
    const covered_until = ends_on && plus(ends_on, 1);
    for (const user_id of covered) {
      const from = { covered_from: starts_on, covered_until };
      await insert('dues_coverage', { account_id: id, gym_id, user_id, ...from });
    }
    const punches = 'punches' in term ? term.punches ?? 0 : 0;
    const add = (payment: string | null, count: number) =>
      sql()`select private.add_punches(${id}, ${gym_id}, ${payment}, ${count})`;
    for (const { units = 1, on, voided = false } of paid) {
      const payment = await insert('dues_payments', {
        ...{ account_id: id, gym_id, units, amount: '1', method: 'cash', received_on: on },
        voided_at: voided ? '2026-01-01' : null,
      });
      if (kind === 'punch_card' && !voided) await add(payment, units * punches);
    }
    if (kind === 'trial' && punches > 0) await add(null, punches);
    for (const [starts_on, ends_on] of rests) {
      await insert('dues_freezes', { account_id: id, gym_id, starts_on, ends_on });
    }
    return { id, user_id: covered[0]! };
  }

  return {
    gym,
    member,
    account,
    /** How an account stands on each day from one to another. */
    stands: (id: string, first: string, last = first) =>
      sql()<Stand[]>`
        select d::date::text as day, s.state, s.overdue_since::text
        from dues_accounts a, generate_series(${first}::date, ${last}::date, '1 day') d,
          private.dues_on(a, d::date) s
        where a.id = ${id} order by d`,
    owed: async (id: string, day: string) => {
      const [row] = await sql()<{ months: number; amount: string }[]>`
        select o.* from dues_accounts a, private.dues_owed(a, ${day}) o where a.id = ${id}`;
      return row!;
    },
    /** What the dues of a gym say to somebody about a day, asked on it or on another. */
    refusal: async (gym_id: string, user_id: string, day: string, today = day) => {
      const [row] = await sql()<{ refusal: string | null }[]>`
        select r.refusal from gyms g, private.dues_refusal(
          g.id, ${user_id}, g.dues, g.dues_grace_days, ${day}, ${today}, null
        ) r where g.id = ${gym_id}`;
      return row!.refusal;
    },
  };
}

/** A day so many days later. */
export const plus = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
