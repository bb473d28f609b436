import type postgres from 'postgres';
import type { Customer, YearWorld } from './world.ts';
import { ZONES } from './world.ts';

const SEGMENTS = ['champions', 'loyal', 'at_risk', 'lost', 'new'];
const BELTS = ['blue', 'purple', 'brown', 'black'];

let orders = 50_000;

/**
 * What happens to customers in a while, so many things of each kind a year and customer: they order, move
 * between segments, come to class, are let in and promoted; agree, withdraw, unsubscribe, move and turn
 * offers off. What holds of them from then on stands in the world, by which the year is judged.
 */
export async function live(
  sql: postgres.Sql,
  { world, at, random, share }: {
    world: YearWorld;
    at: string;
    random: () => number;
    /** Of a year. */
    share: number;
  },
): Promise<void> {
  const { customers, gymOf, classOf } = world;
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  /** So many a year and customer; nobody twice at once. */
  const some = (aYear: number, who: (one: Customer) => boolean = () => true): Customer[] => {
    const expected = aYear * share * customers.length;
    const count = Math.floor(expected) + Number(random() < expected % 1);
    return [...new Set(Array.from({ length: count }, () => pick(customers)))].filter(who);
  };
  const isMember = ({ user_id }: Customer) => user_id !== null;
  const today = at.slice(0, 10);
  /** One statement a kind. */
  const add = async (table: string, rows: Record<string, unknown>[]) => {
    if (rows.length > 0) await sql`insert into ${sql(table)} ${sql(rows)} on conflict do nothing`;
  };

  await add(
    'orders',
    some(2).map(({ id, shop_id }) => ({
      ...{ shop_id, customer_id: id, shopify_id: String(orders), order_number: `#${orders++}` },
      ...{ total_price: random() < 0.5 ? '15' : '90', currency: 'EUR' },
      ...{ financial_status: 'paid', placed_at: at, shopify_updated_at: at },
    })),
  );
  await add(
    'segment_changes',
    some(0.7).map(({ id, shop_id }) => ({
      ...{ shop_id, customer_id: id, to: pick(SEGMENTS), rfm: 111, as_of: today, created_at: at },
    })),
  );
  const approved = some(0.5, (one) => isMember(one) && !one.approved);
  await add(
    'memberships',
    approved.map((one) => {
      one.approved = true;
      return { user_id: one.user_id, gym_id: gymOf(one), approved_at: at };
    }),
  );
  const came = some(12, ({ approved }) => approved);
  await add(
    'check_ins',
    came.map((one) => ({
      ...{ user_id: one.user_id, gym_id: gymOf(one), class_id: classOf(one), class_date: today },
      ...{ status: 'present', place: 1, arrived: true, made_at: at, received_at: at },
    })),
  );
  await add(
    'graduations',
    some(0.3, ({ approved, belts }) => approved && belts < BELTS.length).map((one) => ({
      ...{ user_id: one.user_id, gym_id: gymOf(one), modality: 'Jiu-jitsu' },
      ...{ belt: BELTS[one.belts++], awarded_on: today, registered_on: today, created_at: at },
      override_reason: 'The year has no rules.',
    })),
  );

  const leaving = some(0.1);
  if (leaving.length > 0) {
    await sql`select private.unsubscribe(private.unsubscribe_token(u.id), ${at}::timestamptz)
      from unnest(${leaving.map(({ id }) => id)}::uuid[]) u (id)`;
    for (const one of leaving) one.unsubscribed = true;
  }
  const minded = some(0.4);
  for (const one of minded) one.subscribed = !one.subscribed;
  const moved = some(0.1);
  for (const one of moved) one.zone = pick(ZONES);
  if (minded.length + moved.length > 0) {
    await sql`update customers c set timezone = x.zone,
        email_consent = case when x.subscribed then 'subscribed' else 'unsubscribed' end
      from jsonb_to_recordset(${
      sql.json(
        [...new Set([...minded, ...moved])].map(({ id, zone, subscribed }) => ({
          ...{ id, zone, subscribed },
        })),
      )
    }) x (id uuid, zone text, subscribed boolean) where c.id = x.id`;
  }
  const tired = some(0.2, isMember);
  for (const one of tired) one.offers = !one.offers;
  if (tired.length > 0) {
    await sql`update notification_preferences set enabled = not enabled
      where user_id in ${sql(tired.map(({ user_id }) => user_id!))}`;
  }
}
