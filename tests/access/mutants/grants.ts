import type postgres from 'postgres';
import type { ApiRole } from '../world/actors.ts';
import type { Mutant } from './mutant.ts';

const privileges = ['select', 'insert', 'update', 'delete', 'truncate'];

/** Every table and API role: each privilege it lacks given, each one it has taken. */
export async function tableGrantMutants(sql: postgres.Sql): Promise<Mutant[]> {
  const grants = await sql<{ table: string; role: ApiRole; privilege: string; held: boolean }[]>`
    select n.nspname || '.' || relname as table, role, privilege,
      has_table_privilege(role, c.oid, privilege) as held
    from pg_class c
    join pg_namespace n on n.oid = relnamespace
    cross join unnest('{anon,authenticated,service_role}'::text[]) role
    cross join unnest(${privileges}::text[]) privilege
    where nspname in ('public', 'private') and relkind = 'r'
    order by 1, 2, 3`;
  const columns = await sql<
    { table: string; column: string; privilege: string; role: ApiRole }[]
  >`
    select table_schema || '.' || table_name as table, column_name as column,
      lower(privilege_type) as privilege, grantee as role
    from information_schema.column_privileges
    where table_schema in ('public', 'private')
      and grantee in ('anon', 'authenticated', 'service_role')
      and not has_table_privilege(grantee, format('%I.%I', table_schema, table_name), privilege_type)
    order by 1, 2, 3, 4`;
  return [
    ...grants.map(({ table, role, privilege, held }) =>
      held
        ? mutant(table, role, `revoke ${privilege} on ${table} from ${role}`)
        : mutant(table, role, `grant ${privilege} on ${table} to ${role}`)
    ),
    ...columns.map(({ table, column, privilege, role }) =>
      mutant(table, role, `revoke ${privilege} (${column}) on ${table} from ${role}`)
    ),
  ];
}

const mutant = (table: string, role: ApiRole, sql: string): Mutant => ({
  name: sql,
  near: [table],
  roles: [role],
  of: { table },
  sql,
});

/** Every function and role: execute given where it lacks, and taken where it is held. */
export async function executeMutants(sql: postgres.Sql): Promise<Mutant[]> {
  const grants = await sql<{ name: string; role: ApiRole | 'public'; held: boolean }[]>`
    select p.oid::regprocedure::text as name, role,
      case role when 'public' then false else has_function_privilege(role, p.oid, 'execute') end
        as held
    from pg_proc p
    cross join unnest('{public,anon,authenticated,service_role}'::text[]) role
    where pronamespace in ('public'::regnamespace, 'private'::regnamespace)
    order by 1, 2`;
  return grants.map(({ name, role, held }) => {
    const change = held
      ? `revoke execute on function ${name} from ${role}`
      : `grant execute on function ${name} to ${role}`;
    return {
      ...{ name: change, sql: change, near: [name.replace(/\(.*/, '')] },
      of: { function: name },
      ...role !== 'public' && { roles: [role] },
    };
  });
}
