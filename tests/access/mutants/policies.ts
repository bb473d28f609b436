import type postgres from 'postgres';
import { armsOf } from './conditions.ts';
import type { Mutant } from './mutant.ts';

interface Policy {
  name: string;
  table: string;
  roles: string[];
  using: string | null;
  check: string | null;
}

/** Every policy: gone, always, never, the opposite, without each arm, and for other roles. */
export async function policyMutants(sql: postgres.Sql): Promise<Mutant[]> {
  const policies = await sql<Policy[]>`
    select policyname as name, schemaname || '.' || tablename as table, roles::text[] as roles,
      qual as using, with_check as check
    from pg_policies where schemaname in ('public', 'private') order by 1`;
  return policies.flatMap((policy) => {
    const { name, table } = policy;
    const place = { near: [table] };
    const alter = (change: string): Mutant => ({
      name: `policy ${name}: ${change.replaceAll(/\s+/g, ' ')}`,
      ...place,
      sql: `alter policy ${name} on ${table} ${change}`,
    });
    return [
      { name: `policy ${name}: dropped`, ...place, sql: `drop policy ${name} on ${table}` },
      ...clauseRewrites(policy.using).map((expression) => alter(`using (${expression})`)),
      ...clauseRewrites(policy.check).map((expression) => alter(`with check (${expression})`)),
      ...otherRoles(policy.roles).map((roles) => alter(`to ${roles}`)),
    ];
  });
}

function clauseRewrites(expression: string | null): string[] {
  if (expression === null) return [];
  if (expression === 'true') return ['false'];
  const { arms, operator } = armsOf(expression);
  const fewer = arms.length === 1
    ? []
    : arms.map((_, index) => arms.filter((_, other) => other !== index).join(operator));
  return ['true', 'false', `not (${expression})`, ...fewer];
}

function otherRoles(roles: string[]): string[] {
  const narrower = roles.length === 1 ? [] : roles;
  return ['public', ...roles.includes('anon') ? [] : ['anon, authenticated'], ...narrower];
}

/** Every table: row security off, and not forced on its owner. */
export async function rowSecurityMutants(sql: postgres.Sql): Promise<Mutant[]> {
  const tables = await sql<{ name: string }[]>`
    select n.nspname || '.' || relname as name from pg_class c
    join pg_namespace n on n.oid = relnamespace
    where nspname in ('public', 'private') and relkind = 'r' order by 1`;
  return tables.flatMap(({ name: table }) =>
    ['disable', 'no force'].map((change) => ({
      name: `table ${table}: ${change} row level security`,
      near: [table],
      sql: `alter table ${table} ${change} row level security`,
    }))
  );
}
