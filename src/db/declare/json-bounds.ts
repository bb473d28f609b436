import { type AnyColumn, sql } from 'drizzle-orm';
import { check } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import { type Bound, number } from './bounds.ts';

const sizeOf = (column: AnyColumn) => sql`octet_length(${column}::text)`;

/** JSON that is an object, whatever is in it, of at most `max` bytes of text. */
export const jsonObjectOf = (max: number) => ({
  schema: z.record(z.string(), z.unknown()),
  check: (name: string, column: AnyColumn) =>
    check(name, sql`jsonb_typeof(${column}) = 'object' and ${sizeOf(column)} <= ${number(max)}`),
} satisfies Bound<z.ZodType>);

/** JSON of any form, of at most `max` bytes of text. */
export const jsonUpTo = (max: number) => ({
  schema: z.unknown(),
  check: (name: string, column: AnyColumn) => check(name, sql`${sizeOf(column)} <= ${number(max)}`),
} satisfies Bound<z.ZodType>);

const UUID = '[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';

/** What a field of a list's items can be, for zod and for a JSON path. */
const kinds = {
  uuid: {
    schema: z.guid(),
    path: (at: string) => `${at}.type() == "string" && ${at} like_regex "^${UUID}$"`,
  },
  text: { schema: z.string(), path: (at: string) => `${at}.type() == "string"` },
  textOrNull: {
    schema: z.string().nullable(),
    path: (at: string) => `(${at}.type() == "string" || ${at} == null)`,
  },
  offset: {
    schema: z.int().min(0).max(2_147_483_647),
    path: (at: string) =>
      `${at}.type() == "number" && ${at} >= 0 && ${at} <= 2147483647 && ${at}.floor() == ${at}`,
  },
} as const;

type Kind = keyof typeof kinds;
type ItemShape<S extends Record<string, Kind>> = { [K in keyof S]: (typeof kinds)[S[K]]['schema'] };

type Fields = Record<string, Kind>;

const itemOf = <const S extends Fields>(fields: S) =>
  z.object(
    Object.fromEntries(
      Object.entries(fields).map(([name, kind]) => [name, kinds[kind].schema]),
    ) as ItemShape<S>,
  );

/** The condition of a JSON path that an item has these fields. */
const hasFields = (fields: Fields): string =>
  [
    '@.type() == "object"',
    ...Object.entries(fields).map(([name, kind]) => kinds[kind].path(`@.${name}`)),
  ].join(' && ');

const listCheck = (name: string, column: AnyColumn, max: number, condition: string) => {
  // Strict, because a lax path looks into lists within the list.
  const good = sql.raw(`'strict $[*] ? (${condition})'`);
  return check(
    name,
    sql`case when jsonb_typeof(${column}) = 'array' and ${sizeOf(column)} <= ${number(max)} then
      jsonb_array_length(jsonb_path_query_array(${column}, ${good})) = jsonb_array_length(${column})
      else ${column} is null end`,
  );
};

/**
 * JSON that is a list of objects which have these fields, of at most `max` bytes of text. `item` is the
 * schema of one of them.
 */
export function jsonListOf<const S extends Fields>(fields: S, max: number) {
  const item = itemOf(fields);
  return {
    item,
    schema: z.array(item),
    check: (name: string, column: AnyColumn) => listCheck(name, column, max, hasFields(fields)),
  };
}

/** The same of two kinds of items: each has the fields of one. `one` and `other` are their schemas. */
export function jsonListOfEither<const A extends Fields, const B extends Fields>(
  fields: readonly [A, B],
  max: number,
) {
  const [one, other] = [itemOf(fields[0]), itemOf(fields[1])];
  return {
    one,
    other,
    schema: z.array(z.union([one, other])),
    check: (name: string, column: AnyColumn) =>
      listCheck(name, column, max, fields.map((each) => `(${hasFields(each)})`).join(' || ')),
  };
}
