import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { declaredGrants } from '../../local/database/declared-grants.ts';
import { apiRoles, grantsSql } from '../../src/db/grants.ts';
import type { TestDatabase } from '../../testkit/database/cluster.ts';
import { createTestDatabase } from '../../testkit/database/postgres.ts';
import { declaredTables, policySql } from './proof/declared.ts';
import { pendingMigration } from './proof/pending-migration.ts';

let database: TestDatabase;
let sql: postgres.Sql;

beforeAll(async () => {
  database = await createTestDatabase();
  sql = postgres(database.url, { max: 1, onnotice: () => {} });
});

afterAll(async () => {
  await sql?.end();
  await database?.drop();
});

/** What `look` sees now, and what it sees after the statements; then they are undone. */
async function beforeAndAfter<T>(look: () => Promise<T>, statements: string[]) {
  const before = await look();
  await sql`begin`;
  try {
    for (const statement of statements) await sql.unsafe(statement);
    return { before, after: await look() };
  } finally {
    await sql`rollback`;
  }
}

const policies = async () => [
  ...await sql`select * from pg_policies where schemaname in ('public', 'private') order by policyname`,
];

const privileges = async () => [
  ...await sql`
    select c.oid::regclass::text as table, null as column, a.grantee::regrole::text as role,
      a.privilege_type as privilege, a.is_grantable
    from pg_class c, aclexplode(c.relacl) a
    where relnamespace in ('public'::regnamespace, 'private'::regnamespace)
    union all
    select c.oid::regclass::text, attname, a.grantee::regrole::text, a.privilege_type, a.is_grantable
    from pg_class c join pg_attribute on attrelid = c.oid, aclexplode(attacl) a
    where relnamespace in ('public'::regnamespace, 'private'::regnamespace)
    order by 1, 2, 3, 4`,
];

describe('the database is what the schema files say', () => {
  it('in every policy: command, roles, USING and WITH CHECK', async () => {
    const { before, after } = await beforeAndAfter(policies, [
      ...(await policies()).map((p) =>
        `drop policy ${p.policyname} on ${p.schemaname}.${p.tablename}`
      ),
      ...policySql(),
    ]);
    expect(before.length).toBeGreaterThan(0);
    expect(before).toEqual(after);
  });

  it('in every grant on a table or a column', async () => {
    const { before, after } = await beforeAndAfter(privileges, declaredGrants.flatMap(grantsSql));
    expect(before.length).toBeGreaterThan(0);
    expect(before).toEqual(after);
    const holders = new Set(before.map(({ role }) => role));
    expect([...holders].filter((role) => role !== 'postgres').sort()).toEqual([...apiRoles].sort());
    expect(declaredGrants.length).toBe(declaredTables.length);
  });

  it('in every column, its type and whether it may be null', async () => {
    const found = await sql`
      select n.nspname || '.' || relname as table, attname as column,
        format_type(atttypid, atttypmod) as type, attnotnull as "notNull"
      from pg_attribute
      join pg_class c on c.oid = attrelid join pg_namespace n on n.oid = relnamespace
      where nspname in ('public', 'private') and relkind = 'r' and attnum > 0 and not attisdropped
        -- There only where pgvector is, so that the schema files cannot have it.
        and relname <> 'chunk_embeddings'`;
    const declared = declaredTables.flatMap(({ name, schema = 'public', columns }) =>
      columns.map((column) => ({
        table: `${schema}.${name}`,
        column: column.name,
        type: column.getSQLType().replace('timestamp (3)', 'timestamp(3)'),
        notNull: column.notNull,
      }))
    );
    const inOrder = (rows: Iterable<object>) => [...rows].map((row) => JSON.stringify(row)).sort();
    expect(inOrder(found)).toEqual(inOrder(declared));
  });

  it('so that drizzle-kit has nothing to generate', async () => {
    expect(await pendingMigration()).toContain('No schema changes, nothing to migrate');
  });
});

/** Each rule with the query that lists who breaks it. */
const rules: Record<string, string> = {
  'every table has row security enabled and forced': `
    select oid::regclass from pg_class
    where relnamespace in ('public'::regnamespace, 'private'::regnamespace)
      and relkind in ('r', 'p') and not (relrowsecurity and relforcerowsecurity)`,
  'every view runs with the rights of who asks': `
    select oid::regclass from pg_class
    where relnamespace in ('public'::regnamespace, 'private'::regnamespace)
      and (relkind = 'm' or relkind = 'v' and not coalesce('security_invoker=true' = any(reloptions), false))`,
  'one permissive policy per table, command and role': `
    select polrelid::regclass, role::regrole from pg_policy, unnest(polroles) role,
      unnest(case polcmd when '*' then '{r,a,w,d}'::text[] else array[polcmd::text] end) command
    where polpermissive group by polrelid, role, command having count(*) > 1`,
  'every policy names its roles': `select polname from pg_policy where 0 = any (polroles)`,
  'nothing is executable by PUBLIC': `
    select p.oid::regprocedure from pg_proc p, aclexplode(coalesce(proacl, acldefault('f', proowner))) a
    where pronamespace in ('public'::regnamespace, 'private'::regnamespace) and a.grantee = 0`,
  'every function pins its search_path': `
    select oid::regprocedure from pg_proc
    where pronamespace in ('public'::regnamespace, 'private'::regnamespace)
      and not coalesce('search_path=""' = any (proconfig), false)`,
  'every definer function is owned by postgres': `
    select oid::regprocedure from pg_proc
    where pronamespace in ('public'::regnamespace, 'private'::regnamespace)
      and prosecdef and proowner <> 'postgres'::regrole`,
  'API roles create nothing and own nothing': `
    select role, nspname from pg_namespace, unnest('{anon,authenticated,service_role,edge}'::text[]) role
    where has_schema_privilege(role, oid, 'create') and nspname !~ '^pg_temp|^pg_toast_temp'
    union all
    select relowner::regrole::text, oid::regclass::text from pg_class
    where relowner in ('anon'::regrole, 'authenticated'::regrole, 'service_role'::regrole, 'edge'::regrole)`,
  'the login role enters no schema of ours by itself': `
    select nspname from pg_namespace where nspname in ('private', 'drizzle')
      and has_schema_privilege('edge', oid, 'usage')`,
  'every foreign key has an index': `
    select conname from pg_constraint
    where contype = 'f' and connamespace in ('public'::regnamespace, 'private'::regnamespace)
      and not exists (select from pg_index where indrelid = conrelid and indkey[0] = conkey[1])`,
  'every column by which a policy finds rows has an index': `
    select polname, attname from pg_policy
    join pg_depend on classid = 'pg_policy'::regclass and objid = pg_policy.oid
      and refclassid = 'pg_class'::regclass and refobjid = polrelid and refobjsubid > 0
    join pg_attribute on attrelid = polrelid and attnum = refobjsubid
    where polcmd <> 'a'
      and not exists (select from pg_index where indrelid = polrelid and indkey[0] = attnum)`,
};

describe('in the database', () => {
  it.each(Object.keys(rules))('%s', async (rule) => {
    expect([...await sql.unsafe(rules[rule] ?? '')]).toEqual([]);
  });
});
