import { getTableConfig } from 'drizzle-orm/pg-core';
import type postgres from 'postgres';
import type { Claim } from '../../../../src/db/declare/personal-data.ts';
import { personalParts } from '../../../../supabase/functions/identity/personal-parts.ts';

interface Person {
  userId: string;
  subject: string;
}

/** A row that is as an erasure leaves it, in SQL. */
function erased({ erase }: Claim, columns: readonly { name: string; type: string }[]): string {
  if ('delete' in erase) return 'false';
  const empty = 'clear' in erase
    ? columns.filter(({ name }) => erase.clear.includes(name)).map(({ name }) =>
      `coalesce(to_jsonb(t) -> '${name}', 'null') in ('null', '""', '[]', '{}')`
    )
    : [];
  return [...empty, ...erase.ends ? [`${erase.ends} is not null`] : [], 'true'].join(' and ');
}

/** Looks through everything that is declared to be about a person for what an erasure left there. */
export async function tracesOf(
  admin: postgres.Sql,
  { userId, subject }: Person,
): Promise<string[]> {
  const claims = personalParts.flatMap(({ personal }) => personal).flatMap(({ table, claims }) => {
    const { name, schema = 'public', columns } = getTableConfig(table);
    const typed = columns.map((column) => ({ name: column.name, type: column.getSQLType() }));
    return Object.entries(claims).map(([column, claim]) =>
      `select '${schema}.${name} by ${column}' as trace from ${schema}.${name} t
       where ${column} = '${column === 'subject' ? subject : userId}'
         and not (${erased(claim, typed)})`
    );
  });
  const alive = `select 'a live account' from users
    where subject = '${subject}' and deleted_at is null`;
  const rows = await admin.unsafe<{ trace: string }[]>([...claims, alive].join(' union all '));
  return rows.map(({ trace }) => trace);
}
