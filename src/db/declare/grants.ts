import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';

/** The API roles of Supabase; nobody else is granted anything. */
export const apiRoles = ['anon', 'authenticated', 'service_role'] as const;
export type ApiRole = (typeof apiRoles)[number];

export type Privilege = 'select' | 'insert' | 'update' | 'delete';

/**
 * `true` for the whole table, or the columns the privilege is limited to. INSERT is always whole:
 * Drizzle names every column of the table, and Postgres asks for the privilege on each one named.
 */
type Reach<T extends PgTable> = true | readonly (keyof T['_']['columns'] & string)[];

export type Grants<T extends PgTable> = Partial<
  Record<
    ApiRole,
    { select?: Reach<T>; insert?: true; update?: Reach<T>; delete?: true }
  >
>;

export interface TableGrants {
  readonly kind: 'grants';
  readonly table: PgTable;
  readonly grants: Partial<
    Record<ApiRole, Partial<Record<Privilege, true | readonly string[]>>>
  >;
}

const everything = { select: true, insert: true, update: true, delete: true } as const;

/**
 * Declares, beside its policies, what each API role may do with a table. `service_role` has the
 * four data privileges unless told otherwise; nobody has TRUNCATE, which row security cannot see.
 */
export function grants<T extends PgTable>(table: T, declared: Grants<T>): TableGrants {
  return { kind: 'grants', table, grants: { service_role: everything, ...declared } };
}

const privilegeSql = (privilege: Privilege, reach: true | readonly string[]) =>
  reach === true ? privilege : `${privilege} (${reach.map((column) => `"${column}"`).join(', ')})`;

/**
 * The SQL that makes a table's grants what is declared, and forces row security even on its owner.
 * It starts by revoking, because hosted Supabase grants ALL on every new table in `public`.
 */
export function grantsSql({ table, grants }: TableGrants): string[] {
  const { name, schema = 'public' } = getTableConfig(table);
  const target = `"${schema}"."${name}"`;
  const statements = [
    `alter table ${target} force row level security;`,
    `revoke all on table ${target} from public, ${apiRoles.join(', ')};`,
  ];
  for (const role of apiRoles) {
    const privileges = Object.entries(grants[role] ?? {});
    if (privileges.length === 0) continue;
    const list = privileges.map(([privilege, reach]) =>
      privilegeSql(privilege as Privilege, reach as true | readonly string[])
    );
    statements.push(`grant ${list.join(', ')} on table ${target} to ${role};`);
  }
  return statements;
}
