import { type SQL, sql } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addClaimsKey, listClaimsKeys, retireClaimsKey } from '../../local/database/claims-keys.ts';
import type { CallerDatabase } from '../../src/db/client.ts';
import { withIdentity } from '../../src/db/token-identity.ts';
import { openDoor } from '../../supabase/functions/_shared/db.ts';
import { claimsSigner } from '../../supabase/functions/_shared/db/signature.ts';
import { SIGNING_KEY, type TestDatabase } from '../../testkit/database/cluster.ts';
import { createTestDatabase } from '../../testkit/database/postgres.ts';
import { type Doors, firstCall, openDoors } from '../../testkit/door/doors.ts';

/** Whatever SQL gets through behind the caller's door, sent by `eve` against `victim`. */
describe('an enemy’s statement behind the caller’s door', () => {
  let database: TestDatabase;
  let owner: postgres.Sql;
  let doors: Doors;
  let eve: CallerDatabase;
  let victimId: string;

  const identity = (subject: string) => ({
    subject,
    provider: 'clerk' as const,
    email: `${subject}@tatame.test`,
    firstName: subject,
    lastName: undefined,
    imageUrl: undefined,
    issuedAt: new Date('2026-01-01T00:00:00Z'),
  });
  const forged = JSON.stringify({ sub: 'victim', role: 'authenticated' });

  beforeAll(async () => {
    database = await createTestDatabase();
    owner = postgres(database.url, { max: 1, onnotice: () => {} });
    doors = openDoors(database, { poolSize: 1 });
    eve = doors.asCaller({ sub: 'eve' });
    await firstCall(doors, identity('eve'));
    victimId = (await firstCall(doors, identity('victim'))).user.id;
  });
  afterAll(async () => {
    await Promise.all([doors.end(), owner.end()]);
    await database.drop();
  });

  /** A statement that runs these functions of the enemy before it does anything else. */
  const after = (settings: SQL, statement: SQL) =>
    sql`with enemy as materialized (select ${settings}) ${statement}
      (select count(*) from enemy) > 0`;
  const theft = (settings: SQL) =>
    after(settings, sql`update users set first_name = 'stolen' where id = ${victimId} and`);
  const attack = (settings: SQL) => eve.execute(sql`${theft(settings)} returning id`);
  const refusal = (statement: PromiseLike<unknown>) =>
    Promise.resolve(statement).then(() => 'none', (error) => error.cause.code);
  const set = (name: string, value: string) => sql`set_config(${name}, ${value}, true)`;
  const subjectOf = async (db: CallerDatabase) => {
    const [row] = await db.execute<{ subject: string | null }>(sql`
      select (select subject from users where id = private.current_user_id()) as subject`);
    return row!.subject;
  };

  it('would change the row where claims count as they are set, so that these tests see it', async () => {
    const { sql: text, params } = new PgDialect()
      .sqlToQuery(theft(set('request.jwt.claims', forged)));
    const changed = await owner.begin(async (tx) => {
      await tx`set local role authenticated`;
      return (await tx.unsafe(text, params as string[])).count;
    });
    expect(changed).toBe(1);
    await owner`update users set first_name = 'own' where id = ${victimId}`;
  });

  it.each([
    ['other claims', set('request.jwt.claims', forged)],
    ['the setting that hosted auth.jwt() prefers', set('request.jwt.claim', forged)],
    ['another subject', set('request.jwt.claim.sub', 'victim')],
    [
      'other claims, with no signature',
      sql`${set('request.jwt.claims', forged)}, ${set('request.jwt.signature', '')}`,
    ],
    [
      'other claims, with one of its own making',
      sql`${set('request.jwt.claims', forged)}, ${
        set('request.jwt.signature', claimsSigner('x'.repeat(32))(forged))
      }`,
    ],
    [
      'the same claims with other spaces',
      sql`set_config('request.jwt.claims', current_setting('request.jwt.claims') || ' ', true)`,
    ],
    ['settings for the session', sql`set_config('request.jwt.claims', ${forged}, false)`],
    ['the role of a visitor', set('role', 'anon')],
  ])('reaches nobody’s row by %s', async (_, settings) => {
    expect(await attack(settings)).toHaveLength(0);
    const [row] = await owner`select first_name from users where id = ${victimId}`;
    expect(row?.first_name).toBe('own');
    expect(await subjectOf(eve)).toBe('eve');
  });

  it.each(['service_role', 'postgres', 'edge_system', 'authenticator', 'supabase_admin'])(
    'does not become %s',
    async (role) => {
      expect(await refusal(attack(set('role', role)))).toBe('42501');
      expect(await refusal(attack(sql`set_config('session_authorization', ${role}, true)`)))
        .toBe('42501');
    },
  );

  it('acts for nobody in what reads the claims: keys, limits, devices, first calls', async () => {
    const calls = [
      sql`private.claim_idempotency_key('k', 'f')`,
      sql`private.take_rate_limit('write', 1, 1000)`,
      sql`private.register_push_token('t', 'ios')`,
      sql`private.ensure_user()`,
    ];
    const said = JSON.stringify(withIdentity({ sub: 'victim' }, identity('victim')));
    for (const call of calls) {
      const statement = after(set('request.jwt.claims', said), sql`select * from ${call} where`);
      expect(['42501', '28000']).toContain(await refusal(eve.execute(statement)));
    }
  });

  it('does not provision by claims that carry no identity, its own included', async () => {
    expect(await refusal(eve.execute(sql`select private.ensure_user()`))).toBe('28000');
  });

  it('reads no key, and neither does the system’s', async () => {
    const read = sql`select * from private.claims_keys`;
    expect(await refusal(eve.execute(read))).toBe('42501');
    expect(await refusal(doors.asCaller(null).execute(read))).toBe('42501');
    expect(await refusal(doors.asSystem('a test').execute(read))).toBe('42501');
    expect(await refusal(eve.execute(sql`select private.caller_claims()`))).toBe('42501');
  });

  it('gets hold of its own signature only, which is good for its own claims only', async () => {
    const [mine] = await eve.execute<{ claims: string; signature: string }>(sql`
      select current_setting('request.jwt.claims') as claims,
        current_setting('request.jwt.signature') as signature`);
    expect(mine?.signature).toBe(claimsSigner(SIGNING_KEY)(mine!.claims));
    expect(
      await attack(
        sql`${set('request.jwt.claims', forged)}, ${set('request.jwt.signature', mine!.signature)}`,
      ),
    ).toHaveLength(0);
  });

  it('leaves no table in front of the real one for whoever has the backend next', async () => {
    expect(await refusal(eve.execute(sql`select 1 as id into temporary users`))).toBe('42501');
  });

  it('as a visitor may at most be somebody signed in whom nobody knows', async () => {
    const [row] = await doors.asCaller(null).execute(after(
      sql`${set('role', 'authenticated')}, ${set('request.jwt.claims', forged)}`,
      sql`select current_user as role, private.current_user_id() as id where`,
    ));
    expect(row).toEqual({ role: 'authenticated', id: null });
  });

  describe('and the keys', () => {
    const NEXT = 'the next key, and more than 64 bytes so that it is hashed before it is padded';
    const believes = async (signingKey: string) => {
      const door = openDoor({ url: database.edgeUrl, signingKey, poolSize: 1 });
      const subject = await subjectOf(door.asCaller({ sub: 'victim' }));
      await door.end();
      return subject === 'victim';
    };

    it('rotate: several are believed, a retired one no more', async () => {
      const [first] = await listClaimsKeys(owner);
      expect([await believes(SIGNING_KEY), await believes(NEXT)]).toEqual([true, false]);
      await addClaimsKey(owner, NEXT);
      await addClaimsKey(owner, NEXT);
      expect(await listClaimsKeys(owner)).toHaveLength(2);
      expect([await believes(SIGNING_KEY), await believes(NEXT)]).toEqual([true, true]);
      expect(await retireClaimsKey(owner, first!.id)).toBe(true);
      expect(await retireClaimsKey(owner, first!.id)).toBe(false);
      expect([await believes(SIGNING_KEY), await believes(NEXT)]).toEqual([false, true]);
    });

    it('believe nobody when there is none', async () => {
      await owner`delete from private.claims_keys`;
      expect([await believes(SIGNING_KEY), await believes(NEXT), await believes('x'.repeat(32))])
        .toEqual([false, false, false]);
      await addClaimsKey(owner, SIGNING_KEY);
      expect(await believes(SIGNING_KEY)).toBe(true);
    });

    it('are at least 32 bytes', async () => {
      expect(() => openDoor({ url: database.edgeUrl, signingKey: 'x'.repeat(31) }))
        .toThrow(RangeError);
      await expect(addClaimsKey(owner, 'é'.repeat(15))).rejects.toThrow(RangeError);
    });
  });
});
