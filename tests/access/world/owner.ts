import type postgres from 'postgres';
import { idOf, nameOf } from './ids.ts';

/** The periods that the triggers made of the world's memberships have the names of those. */
export async function populateOwner(tx: postgres.TransactionSql): Promise<void> {
  const periods = await tx<{ id: string; membership: string }[]>`
    select p.id, m.id as membership from membership_periods p
    join memberships m on m.user_id = p.user_id and m.gym_id = p.gym_id`;
  for (const { id, membership } of periods) {
    await tx`update membership_periods
      set id = ${idOf(`membership_periods.${nameOf(membership)}`)} where id = ${id}`;
  }
}
