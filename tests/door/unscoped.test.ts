import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseEndpoint } from '../../supabase/functions/_shared/db/connection/endpoint.ts';
import { Guard } from '../../supabase/functions/_shared/db/connection/guard.ts';
import { connect } from '../../supabase/functions/_shared/db/connection/socket.ts';
import { startProxy } from '../../testkit/database/proxy.ts';
import { type NotesDatabase, notesDatabase } from './support/door.ts';

describe('a statement without a scope', () => {
  let database: NotesDatabase;
  beforeAll(async () => {
    database = await notesDatabase();
  });
  afterAll(() => database.drop());

  it.each(['select', 'simple query'])(
    'is refused by the guard before it leaves (%s)',
    async (kind) => {
      const proxy = await startProxy({ target: database.edgeUrl });
      const url = proxy.through(database.edgeUrl);
      const guard = new Guard();
      const options: postgres.Options<Record<string, never>> & { socket: () => Promise<Guard> } = {
        max: 1,
        prepare: false,
        fetch_types: false,
        socket: async () => {
          guard.attach(await connect(parseEndpoint(url), 5_000));
          return guard;
        },
      };
      const bare = postgres(url, options);
      const statement = kind === 'select' ? bare`select ${1}::int` : bare.unsafe('select 1');
      await expect(statement).rejects.toMatchObject({
        code: kind === 'select' ? 'UNSCOPED_STATEMENT' : 'PROTOCOL_VIOLATION',
      });
      expect(guard.closed).toBe(true);
      expect(proxy.counts.flights).toBe(0);
      await proxy.stop();
    },
  );

  it('has no rights in the database either', async () => {
    const bare = postgres(database.edgeUrl, { max: 1 });
    await expect(bare`select * from door_notes`).rejects.toMatchObject({ code: '42501' });
    await expect(bare`insert into door_notes (owner, body) values ('a', 'b')`)
      .rejects.toMatchObject({ code: '42501' });
    await expect(bare`set role postgres`).rejects.toMatchObject({ code: '42501' });
    const [role] = await bare`
      select rolsuper, rolinherit, rolbypassrls, rolcreaterole, rolcreatedb
      from pg_roles where rolname = current_user`;
    await bare.end();
    expect(role).toEqual({
      rolsuper: false,
      rolinherit: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
    });
  });

  it.each([
    `copy door_notes to stdout`,
    `listen news`,
    `notify news`,
    `set role service_role`,
    `/* select */ reset role`,
    `-- select\nset search_path = ''`,
    `prepare p as select 1`,
    `begin`,
    `commit`,
    `do $$ begin end $$`,
    ``,
  ])('is not made by `%s`, which the door refuses', async (text) => {
    const db = database.open({ poolSize: 1 }).asCaller({ sub: 'ana' });
    await expect(db.execute(sql.raw(text))).rejects.toMatchObject({
      cause: { code: 'STATEMENT_REFUSED' },
    });
  });

  it('does not hide behind another in one string', async () => {
    const db = database.open({ poolSize: 1 }).asCaller({ sub: 'ana' });
    await expect(db.execute(sql.raw('select 1; reset role')))
      .rejects.toMatchObject({ cause: { code: '42601' } });
  });

  it('is not what a caller who takes another role leaves behind', async () => {
    const door = database.open({ poolSize: 1 });
    await door.asCaller({ sub: 'eve' }).execute(sql`
      select set_config('role', 'anon', false), set_config('request.jwt.claims', '{}', false)`);
    const who = sql`select current_user as role, auth.jwt() ->> 'sub' as sub`;
    const [ana] = await door.asCaller({ sub: 'ana' }).execute(who);
    expect(ana).toEqual({ role: 'authenticated', sub: 'ana' });
    const [visitor] = await door.asCaller(null).execute(who);
    expect(visitor).toEqual({ role: 'anon', sub: null });
  });
});
