import { customType, integer, timestamp, uuid } from 'drizzle-orm/pg-core';

/**
 * An instant. Millisecond precision, so that a JavaScript `Date` holds exactly what Postgres holds:
 * keyset cursors and ETags compare for equality and must not round.
 */
export const instant = () => timestamp({ withTimezone: true, precision: 3 });

/** A time on a wall, without a date or a zone: `18:30`. Postgres writes seconds, which it never has. */
export const timeOfDay = customType<{ data: string; driverData: string }>({
  dataType: () => 'time(0)',
  fromDriver: (value) => value.slice(0, 5),
});

export const id = () => uuid().primaryKey().defaultRandom();

export const createdAt = () => ({ created_at: instant().notNull().defaultNow() });

/** For mutable tables. A trigger keeps `updated_at` strictly increasing; the ETag is made from it. */
export const timestamps = () => ({
  ...createdAt(),
  updated_at: instant().notNull().defaultNow(),
});

/** The serial id a row had in the database it was imported from. */
export const legacyId = () => ({ legacy_id: integer().unique() });
