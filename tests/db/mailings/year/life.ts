import type postgres from 'postgres';
import type { Customer, YearWorld } from './world.ts';
import { ZONES } from './world.ts';

const SEGMENTS = ['champions', 'loyal', 'at_risk', 'lost', 'new'];
const BELTS = ['blue', 'purple', 'brown'];

let orders = 50_000;

/**
 * What happens to customers in an hour, so many things of each kind a year and customer: they order,
 * move between segments, are promoted and approved; agree, withdraw, unsubscribe, move and turn offers
 * off. What holds of them from then on stands in the world, by which the year is judged.
 */
export async function liveAnHour(
  sql: postgres.Sql,
  { world, at, random, share }: {
    world: YearWorld;
    at: string;
    random: () => number;
    /** Of a year. */
    share: number;
  },
): Promise<void> {
  const { customers, shops } = world;
  const some = (aYear: number): Customer[] => {
    const expected = aYear * share * customers.length;
    const count = Math.floor(expected) + Number(random() < expected % 1);
    return Array.from({ length: count }, () => pick(customers));
  };
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;

  const ordering = some(2);
  if (ordering.length > 0) {
    await sql`insert into orders ${
      sql(ordering.map(({ id, shop_id }) => ({
        ...{ shop_id, customer_id: id, shopify_id: String(orders), order_number: `#${orders++}` },
        ...{ total_price: random() < 0.5 ? '15' : '90', currency: 'EUR' },
        ...{ financial_status: 'paid', placed_at: at, shopify_updated_at: at },
      })))
    }`;
  }
  for (const { id, shop_id } of some(0.7)) {
    await sql`insert into segment_changes ${
      sql({
        ...{ shop_id, customer_id: id, to: pick(SEGMENTS), rfm: 111, as_of: at.slice(0, 10) },
        created_at: at,
      })
    }`;
  }
  for (const { id, shop_id, user_id } of some(0.3)) {
    if (user_id) {
      await sql`insert into private.automation_events ${
        sql({
          ...{
            shop_id,
            customer_id: id,
            trigger: 'graduated',
            key: `graduation:${crypto.randomUUID()}`,
          },
          ...{ happened_at: at, details: sql.json({ awarded_belt: pick(BELTS) }) },
        })
      }`;
    }
  }
  for (const { user_id, shop_id } of some(0.5)) {
    if (user_id) {
      const gym_id = shops.find((shop) => shop.shop_id === shop_id)!.gym_id;
      await sql`insert into memberships ${sql({ user_id, gym_id, approved_at: at })}
        on conflict do nothing`;
    }
  }
  for (const one of some(0.1)) {
    const [made] =
      await sql`select private.unsubscribe(private.unsubscribe_token(${one.id})) as done`;
    if (made) one.unsubscribed = true;
  }
  for (const one of some(0.4)) {
    one.subscribed = !one.subscribed;
    await sql`update customers set email_consent = ${one.subscribed ? 'subscribed' : 'unsubscribed'}
      where id = ${one.id}`;
  }
  for (const one of some(0.2)) {
    if (!one.user_id) continue;
    one.offers = !one.offers;
    await sql`update notification_preferences set enabled = ${one.offers}
      where user_id = ${one.user_id}`;
  }
  for (const one of some(0.1)) {
    one.zone = pick(ZONES);
    await sql`update customers set timezone = ${one.zone} where id = ${one.id}`;
  }
}
