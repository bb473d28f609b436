import { is, SQL } from 'drizzle-orm';
import { getTableConfig, PgDialect, type PgPolicy, PgTable } from 'drizzle-orm/pg-core';
import * as schema from '../../../src/db/schema/index.ts';

/** Every table of the schema files. */
export const declaredTables = Object.values<unknown>(schema)
  .filter((value): value is PgTable => is(value, PgTable))
  .map(getTableConfig);

const dialect = new PgDialect();
const text = (expression: SQL) => {
  const { sql, params } = dialect.sqlToQuery(expression.inlineParams());
  if (params.length > 0) throw new Error(`a policy with parameters: ${sql}`);
  return sql;
};

const roleName = (role: unknown): string =>
  typeof role === 'object' && role !== null && 'name' in role ? String(role.name) : String(role);

/** The statements that make every declared policy, for Postgres itself to say what they mean. */
export function policySql(): string[] {
  return declaredTables.flatMap(({ name, schema = 'public', policies }) =>
    policies.map((policy) => createPolicy(`"${schema}"."${name}"`, policy))
  );
}

function createPolicy(table: string, policy: PgPolicy): string {
  const { name, as = 'permissive', for: command = 'all', to = 'public' } = policy;
  const clauses = [
    ...policy.using ? [`using (${text(policy.using)})`] : [],
    ...policy.withCheck ? [`with check (${text(policy.withCheck)})`] : [],
  ];
  const roles = [to].flat().map(roleName).join(', ');
  return `create policy "${name}" on ${table} as ${as} for ${command} to ${roles} ${
    clauses.join(' ')
  }`;
}
