import { describe, expect, it } from 'vitest';
import {
  duesAccounts,
  duesAccountsRetention,
} from '../../../../src/db/schema/billing/dues/accounts/dues-accounts.ts';
import { eraseUser } from '../../../../src/identity/privacy/erase-user.ts';
import { purge } from '../../../../src/jobs/engine/purge-expired.ts';
import { useDoor } from '../../../../testkit/database/door.ts';
import { type Life, office, plus } from './support/office.ts';

const under = useDoor();
const on = office(() => under.admin);
const today = new Date().toISOString().slice(0, 10);
const began = plus(today, -20);

/** As the role that jobs and the operator have. */
const system = () => under.door.asSystem('test');
const erase = (user_id: string) => eraseUser({ db: system() }, { user_id });

/** A manager took a month's dues in, and another's by mistake, and the account rested for a day. */
const life: Life = {
  kind: 'family',
  starts_on: began,
  paid: [{ units: 2, on: began }, { on: began, voided: true }],
  rests: [[began, began]],
};

async function noted(account_id: string, by: string): Promise<void> {
  await under.admin`update dues_payments set noted_by = ${by} where account_id = ${account_id}`;
  await under.admin`update dues_payments set voided_by = ${by}, void_reason = 'Ana paid by card'
    where account_id = ${account_id} and voided_at is not null`;
}

const account = async (id: string) =>
  (await under.admin`select payer_id, state, ends_on::text, ended_at from dues_accounts
    where id = ${id}`)[0];

const covered = async (id: string) =>
  new Map(
    (await under.admin`select user_id, covered_until::text from dues_coverage
      where account_id = ${id}`).map(({ user_id, covered_until }) => [user_id, covered_until]),
  );

const payments = (id: string) =>
  under.admin`select units, amount, noted_by, voided_by, void_reason from dues_payments
    where account_id = ${id} order by voided_at nulls first`;

/** How many rows hang on an account. */
async function below(id: string): Promise<Record<string, number>> {
  const [row] = await under.admin`
    select (select count(*)::int from dues_coverage where account_id = ${id}) as covered,
      (select count(*)::int from dues_payments where account_id = ${id}) as paid,
      (select count(*)::int from dues_freezes where account_id = ${id}) as rests,
      (select count(*)::int from private.dues_punches where account_id = ${id}) as punches`;
  return row as unknown as Record<string, number>;
}

describe('who pays dues and is erased', () => {
  it('is covered no longer, and pays on for the others, in books without words about them', async () => {
    const gym = await on.gym();
    const [payer, other, manager] = [
      await on.member(gym),
      await on.member(gym),
      await on.member(gym),
    ];
    const { id } = await on.account(gym, life, [payer, other]);
    await noted(id, manager);
    await erase(payer);
    expect(await account(id)).toMatchObject({ payer_id: payer, state: 'current', ends_on: null });
    expect(await covered(id)).toEqual(new Map([[payer, today], [other, null]]));
    expect(await payments(id)).toEqual([
      { units: 2, amount: '1.0000', noted_by: manager, voided_by: null, void_reason: null },
      { units: 1, amount: '1.0000', noted_by: manager, voided_by: manager, void_reason: null },
    ]);
    await erase(manager);
    expect((await payments(id)).map(({ noted_by, voided_by }) => [noted_by, voided_by]))
      .toEqual([[null, null], [null, null]]);
  });

  it('leaves an account that ends, and goes with all below it ten years after', async () => {
    const gym = await on.gym();
    const stays = await on.account(gym, life);
    const family = await on.account(gym, life);
    const card = await on.account(gym, {
      kind: 'punch_card',
      starts_on: began,
      paid: [{ on: began }],
    });
    for (const { id, user_id } of [family, card]) {
      await erase(user_id);
      expect(await account(id)).toMatchObject({
        payer_id: user_id,
        ends_on: today,
        ended_at: null,
      });
    }
    const tomorrow = `${plus(today, 1)}T12:00:00Z`;
    await system().execute(`select private.follow_dues('${tomorrow}', 100)`);
    const there = await below(family.id);
    expect(there).toEqual({ covered: 1, paid: 2, rests: 1, punches: 0 });
    expect(await below(card.id)).toEqual({ covered: 1, paid: 1, rests: 0, punches: 10 });
    for (const [years, left] of [[3652, true], [3654, false]] as const) {
      for (const { id } of [family, card]) {
        expect(await account(id)).toMatchObject({ state: 'ended', ended_at: expect.any(Date) });
        await under.admin`update dues_accounts
          set ended_at = now() - make_interval(days => ${years}) where id = ${id}`;
      }
      for (const rule of duesAccountsRetention.rules) await purge(system(), duesAccounts, rule);
      for (const { id } of [family, card]) expect(await account(id) !== undefined).toBe(left);
    }
    for (const { id } of [family, card]) {
      expect(await below(id)).toEqual({ covered: 0, paid: 0, rests: 0, punches: 0 });
    }
    expect(await below(stays.id)).toEqual(there);
  });
});
