import type postgres from 'postgres';
import { clients, ids, known, must, rows } from './people.ts';

/** Puts a row into each table of dues. */
export async function prepareDues(admin: postgres.Sql): Promise<void> {
  const gym_id = String(rows.gyms!.id);
  rows.dues_plans = await must(clients.manager, 'dues_plans', {
    ...{ gym_id, name: 'Month', kind: 'monthly', price: 1, currency: 'BRL' },
  });
  const [dues] = await admin<{ id: string }[]>`
    insert into dues_accounts (gym_id, plan_id, payer_id, kind, price, currency, starts_on)
    select gym_id, id, ${ids.student}, kind, price, currency, '2026-11-02' from dues_plans
    where gym_id = ${gym_id} returning id`;
  const of = { account_id: dues!.id, gym_id };
  const [payment] = await admin<{ id: string }[]>`insert into dues_payments ${
    admin({ ...of, units: 1, amount: 1, method: 'cash', received_on: '2026-11-02' })
  } returning id`;
  const [freeze] = await admin<{ id: string }[]>`insert into dues_freezes ${
    admin({ ...of, starts_on: '2026-11-02', ends_on: '2026-11-03' })
  } returning id`;
  known.plan_id = [String(rows.dues_plans.id)];
  known.account_id = [dues!.id];
  known.payment_id = [payment!.id];
  known.freeze_id = [freeze!.id];
}
