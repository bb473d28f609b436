import { sql } from 'drizzle-orm';
import type { SystemDatabase } from '../../../src/db/client.ts';
import { literal } from '../../explain/expression/quote.ts';
import type { Table } from '../matrix/tables.ts';
import type { Person } from '../people/person.ts';

/** A condition that a verb would send along for this person. */
export interface OfferedFilter {
  label: string;
  text: string;
}

const GYM = 'gym_id';

/** The names of a table's columns. */
export async function readColumns(db: SystemDatabase, table: Table): Promise<string[]> {
  const rows = await db.execute<{ name: string }>(sql`
    select attname::text as name from pg_attribute
    where attrelid = to_regclass(${`"${table.schema}"."${table.name}"`})
      and attnum > 0 and not attisdropped
    order by attnum`);
  return [...rows].map(({ name }) => name);
}

/** The person's own rows, and those of a gym that they belong to, where the table has such. */
export async function offeredFilters(
  db: SystemDatabase,
  table: Table,
  { userId }: Person,
): Promise<OfferedFilter[]> {
  if (!userId) return [];
  const own = table.owner
    ? [{ label: 'their own rows', text: `${table.owner} = ${literal(userId)}` }]
    : [];
  if (!(await readColumns(db, table)).includes(GYM)) return own;
  const [membership] = await db.execute<{ gym: string }>(sql`
    select gym_id::text as gym from memberships where user_id = ${userId}
    order by in_effect desc, created_at limit 1`);
  if (!membership) return own;
  return [...own, { label: 'one gym of theirs', text: `${GYM} = ${literal(membership.gym)}` }];
}
