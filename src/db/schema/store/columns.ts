import { type AnyColumn, sql } from 'drizzle-orm';
import { check, customType, numeric, timestamp } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import { patternOf } from '../../declare/bounds.ts';

/** An id that Shopify gave: 64 bits, in decimal digits, because a JavaScript number holds 53. */
export const shopifyId = customType<{ data: string; driverData: string }>({
  dataType: () => 'bigint',
});

/** What such an id may be, wherever it comes from. */
export const shopifyIdBound = {
  // Only digits go on to be compared.
  schema: z.string().regex(/^[1-9][0-9]{0,18}$/, { abort: true })
    .refine((digits) => BigInt(digits) < 2n ** 63n, 'must be below 2^63'),
  check: (name: string, column: AnyColumn) => check(name, sql`${column} > 0`),
};

/** When Shopify saw something, to the microsecond: what happens within a millisecond keeps its order. */
export const moment = () => timestamp({ withTimezone: true, precision: 6 });

/** Money, in decimal digits: it never is a float. */
export const money = () => numeric({ precision: 19, scale: 4 });

const AMOUNT = /^[0-9]{1,10}(\.[0-9]{1,4})?$/;

/** One amount as Shopify tells it; the sum of a hundred thousand of the largest still fits. */
export const amount = {
  pattern: AMOUNT,
  schema: z.string().regex(AMOUNT),
  check: (name: string, column: AnyColumn) =>
    check(name, sql`${column} >= 0 and ${column} < 10000000000`),
};

/** What amounts come to, also below zero; Postgres knows a numeric that is none. */
export const sum = {
  check: (name: string, column: AnyColumn) => check(name, sql`${column} <> 'NaN'`),
};

/** ISO 4217. */
export const currencyCode = patternOf(/^[A-Z]{3}$/);
