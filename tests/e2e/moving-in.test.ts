import { randomUUID } from 'node:crypto';
import type { SupabaseClient } from '@supabase/supabase-js';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importFrom } from '../../local/legacy/import-from.ts';
import { call } from '../../testkit/http/call.ts';
import { clerkToken } from '../../testkit/http/clerk.ts';
import { stack, supabase } from '../../testkit/http/stack.ts';
import { dropLegacyDatabase, openLegacy } from '../../testkit/legacy/database.ts';
import { createTable, LEGACY_TABLES } from '../../testkit/legacy/tables.ts';

// Somebody with an account of Clerk's had the earlier app; now they open this one. The academy of this stack
// has old ids, too: these are beyond them.

const of = (name: string) => `user_${name}_${randomUUID()}`;
const [ana, rui, bia] = [of('ana'), of('rui'), of('bia')];
const AT = '2024-01-10T12:00:00.000Z';
let from: string;
let old: postgres.Sql;

beforeAll(async () => {
  const address = new URL(stack().adminUrl);
  address.pathname = `/legacy_${randomUUID().slice(0, 8)}`;
  from = address.href;
  address.pathname = '/postgres';
  const server = openLegacy(address.href);
  await server.unsafe(`create database ${new URL(from).pathname.slice(1)}
    template template0 encoding 'SQL_ASCII' locale 'C'`);
  await server.end();
  old = openLegacy(from);
  for (const table of LEGACY_TABLES) await old.unsafe(createTable(table));
  await old`insert into gyms (id, name, manager_id, created_at)
    values (8000041, 'Dojo Antigo', 8000402, ${AT})`;
  await old`insert into users
      (id, clerk_user_id, email, first_name, role, gym_id, plan, approved_at, deleted_at, created_at)
    values (8000401, ${ana}, ${`${ana}@tatame.test`}, 'Ana', 'STUDENT', 8000041, 'pro', ${AT}, null, ${AT}),
      (8000402, ${rui}, ${`${rui}@tatame.test`}, 'Rui', 'MANAGER', 8000041, 'free', ${AT}, null, ${AT}),
      (8000403, ${bia}, ${`${bia}@tatame.test`}, 'Bia', 'STUDENT', 8000041, 'free', ${AT},
        '2050-01-01T00:00:00.000Z', ${AT})`;
  await old`insert into class (id, gym_id, instructor_id, created_by, day, start, "end", modality, created_at)
    values (8000044, 8000041, 8000402, 8000402, 'MONDAY', '18:00', '19:00', 'jiu-jitsu', ${AT})`;
  await old`insert into checkins (id, user_id, class_id, date, created_at)
    select 8000000 + n, 8000401, 8000044, (date '2024-01-15' + 7 * n)::text, ${AT} from generate_series(1, 3) n`;
  await old`insert into graduations (id, user_id, belt, degree, modality, created_at)
    values (8000045, 8000401, 'azul', 2, 'jiu-jitsu', ${AT})`;
  const report = await importFrom(
    { from, dry: false, resume: false, timezone: 'America/Sao_Paulo' },
    stack().status.db_url,
  );
  expect(report.refusals).toEqual([]);
  expect(report.tables.filter(({ ok }) => !ok)).toEqual([]);
});
afterAll(async () => {
  await old.end();
  await dropLegacyDatabase(from);
  // Another old database is none that this one's rows are gone from.
  const admin = postgres(stack().adminUrl, { max: 1 });
  await admin`delete from private.imported_rows`;
  await admin.end();
});

/** Their app, with a token that Clerk signed for the account which they had. */
const signedInAs = async (account: string, name: string): Promise<SupabaseClient> => {
  const claims = { first_name: name, email: `${account}@tatame.test`, email_verified: true };
  return supabase({ token: await clerkToken(stack().clerk, account, claims) });
};

describe('who had the earlier app', () => {
  it('signs in and finds their history', async () => {
    const client = await signedInAs(ana, 'Ana');
    const me = await call(client, 'GET', 'identity/me');
    expect(me).toMatchObject({ status: 200, body: { first_name: 'Ana' } });
    const checkIns = await call(client, 'GET', 'academy/check-ins');
    expect(checkIns.body.items.map((each: { class_date: string }) => each.class_date).sort())
      .toEqual(
        ['2024-01-22', '2024-01-29', '2024-02-05'],
      );
    const belts = await call(client, 'GET', 'belts/graduations');
    expect(belts.body.items).toMatchObject([{ belt: 'blue', degree: 2, awarded_on: '2024-01-10' }]);
  });

  it('manages what they managed', async () => {
    const trained = await call(await signedInAs(ana, 'Ana'), 'GET', 'academy/check-ins');
    const client = await signedInAs(rui, 'Rui');
    const where = `academy/gyms/${trained.body.items[0].gym_id}/check-ins`;
    const register = await call(client, 'GET', where);
    expect(register).toMatchObject({ status: 200 });
    expect(register.body.items).toHaveLength(3);
  });

  it('is not brought back by a token from before they were deleted there', async () => {
    const client = await signedInAs(bia, 'Bia');
    const { status } = await call(client, 'GET', 'identity/me');
    expect(status).toBeGreaterThanOrEqual(401);
    expect((await call(client, 'GET', 'academy/check-ins')).body).not.toHaveProperty('items.0');
  });
});
