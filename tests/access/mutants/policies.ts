import type postgres from 'postgres';
import { armsOf } from './conditions.ts';
import type { Mutant, TablePart } from './mutant.ts';

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
    const mutant = (change: string, sql: string, part: Partial<TablePart> = {}): Mutant => ({
      name: `policy ${name}: ${change.replaceAll(/\s+/g, ' ')}`,
      near: [table],
      of: { table, policy: name, ...part },
      sql,
    });
    const alter = (change: string, part?: Partial<TablePart>) =>
      mutant(change, `alter policy ${name} on ${table} ${change}`, part);
    const rewritten = (clause: 'using' | 'with check', expression: string | null) =>
      clauseRewrites(expression).map(({ text, arm }) =>
        alter(`${clause} (${text})`, { clause, ...arm !== undefined && { arm } })
      );
    return [
      mutant('dropped', `drop policy ${name} on ${table}`),
      ...rewritten('using', policy.using),
      ...rewritten('with check', policy.check),
      ...otherRoles(policy.roles).map((roles) => ({
        ...alter(`to ${roles}`),
        // Who had the policy has it still, unless it is narrowed.
        ...!policy.roles.includes(roles) && { roles: ['anon', 'service_role'] as const },
      })),
    ];
  });
}

function clauseRewrites(expression: string | null): { text: string; arm?: string }[] {
  if (expression === null) return [];
  if (expression === 'true') return [{ text: 'false' }];
  const { arms, operator } = armsOf(expression);
  const fewer = arms.length === 1 ? [] : arms.map((arm, index) => ({
    text: arms.filter((_, other) => other !== index).join(operator),
    arm,
  }));
  return [...['true', 'false', `not (${expression})`].map((text) => ({ text })), ...fewer];
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
      of: { table },
      sql: `alter table ${table} ${change} row level security`,
    }))
  );
}
