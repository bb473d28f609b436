import type postgres from 'postgres';
import { makeAcademy } from '../academy.ts';
import type { Days } from '../days.ts';
import type { Rows } from '../rows.ts';
import { seedBelts } from './seed-belts.ts';
import { seedCheckIns } from './seed-check-ins.ts';
import { seedDues } from './seed-dues.ts';
import { seedFrontDesk } from './seed-front-desk.ts';
import { seedNotifications } from './seed-notifications.ts';
import { seedMaterials } from './seed-materials.ts';
import type { Known } from './seed-people.ts';
import { seedPosts } from './seed-posts.ts';

/** Puts the academy around the demo people, unless it is there already. */
export async function seedAcademy(
  tx: postgres.TransactionSql,
  days: Days,
  known: Known,
  pinHashKey: string,
): Promise<void> {
  const { cast, rows, regulars } = makeAcademy(days, known.people, known.firstGym);
  const [there] = await tx`select from gyms where id = ${rows.gyms[0]!.id!}`;
  if (there) return;
  for (const table of Object.keys(rows) as (keyof Rows)[]) {
    await tx`insert into ${tx(table)} ${tx(rows[table] as Record<string, unknown>[])}`;
  }
  // Behind the memberships, or the database would date the managers' today.
  await tx`
    update gyms g set manager_id = m.user_id from memberships m
    where g.manager_id is null and m.gym_id = g.id and m.role = 'MANAGER'`;
  await seedCheckIns(tx, days, regulars);
  await seedBelts(tx, days, known, cast);
  await seedMaterials(tx, days);
  await seedFrontDesk(tx, days, known, regulars, pinHashKey);
  await seedNotifications(tx, days);
  await seedPosts(tx, days, known.firstGym);
  await seedDues(tx, days, known);
}
