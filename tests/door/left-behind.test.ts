import { type SQL, sql } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareLogins } from '../../local/database/logins.ts';
import type { CallerDatabase } from '../../src/db/client.ts';
import type { TestDatabase } from '../../testkit/database/cluster.ts';
import { createTestDatabase } from '../../testkit/database/postgres.ts';
import { type Doors, openDoors } from '../../testkit/door/doors.ts';

/** What `eve` leaves behind on the only backend there is, and what the next callers find there. */
describe('raw SQL across callers on one backend', () => {
  let database: TestDatabase;
  let admin: postgres.Sql;
  let doors: Doors;
  let backend: number;

  const forged = JSON.stringify({ sub: 'victim', role: 'service_role', email: 'victim@t.test' });

  beforeAll(async () => {
    database = await createTestDatabase();
    admin = postgres(database.adminUrl, { max: 1, onnotice: () => {} });
    // A table of one's own before the real one, where a search path decides which is meant.
    await admin.unsafe(`
      create schema decoy;
      grant usage on schema decoy to public;
      create table decoy.gyms (id uuid, name text);
      insert into decoy.gyms values (gen_random_uuid(), 'decoy');
      grant all on decoy.gyms to public`);
    doors = openDoors(database, { poolSize: 1 });
    backend = await backendOf(eve());
  });
  afterAll(async () => {
    await Promise.all([doors.end(), admin.end()]);
    await database.drop();
  });

  const eve = () => doors.asCaller({ sub: 'eve' });
  const others: [string, () => CallerDatabase][] = [
    ['a visitor', () => doors.asCaller(null)],
    ['somebody else', () => doors.asCaller({ sub: 'ben', email: 'ben@t.test' })],
  ];
  const backendOf = async (db: CallerDatabase) => {
    const [row] = await db.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
    return row!.pid;
  };
  const leave = async (settings: SQL) => void await eve().execute(sql`select ${settings}`);
  const forSession = (name: string, value: string) => sql`set_config(${name}, ${value}, false)`;
  const code = (statement: PromiseLike<unknown>) =>
    Promise.resolve(statement).then(() => 'none', (error) => error.cause.code);

  const whoAmI = sql`select auth.jwt() ->> 'sub' as sub, auth.role() as role,
    auth.email() as email, current_user as "user", current_setting('request.jwt.claim.sub') as setting,
    private.current_user_id() as id`;
  const identities = async () =>
    await Promise.all(others.map(async ([, db]) => [...await db().execute(whoAmI)]));
  const themselves = [
    [{ sub: null, role: 'anon', email: null, user: 'anon', setting: '', id: null }],
    [{
      sub: 'ben',
      role: 'authenticated',
      email: 'ben@t.test',
      user: 'authenticated',
      setting: 'ben',
      id: null,
    }],
  ];

  it.each([
    ['request.jwt.claim', forged],
    ['request.jwt.claims', forged],
    ['request.jwt.claim.sub', 'victim'],
    ['request.jwt.claim.role', 'service_role'],
    ['request.jwt.claim.email', 'victim@t.test'],
    ['role', 'anon'],
  ])('makes nobody another by %s', async (name, value) => {
    await leave(forSession(name, value));
    expect(await identities()).toEqual(themselves);
    for (const [, db] of others) expect(await backendOf(db())).toBe(backend);
  });

  it.each(['decoy', 'decoy, pg_catalog', 'decoy, public'])(
    'leads no name elsewhere by the search path %j',
    async (path) => {
      await leave(forSession('search_path', path));
      for (const [, db] of others) {
        expect(await code(db().execute(sql`select from gyms where name = 'decoy'`)))
          .toBe(db === others[0]![1] ? '42501' : 'none');
        const [row] = await db().execute(sql`
          select 'gyms'::regclass::oid = 'public.gyms'::regclass as real`);
        expect(row).toEqual({ real: true });
      }
    },
  );

  it('makes no temporary table, in whatever way it asks', async () => {
    for (
      const [statement, refusal] of [
        ['select 1 as id into temp gyms', '42501'],
        ['select 1 as id into pg_temp.gyms', '42501'],
        ['with x as (select 1 as id) select * into temporary table gyms from x', '42501'],
        ['explain analyze create temp table gyms as select 1 as id', 'STATEMENT_REFUSED'],
        ['explain (analyze) create temp table gyms as select 1 as id', 'STATEMENT_REFUSED'],
        ['create temp table gyms (id int)', 'STATEMENT_REFUSED'],
      ] as const
    ) {
      expect([statement, await code(eve().execute(sql.raw(statement)))])
        .toEqual([statement, refusal]);
    }
  });

  it('gets no refused statement behind a comment that ends at a carriage return', async () => {
    for (
      const statement of [
        "set request.jwt.claim = '{}'",
        'set role anon',
        'reset all',
        'listen x',
        'prepare p as select 1',
        'discard all',
        'begin',
        'do $$ begin end $$',
        'declare c cursor with hold for select 1',
      ]
    ) {
      expect([statement, await code(eve().execute(sql.raw(`-- \r${statement}`)))])
        .toEqual([statement, 'STATEMENT_REFUSED']);
    }
    expect([...await doors.asCaller(null).execute(sql`select name from pg_prepared_statements`)])
      .toEqual([]);
  });

  it('sets no time limit of others', async () => {
    await leave(forSession('statement_timeout', '1'));
    for (const [, db] of others) {
      expect([...await db().execute(sql`select current_setting('statement_timeout') as ms`)])
        .toEqual([{ ms: '8s' }]);
    }
  });

  it('may fail the next write there, which the README says, and never makes it another’s', async () => {
    await leave(forSession('default_transaction_read_only', 'on'));
    const write = sql`update users set first_name = 'Ben' where subject = 'ben'`;
    expect(await code(doors.asCaller({ sub: 'ben' }).execute(write))).toBe('25006');
    await leave(forSession('default_transaction_read_only', 'off'));
    await leave(sql`pg_advisory_lock(1)`);
    expect(await identities()).toEqual(themselves);
  });

  it('has no right to temporary tables by a grant of its own either', async () => {
    const [row] = await admin<{ name: string }[]>`select current_database() as name`;
    await admin.unsafe(`grant temporary on database ${row!.name} to public, anon, edge`);
    const owner = postgres(database.url, { max: 1, onnotice: () => {} });
    await prepareLogins(owner, { edge: 'edge', edge_system: 'edge_system' });
    await owner.end();
    expect(await code(doors.asCaller(null).execute(sql`select 1 as id into temp gyms`)))
      .toBe('42501');
  });
});
