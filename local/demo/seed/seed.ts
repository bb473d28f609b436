import postgres from 'postgres';
import type { DemoPerson } from '../../stack/accounts.ts';
import { daysFrom } from '../days.ts';
import { seedMailings } from '../mailings/seed-mailings.ts';
import { seedAcademy } from './seed-academy.ts';
import { seedPeople } from './seed-people.ts';
import { seedShop, tellShop } from './seed-shop.ts';

/**
 * Demo data: the people who can sign in, their gyms and memberships, an academy around them, a release
 * of the app, all of it in one transaction, and then what happened in a shop. What is there already is
 * left as it is.
 *
 * @param databaseUrl role `postgres`
 * @param pinHashKey what the functions hash PINs with
 */
export async function seed(
  databaseUrl: string,
  people: readonly DemoPerson[],
  pinHashKey: string,
): Promise<void> {
  const db = postgres(databaseUrl, { max: 1, prepare: false, onnotice: () => {} });
  const days = daysFrom(new Date());
  try {
    const known = await db.begin(async (tx) => {
      const known = await seedPeople(tx, days, people);
      await seedAcademy(tx, days, known, pinHashKey);
      await seedShop(tx, days, known);
      await tx`
        insert into versions (app_version) values ('1.0.0') on conflict (app_version) do nothing`;
      await tx`
        insert into app_stores (store, url)
        values ('ios', 'https://apps.apple.com/app/id0000000000'),
          ('android', 'https://play.google.com/store/apps/details?id=test.tatame')
        on conflict (store) where disabled_at is null do nothing`;
      return known;
    });
    await tellShop(databaseUrl, days, known);
    await seedMailings(db, days);
  } finally {
    await db.end();
  }
}
