import type postgres from 'postgres';
import { readStatements } from '../../../../local/database/online/statements.ts';

export const STEPS = ['1-add', '2-backfill', '3-switch', '4-drop'] as const;

export const stepOf = (name: string) => readStatements(`docs/serial-to-uuid/${name}.sql`);

/** Makes the tables and fills them: `visits` rows, and a payment for each even one. */
export async function seed(sql: postgres.Sql, visits: number): Promise<void> {
  for (const { sql: statement } of await stepOf('0-before')) await sql.unsafe(statement);
  await sql`
    insert into visits (code, note)
    select 'v' || n, 'note ' || n from generate_series(1, ${visits}::int) n order by n`;
  await sql`
    insert into payments (code, visit_id)
    select 'p' || v.code, v.id from visits v where substr(v.code, 2)::int % 2 = 0 order by v.id`;
  await sql`insert into visits (code, note) values ('hot', '0'), ('slow', '0')`;
  await sql`vacuum analyze visits, payments`;
}
