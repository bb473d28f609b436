import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { callFor } from '../../db/call.ts';
import type { CallerDatabase } from '../../db/client.ts';
import { refuse } from '../../errors.ts';
import { DeskClass, DeskDay } from './contract.ts';

const Row = DeskDay.extend({
  classes: z.array(DeskClass.extend({ starts_at: z.coerce.date(), ends_at: z.coerce.date() })),
});

/**
 * Reads what a device shows: the classes of its gym today, by the gym's clock.
 * @throws `front_desk_unknown` (unauthenticated)
 */
export async function readDeskDay(
  { db, token }: { db: CallerDatabase; token: string },
): Promise<DeskDay> {
  const [day] = await callFor(db, Row, sql`private.front_desk_classes(${token})`);
  if (!day) throw refuse('front_desk_unknown');
  return day;
}
