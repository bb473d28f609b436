import type { Gym } from '../contract.ts';
import type { Database } from '../../db/client.ts';
import { newestFirst, type PageRequest, type Slice } from '../../db/keyset.ts';
import { gyms } from '../../db/schema/index.ts';

const order = newestFirst(gyms.created_at, gyms.id);

/** The gyms one can ask to join, newest first. */
export async function listGyms(db: Database, page: PageRequest): Promise<Slice<Gym>> {
  const rows = await db.select().from(gyms).where(order.where(page.after))
    .orderBy(...order.orderBy).limit(order.fetch(page.limit));
  return order.slice(rows, page.limit, (gym) => [gym.created_at, gym.id]);
}
