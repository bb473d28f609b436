import { type AnyColumn, sql } from 'drizzle-orm';
import { check, type CheckBuilder } from 'drizzle-orm/pg-core';
import { z } from 'zod';

/**
 * Bounds that are declared once, beside the table: each gives the CHECK of its column and the zod
 * schema of its field, so that the Data API and the functions refuse the same. Null passes a CHECK.
 */
interface Bound<S extends z.ZodType> {
  readonly schema: S;
  check(name: string, column: AnyColumn): CheckBuilder;
}

const literal = (value: string) => sql.raw(`'${value.replaceAll("'", "''")}'`);

/**
 * Text that a person typed: trimmed, not empty, without the NUL that Postgres cannot store. zod
 * counts UTF-16 code units and Postgres characters, so the CHECK is never the stricter one.
 */
export function textOf(max: number) {
  return {
    max,
    schema: z.string().trim().min(1).max(max).refine((value) => !value.includes('\0'), {
      error: 'must not contain NUL',
    }),
    check: (name: string, column: AnyColumn) =>
      check(name, sql`char_length(${column}) between 1 and ${sql.raw(String(max))}`),
  } satisfies Bound<z.ZodString> & { max: number };
}

/** Text of one form. The pattern is read by JavaScript and by Postgres: keep to what both know. */
export function patternOf(pattern: RegExp) {
  const { source, flags } = pattern;
  return {
    schema: z.string().regex(pattern),
    check: (name: string, column: AnyColumn) =>
      check(name, sql`${column} ${sql.raw(flags.includes('i') ? '~*' : '~')} ${literal(source)}`),
  } satisfies Bound<z.ZodString>;
}

/** A whole number from `min` to `max`; without `max` only the lower end is bound. */
export function integerFrom(min: number, max?: number) {
  const whole = z.int().min(min);
  return {
    min,
    max,
    schema: max === undefined ? whole : whole.max(max),
    check: (name: string, column: AnyColumn) =>
      check(
        name,
        max === undefined
          ? sql`${column} >= ${sql.raw(String(min))}`
          : sql`${column} between ${sql.raw(String(min))} and ${sql.raw(String(max))}`,
      ),
  } satisfies Bound<z.ZodNumber> & { min: number; max: number | undefined };
}

/** A calendar date from one day to another, both `YYYY-MM-DD` and included. */
export function dateBetween(first: string, last: string) {
  return {
    schema: z.iso.date().refine((date) => first <= date && date <= last, {
      error: `must be from ${first} to ${last}`,
    }),
    check: (name: string, column: AnyColumn) =>
      check(name, sql`${column} between ${literal(first)} and ${literal(last)}`),
  } satisfies Bound<z.ZodISODate>;
}

/** JSON that is an object, whatever is in it. */
export const jsonObject = {
  schema: z.record(z.string(), z.unknown()),
  check: (name: string, column: AnyColumn) => check(name, sql`jsonb_typeof(${column}) = 'object'`),
} satisfies Bound<z.ZodType>;

/** An address on the web that clients may load. */
export function webAddressOf(max: number) {
  return {
    max,
    schema: z.url({ protocol: /^https?$/ }).max(max),
    check: (name: string, column: AnyColumn) =>
      check(
        name,
        sql`${column} ~* '^https?://' and char_length(${column}) <= ${sql.raw(String(max))}`,
      ),
  } satisfies Bound<z.ZodType> & { max: number };
}

const MEGABYTE = 1024 * 1024;

/** A size that files may have, with the words for it: `50 MB`. */
export const megabytes = (count: number) => ({ bytes: count * MEGABYTE, text: `${count} MB` });
