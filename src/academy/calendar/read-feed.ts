import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { callFor } from '../../db/call.ts';
import type { CallerDatabase } from '../../db/client.ts';
import { refuse } from '../../errors.ts';
import { Feed } from './contract.ts';
import { writeCalendar } from './write-calendar.ts';

const Answer = z.object({ feed: Feed.nullable() });

const MONTHS_BACK = 3;
const MONTHS_AHEAD = 13;

/**
 * Reads the schedule behind a link, as iCalendar: three months back and a year ahead, by whole months,
 * so that the text stays the same until something changes. Whoever has the secret may.
 * @throws `calendar_not_found` for a link that never was or was revoked
 */
export async function readFeed(
  { db, now }: { db: CallerDatabase; now: () => Date },
  { secret }: { secret: string },
): Promise<string> {
  const first = firstOfMonth(now(), -MONTHS_BACK);
  const last = firstOfMonth(now(), MONTHS_AHEAD);
  const [answer] = await callFor(
    db,
    Answer,
    sql`private.calendar_feed(${secret}, ${first}, ${last}) as feed`,
  );
  if (!answer?.feed) throw refuse('calendar_not_found');
  return writeCalendar(answer.feed);
}

const firstOfMonth = (now: Date, months: number) =>
  new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, 1)).toISOString().slice(
    0,
    10,
  );
