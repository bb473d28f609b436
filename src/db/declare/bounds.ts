import { type AnyColumn, getTableName, type SQL, sql } from 'drizzle-orm';
import { check, type CheckBuilder } from 'drizzle-orm/pg-core';
import { z } from 'zod';

/**
 * Bounds that are declared once, beside the table: each gives the CHECK of its column and the zod
 * schema of its field, so that the Data API and the functions refuse the same. Null passes a CHECK.
 */
export interface Bound<S extends z.ZodType> {
  readonly schema: S;
  check(name: string, column: AnyColumn): CheckBuilder;
}

const literal = (value: string) => sql.raw(`'${value.replaceAll("'", "''")}'`);
export const number = (value: number) => sql.raw(String(value));

/**
 * Cuts text to `max` characters, as Postgres counts them, so that none is cut in half. What it is for:
 * words that come from elsewhere, in a token or a webhook, and cannot be refused.
 */
const cutTo = (max: number) => (value: string): string =>
  value.length <= max ? value : [...value].slice(0, max).join('').trim();

/**
 * Text that a person typed: trimmed, not empty, without the NUL that Postgres cannot store. zod
 * counts UTF-16 code units and Postgres characters, so the CHECK is never the stricter one.
 */
export function textOf(max: number) {
  return {
    max,
    cut: cutTo(max),
    schema: z.string().trim().min(1).max(max).refine((value) => !value.includes('\0'), {
      error: 'must not contain NUL',
    }),
    check: (name: string, column: AnyColumn) =>
      check(name, sql`char_length(${column}) between 1 and ${number(max)}`),
  } satisfies Bound<z.ZodString> & { max: number; cut(value: string): string };
}

/** Text that the system writes: of any form, also empty, up to a length. */
export function textUpTo(max: number) {
  return {
    max,
    schema: z.string().max(max),
    check: (name: string, column: AnyColumn) =>
      check(name, sql`char_length(${column}) <= ${number(max)}`),
  } satisfies Bound<z.ZodString> & { max: number };
}

/** The same pattern without the flag `i`, which a published pattern cannot carry. */
const everyCase = (pattern: RegExp): RegExp =>
  pattern.ignoreCase ? new RegExp(pattern.source.replaceAll('a-z', 'a-zA-Z')) : pattern;

const matches = (column: AnyColumn, { source, flags }: RegExp): SQL =>
  sql`${column} ${sql.raw(flags.includes('i') ? '~*' : '~')} ${literal(source)}`;

/**
 * Text of one form. The pattern is read by JavaScript and by Postgres: keep to what both know, and
 * write `[0-9]`, for `\d` is more in Postgres. Under `i`, letters stand in `a-z` alone. One that does
 * not bound the length needs a `max`.
 */
export function patternOf(pattern: RegExp, { max, error }: { max?: number; error?: string } = {}) {
  const text = max === undefined ? z.string() : z.string().max(max);
  return {
    pattern: everyCase(pattern),
    schema: text.regex(everyCase(pattern), error),
    check: (name: string, column: AnyColumn) =>
      check(
        name,
        max === undefined
          ? matches(column, pattern)
          : sql`char_length(${column}) <= ${number(max)} and ${matches(column, pattern)}`,
      ),
  } satisfies Bound<z.ZodString> & { pattern: RegExp };
}

/** A telephone number as E.164 writes it: `+5511999998888`. */
export const phoneNumber = {
  schema: z.e164().meta({ description: 'As E.164 has it', example: '+5511999998888' }),
  check: patternOf(/^\+[1-9][0-9]{6,14}$/).check,
} satisfies Bound<z.ZodType>;

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
          ? sql`${column} >= ${number(min)}`
          : sql`${column} between ${number(min)} and ${number(max)}`,
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

/** A time of the day in whole minutes, `18:30`. Postgres also knows 24:00, which is no minute of a day. */
export const minuteOfDay = {
  // JSON Schema knows no times without an offset.
  schema: z.string().regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/, 'must be a time like 18:30'),
  check: (name: string, column: AnyColumn) =>
    check(name, sql`${column} < '24:00' and extract(second from ${column}) = 0`),
} satisfies Bound<z.ZodString>;

/**
 * A time zone by area and place, UTC or whole hours off it. Postgres also reads rules of POSIX, such as
 * `Any/Where3`, which no client knows: a name without digits cannot be one.
 */
export const timezoneName = patternOf(
  /^(UTC|Etc\/GMT(0|\+(1[0-2]|[0-9])|-(1[0-4]|[0-9]))|[A-Z][A-Za-z_-]+(\/[A-Z][A-Za-z_-]+){1,2})$/,
  { max: 64 },
);

/** The years in which this system's instants lie: a JavaScript `Date` and RFC 3339 can say them. */
const EARLIEST = '1900-01-01T00:00:00Z';
const LATEST = '2200-01-01T00:00:00Z';

/** An instant that has a place in a calendar: not infinite, not before Christ, not of a year 10000. */
export const instantBound = {
  schema: z.date().min(new Date(EARLIEST)).max(new Date(LATEST)),
  check: (name: string, column: AnyColumn) =>
    check(name, sql`${column} between ${literal(EARLIEST)} and ${literal(LATEST)}`),
} satisfies Bound<z.ZodDate>;

/** The CHECKs of a table's instants, each under the name of its column. */
export const instants = (...columns: AnyColumn[]): CheckBuilder[] =>
  columns.map((column) =>
    instantBound.check(`${getTableName(column.table)}_${column.name}_check`, column)
  );

/** No spaces, no control characters, nothing that needs a surrogate pair: the same set in both. */
const WEB_ADDRESS = /^[Hh][Tt][Tt][Pp][Ss]?:\/\/[!-~\u00a1-\ud7ff\uf900-\uffff]+$/;

/** An address on the web that clients may load. */
export function webAddressOf(max: number) {
  return {
    max,
    schema: z.url({ protocol: /^https?$/ }).max(max).regex(WEB_ADDRESS)
      .meta({ format: 'uri' }),
    check: patternOf(WEB_ADDRESS, { max }).check,
  } satisfies Bound<z.ZodType> & { max: number };
}

const MEGABYTE = 1024 * 1024;

/** A size that files may have, with the words for it: `50 MB`. */
export const megabytes = (count: number) => ({ bytes: count * MEGABYTE, text: `${count} MB` });
