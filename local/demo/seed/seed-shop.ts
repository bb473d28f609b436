import type postgres from 'postgres';
import { applyCustomers } from '../../../src/store/customers/apply-customers.ts';
import { applyOrders } from '../../../src/store/orders/apply-orders.ts';
import { applyRefunds } from '../../../src/store/orders/apply-refunds.ts';
import { scoreShop } from '../../../src/store/rfm/score-shop.ts';
import { openSystemDoor } from '../../../supabase/functions/_shared/system-db.ts';
import { makeCast } from '../cast.ts';
import { idOf } from '../chance.ts';
import type { Days } from '../days.ts';
import { makeBuyers } from '../store/buyers.ts';
import { DEMO_SHOP, makeShopNews } from '../store/shop-news.ts';
import type { Known } from './seed-people.ts';

const ID = idOf('shop');

/** On which days it was scored, before today: so that there is movement between segments to see. */
const SCORED = [-360, -270, -180, -120, -90, -60, -30, -14, -7];

/**
 * Puts the shop of the first gym beside it, without a customer yet. Nobody can let it in, so it is
 * `stale`: what is known of it came from elsewhere.
 */
export async function seedShop(
  tx: postgres.TransactionSql,
  days: Days,
  { firstGym }: Known,
): Promise<void> {
  await tx`insert into shops ${
    tx({
      ...{ ...DEMO_SHOP, id: ID, gym_id: firstGym, state: 'stale' },
      ...{ created_at: days.instant(-549), updated_at: days.instant(-1) },
    })
  } on conflict do nothing`;
}

/**
 * Tells the shop's news by the one way in, as a delivery or a file would, and has it scored. In
 * transactions of their own behind the shop's: told again, it changes nothing.
 */
export async function tellShop(databaseUrl: string, days: Days, { people }: Known): Promise<void> {
  const news = makeShopNews(makeBuyers(makeCast(days, people), people), days);
  const door = openSystemDoor({ url: databaseUrl, poolSize: 1 });
  const db = door.asSystem('the demo tells what happened in its shop');
  try {
    await applyCustomers(db, { shop_id: ID, customers: news.customers });
    await applyOrders(db, { shop_id: ID, orders: news.orders });
    await applyRefunds(db, { shop_id: ID, refunds: news.refunds });
    for (const day of SCORED) await scoreShop({ db }, { shop_id: ID, as_of: days.date(day) });
    await scoreShop({ db }, { shop_id: ID });
  } finally {
    await door.end();
  }
}
