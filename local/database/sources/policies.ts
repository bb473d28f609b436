import type { SQL } from 'drizzle-orm';
import { PgDialect, type PgPolicy } from 'drizzle-orm/pg-core';
import { type Sources, tableName, tablesOf } from './declared.ts';

const dialect = new PgDialect();

function text(expression: SQL): string {
  const { sql, params } = dialect.sqlToQuery(expression.inlineParams());
  if (params.length > 0) throw new Error(`a policy with parameters: ${sql}`);
  return sql;
}

const roleName = (role: unknown): string =>
  typeof role === 'object' && role !== null && 'name' in role ? String(role.name) : String(role);

/** Lists every declared policy as `schema.table.policy`, with the statement that makes it. */
export const policiesOf = (sources: Sources): Map<string, string> =>
  new Map(
    tablesOf(sources).flatMap((table) =>
      table.policies.map((policy) => {
        const target = `"${table.schema ?? 'public'}"."${table.name}"`;
        return [`${tableName(table)}.${policy.name}`, createPolicy(target, policy)] as const;
      })
    ),
  );

function createPolicy(table: string, policy: PgPolicy): string {
  const { name, as = 'permissive', for: command = 'all', to = 'public' } = policy;
  const clauses = [
    ...policy.using ? [`\n  using (${text(policy.using)})`] : [],
    ...policy.withCheck ? [`\n  with check (${text(policy.withCheck)})`] : [],
  ];
  const roles = [to].flat().map(roleName).join(', ');
  return `create policy "${name}" on ${table} as ${as} for ${command} to ${roles}${
    clauses.join('')
  };`;
}
