import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Catalog, catalogOf, differences } from '../../local/database/catalog/catalog.ts';
import { completeStatements, planMigration } from '../../local/database/generate/plan-migration.ts';
import { openScratch } from '../../local/database/generate/scratch.ts';
import { readMigrations, readSnapshot } from '../../local/database/migrations/journal.ts';
import { grantsOf, readSources, tablesOf } from '../../local/database/sources/declared.ts';
import { apiRoles } from '../../src/db/declare/grants.ts';
import type { TestDatabase } from '../../testkit/database/cluster.ts';
import { emptyEngine } from '../../testkit/database/left-engines.ts';
import { createTestDatabase } from '../../testkit/database/postgres.ts';

let database: TestDatabase;
let sql: postgres.Sql;
/** What the sources alone make of an empty database. */
let declared: Catalog;

beforeAll(async () => {
  database = await createTestDatabase();
  sql = postgres(database.url, { max: 1, onnotice: () => {} });
  const empty = await createTestDatabase({ empty: true });
  const fresh = postgres(empty.url, { max: 1, onnotice: () => {} });
  const statements = await completeStatements(await readSources());
  await fresh.begin(async (tx) => {
    for (const statement of statements) await tx.unsafe(statement);
  });
  declared = await catalogOf(fresh);
  await fresh.end();
  await empty.drop();
});

afterAll(async () => {
  await sql?.end();
  await database?.drop();
});

/** The objects in which the migrated database differs from the sources once `statement` ran. */
async function driftAfter(statement: string): Promise<string[]> {
  await sql`begin`;
  try {
    await sql.unsafe(statement);
    const found = differences(await catalogOf(sql), declared);
    return found.map(({ kind, name }) => `${kind} ${name}`);
  } finally {
    await sql`rollback`;
  }
}

/** One difference of each kind, and the objects it must be noticed in. */
const planted: [what: string, statement: string, ...noticed: string[]][] = [
  [
    'the body of a function',
    `create or replace function private.usage_period(instant timestamptz) returns timestamptz
      language plpgsql stable set search_path = '' as 'begin return instant; end'`,
    'function private.usage_period(timestamp with time zone)',
  ],
  [
    'a setting of a function',
    'alter function private.usage_period(timestamptz) immutable',
    'function private.usage_period(timestamp with time zone)',
  ],
  [
    'who may execute a function',
    'grant execute on function private.gym_ids to anon',
    'execute private.gym_ids(text[])',
  ],
  [
    'a missing trigger',
    'drop trigger gyms_guard_manager on public.gyms',
    'trigger public.gyms.gyms_guard_manager',
  ],
  [
    'a trigger that does not fire',
    'alter table public.gyms disable trigger gyms_touch',
    'trigger public.gyms.gyms_touch',
  ],
  ['a missing index', 'drop index gyms_manager_id_index', 'index public.gyms_manager_id_index'],
  [
    'a missing check',
    'alter table public.gyms drop constraint gyms_name_check',
    'constraint public.gyms.gyms_name_check',
  ],
  [
    'a foreign key that does more',
    `alter table public.push_tokens drop constraint push_tokens_user_id_users_id_fk,
      add constraint push_tokens_user_id_users_id_fk
      foreign key (user_id) references public.users on delete cascade`,
    'constraint public.push_tokens.push_tokens_user_id_users_id_fk',
  ],
  [
    'a grant on a table',
    'grant delete on public.gyms to authenticated',
    'grants public.gyms',
  ],
  [
    'a grant on a column',
    'grant update (legacy_id) on public.gyms to authenticated',
    'grants public.gyms',
  ],
  [
    'a grant on a schema',
    'grant create on schema private to authenticated',
    'schema private',
  ],
  [
    'the condition of a policy',
    'alter policy gyms_update_manager on public.gyms using (true)',
    'policy public.gyms.gyms_update_manager',
  ],
  [
    'a policy without WITH CHECK',
    `drop policy gyms_update_manager on public.gyms;
     create policy gyms_update_manager on public.gyms for update to authenticated
       using (id = any ((select private.gym_ids('MANAGER'))::uuid[]))`,
    'policy public.gyms.gyms_update_manager',
  ],
  [
    'row security that does not bind the owner',
    'alter table public.gyms no force row level security',
    'security public.gyms',
  ],
  [
    'a column that may be null',
    'alter table public.gyms alter column name drop not null',
    'column public.gyms.name',
  ],
  [
    'a default',
    `alter table public.gyms alter column timezone set default 'Europe/Lisbon'`,
    'column public.gyms.timezone',
  ],
  [
    'how a table is stored',
    'alter table private.jobs reset (autovacuum_vacuum_threshold)',
    'table private.jobs',
  ],
  [
    'a function that no file has',
    `create function private.canary() returns int language sql return 1`,
    'execute private.canary()',
    'function private.canary()',
    'signature private.canary()',
  ],
  [
    'a view that no file has',
    'create view public.canary as select 1 as one',
    'grants public.canary',
    'table public.canary',
  ],
];

describe('the database is what the sources say', () => {
  it('in everything that a catalogue shows', async () => {
    expect(declared.size).toBeGreaterThan(400);
    expect(differences(await catalogOf(sql), declared)).toEqual([]);
  });

  it.each(planted)('and %s would be noticed', async (_, statement, ...noticed) => {
    expect(await driftAfter(statement)).toEqual(noticed);
  });

  it('also with pgvector, so that db:generate has nothing to write', async () => {
    const scratch = await openScratch(emptyEngine);
    const plan = planMigration(scratch, await readSources(), {
      migrations: await readMigrations(),
      snapshot: await readSnapshot(),
    });
    expect((await plan.finally(scratch.close)).statements).toEqual([]);
  }, 180_000);

  it('and every table says who may do what with it, which is only API roles', async () => {
    const sources = await readSources();
    expect(grantsOf(sources).length).toBe(tablesOf(sources).length);
    const holders = await sql<{ role: string }[]>`
      select distinct a.grantee::regrole::text as role
      from pg_class c, aclexplode(c.relacl) a
      where relnamespace in ('public'::regnamespace, 'private'::regnamespace)
        and a.grantee <> c.relowner`;
    expect(holders.map(({ role }) => role).sort()).toEqual([...apiRoles].sort());
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
  'only the two that check signatures read the claims': `
    select oid::regprocedure::text from pg_proc
    where pronamespace in ('public'::regnamespace, 'private'::regnamespace)
      and prosrc ~ 'auth\\.(jwt|uid|role|email)|request\\.jwt'
      and oid not in ('private.caller_claims()'::regprocedure, 'private.current_user_id()'::regprocedure)
    union all
    select policyname from pg_policies where schemaname in ('public', 'private')
      and concat(qual, with_check) ~ 'auth\\.|request\\.jwt'`,
  'nobody but the owner makes temporary tables': `
    select role from unnest('{anon,authenticated,service_role,edge,edge_system}'::text[]) role
    where has_database_privilege(role, current_database(), 'temporary')`,
  'a login becomes what it should and nothing more': `
    select pg_get_userbyid(member), pg_get_userbyid(roleid) from pg_auth_members
    where member in ('edge'::regrole, 'edge_system'::regrole)
      and (inherit_option or admin_option or not set_option or (member::regrole, roleid::regrole) not in (
        ('edge'::regrole, 'anon'::regrole), ('edge'::regrole, 'authenticated'::regrole),
        ('edge_system'::regrole, 'service_role'::regrole)
      ))`,
  'every definer function is owned by postgres': `
    select oid::regprocedure from pg_proc
    where pronamespace in ('public'::regnamespace, 'private'::regnamespace)
      and prosecdef and proowner <> 'postgres'::regrole`,
  'API roles create nothing and own nothing': `
    select role, nspname from pg_namespace, unnest('{anon,authenticated,service_role,edge,edge_system}'::text[]) role
    where has_schema_privilege(role, oid, 'create') and nspname !~ '^pg_temp|^pg_toast_temp'
    union all
    select relowner::regrole::text, oid::regclass::text from pg_class
    where relowner in ('anon'::regrole, 'authenticated'::regrole, 'service_role'::regrole, 'edge'::regrole,
      'edge_system'::regrole)`,
  'a login enters no schema of ours by itself': `
    select nspname from pg_namespace, unnest('{edge,edge_system}'::text[]) role
    where nspname in ('private', 'drizzle', 'supabase_migrations')
      and has_schema_privilege(role, oid, 'usage')`,
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
      -- They find nothing: of what is found they leave out the children, and what has expired.
      and (polname, attname) not in (
        ('users_select_own_or_staff', 'birth_date'), ('assets_select_members', 'valid_until'),
        ('attachments_select_members', 'valid_until'), ('attachments_select_members', 'state'),
        ('comments_select_members_or_author', 'hidden_at'),
        ('comments_update_author', 'hidden_at'),
        ('posts_select_members_author_or_staff', 'published_at')
      )
      and not exists (select from pg_index where indrelid = polrelid and indkey[0] = attnum)`,
};

describe('in the database', () => {
  it.each(Object.keys(rules))('%s', async (rule) => {
    expect([...await sql.unsafe(rules[rule] ?? '')]).toEqual([]);
  });
});
