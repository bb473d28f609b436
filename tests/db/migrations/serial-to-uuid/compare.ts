import type postgres from 'postgres';
import type { Written } from './writer.ts';

/** What is not as it was written: rows lost, rows that nobody wrote, rows with other content. */
export interface Differences {
  visits: string[];
  payments: string[];
  hot: number;
}

/**
 * Holds the tables against the seed with all that writers wrote over it, every row of both.
 *
 * @param seeded how many visits there were at first
 */
export async function differences(
  sql: postgres.Sql,
  seeded: number,
  written: readonly Written[],
): Promise<Differences> {
  const visits = written.flatMap((each) => [...each.visits]);
  const payments = written.flatMap((each) => [...each.payments]);
  await sql`
    create temp table touched as
    select 'visit' as what, * from unnest(
      ${visits.map(([code]) => code)}::text[], ${visits.map(([, note]) => note)}::text[]
    ) as t (code, value)
    union all
    select 'payment', * from unnest(
      ${payments.map(([code]) => code)}::text[], ${payments.map(([, visit]) => visit)}::text[]
    ) as t (code, value)`;
  const wrongVisits = await sql<{ code: string }[]>`
    with expected as (
      select 'v' || n as code, 'note ' || n as value from generate_series(1, ${seeded}::int) n
      where 'v' || n not in (select code from touched where what = 'visit')
      union all
      select code, value from touched where what = 'visit' and value is not null
    )
    select code from expected e full join (
      select code, note from visits where code not in ('hot', 'slow')
    ) v using (code)
    where v.note is distinct from e.value limit 20`;
  const wrongPayments = await sql<{ code: string }[]>`
    with expected as (
      select 'pv' || n as code, 'v' || n as value from generate_series(2, ${seeded}::int, 2) n
      where 'pv' || n not in (select code from touched where what = 'payment')
      union all
      select code, value from touched where what = 'payment' and value is not null
    )
    select code from expected e full join (
      select p.code, v.code as visit from payments p left join visits v on v.uuid = p.visit_uuid
    ) p using (code)
    where p.visit is distinct from e.value limit 20`;
  const [hot] = await sql<{ note: string }[]>`select note from visits where code = 'hot'`;
  return {
    visits: wrongVisits.map(({ code }) => code),
    payments: wrongPayments.map(({ code }) => code),
    hot: Number(hot!.note) - written.reduce((sum, each) => sum + each.hot, 0),
  };
}
