import { text, timestamp } from 'drizzle-orm/pg-core';
import { grants } from '../../../declare/grants.ts';
import { retention } from '../../../declare/retention.ts';
import { privateSchema } from '../private.ts';

/**
 * One cell per caller and limit (GCRA): the theoretical arrival time of the next request. Unlogged:
 * a crash forgets it, which only lets callers start afresh.
 */
export const rateLimits = privateSchema.table('rate_limits', {
  bucket: text().primaryKey(),
  // Full precision: rounding would refuse the last request of a burst.
  arrival_at: timestamp({ withTimezone: true }).notNull(),
}).enableRLS();

export const rateLimitsGrants = grants(rateLimits, {});

export const rateLimitsRetention = retention(rateLimits, {
  what: 'counters of rate limits',
  days: 1,
  since: rateLimits.arrival_at,
  why: 'a limit is full again within minutes',
});
