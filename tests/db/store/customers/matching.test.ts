import process from 'node:process';
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { eraseUser } from '../../../../src/identity/privacy/erase-user.ts';
import { applyCustomers } from '../../../../src/store/customers/apply-customers.ts';
import type { CustomerNews } from '../../../../src/store/customers/news.ts';
import { useDoor } from '../../../../testkit/database/door.ts';
import { scenes } from '../support/shops.ts';

/** `npm run prove -- store` plays more. */
const ROUNDS = Math.min(Number(process.env.PROOF_ROUNDS ?? 8), 200);

const under = useDoor({ poolSize: 4 });
const at = scenes(() => under.admin);
const db = () => under.door.asSystem('test');

const customer = (email: string, news: Partial<CustomerNews> = {}): CustomerNews => ({
  ...{ shopify_id: '820982911946154509', email },
  ...{ shopify_updated_at: new Date('2026-01-02'), observed_at: null, ...news },
});

const who = async (shop_id: string) => {
  const [row] = await under.admin`
    select user_id, matched_by, email, first_name, phone from customers
    where shop_id = ${shop_id}`;
  return row;
};

describe('a customer and a member of one address', () => {
  it('are matched, whatever case of letters either wrote', async () => {
    const gym_id = await at.gym();
    const shop_id = await at.shop({ gym_id });
    const user_id = await at.member(gym_id, { email: 'Ana@tatame.test' });
    await applyCustomers(db(), { shop_id, customers: [customer(' aNA@tatame.TEST ')] });
    expect(await who(shop_id)).toMatchObject({ user_id, matched_by: 'email' });
  });

  it('are not where the letters differ beyond ASCII', async () => {
    const gym_id = await at.gym();
    const shop_id = await at.shop({ gym_id });
    await at.member(gym_id, { email: 'andré@tatame.test' });
    await applyCustomers(db(), { shop_id, customers: [customer('ANDRÉ@tatame.test')] });
    expect(await who(shop_id)).toMatchObject({ user_id: null });
  });

  it('stay matched when the member leaves the gym or changes their address', async () => {
    const gym_id = await at.gym();
    const shop_id = await at.shop({ gym_id });
    const email = `${randomUUID()}@tatame.test`;
    const user_id = await at.member(gym_id, { email });
    await applyCustomers(db(), { shop_id, customers: [customer(email)] });
    await under.admin`update memberships set left_at = now() where user_id = ${user_id}`;
    await under.admin`update users set email = 'else@tatame.test' where id = ${user_id}`;
    const later = new Date('2026-01-03');
    const customers = [customer(email, { first_name: 'Ana', shopify_updated_at: later })];
    await applyCustomers(db(), { shop_id, customers });
    expect(await who(shop_id)).toMatchObject({ user_id, first_name: 'Ana' });
  });

  it('are matched when the member verifies while the customer arrives', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const gym_id = await at.gym();
      const shop_id = await at.shop({ gym_id });
      const email = `${randomUUID()}@tatame.test`;
      const user_id = await at.member(gym_id, { email, email_verified_at: null });
      await Promise.all([
        applyCustomers(db(), { shop_id, customers: [customer(email)] }),
        under.admin`update users set email_verified_at = now() where id = ${user_id}`,
      ]);
      expect(await who(shop_id)).toMatchObject({ user_id });
    }
  });

  it('part when the member is erased, also while the customer arrives', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const gym_id = await at.gym();
      const shop_id = await at.shop({ gym_id });
      const email = `${randomUUID()}@tatame.test`;
      const user_id = await at.member(gym_id, { email });
      const later = new Date('2026-01-03');
      await applyCustomers(db(), { shop_id, customers: [customer('x@tatame.test')] });
      await Promise.all([
        applyCustomers(db(), {
          shop_id,
          customers: [customer(email, { shopify_updated_at: later })],
        }),
        eraseUser({ db: db() }, { user_id }),
      ]);
      expect(await who(shop_id)).toMatchObject({ user_id: null, email });
    }
  });
});

describe('what Shopify says of a customer', () => {
  it('is cut where it does not fit, but an address, which would be another', async () => {
    const shop_id = await at.shop();
    const customers = [
      customer(`${'x'.repeat(320)}@tatame.test`, {
        first_name: `A\0${'b'.repeat(300)}`,
        phone: '',
      }),
    ];
    await applyCustomers(db(), { shop_id, customers });
    expect(await who(shop_id)).toMatchObject({
      ...{ email: null, first_name: `A${'b'.repeat(254)}`, phone: null },
    });
  });
});
