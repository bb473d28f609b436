import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkIns } from '../../../src/db/schema/academy/check-ins/check-ins.ts';
import { users } from '../../../src/db/schema/identity/users.ts';
import type { TokenIdentity } from '../../../src/db/token-identity.ts';
import { type Doors, firstCall, openDoors } from '../../../testkit/door/doors.ts';
import { movingIn } from './support/moving-in.ts';

const scene = movingIn();
let door: Doors;
beforeAll(async () => {
  await scene.moveIn();
  door = openDoors(scene.database);
});
afterAll(() => door.end());

/** The old row of somebody good, by a condition. */
async function oldPerson(condition: string) {
  const [person] = await scene.old.unsafe<
    { id: number; account: string; email: string; first_name: string; gym_id: number | null }[]
  >(`select id, clerk_user_id as account, email, first_name, gym_id from users u
    where clerk_user_id like 'user_2legacy%' and id % 7 <> 0 and (${condition})
    order by id desc limit 1`);
  return person!;
}

const trains = `deleted_at is null and role = 'STUDENT' and approved_at is not null
  and exists (select from checkins c where c.user_id = u.id and c.id % 97 <> 0)`;

const tokenOf = (subject: string, changes: Partial<TokenIdentity> = {}): TokenIdentity => ({
  ...{ subject, provider: 'clerk', email: undefined, firstName: undefined, lastName: undefined },
  ...{ imageUrl: undefined, issuedAt: new Date(), ...changes },
});

describe('who had an account there', () => {
  it('signs in with it and finds their history', async () => {
    const person = await oldPerson(trains);
    const { outcome, user } = await firstCall(door, tokenOf(person.account));
    expect(outcome).toBe('unchanged');
    expect(user).toMatchObject({ legacy_id: person.id, first_name: person.first_name });
    const db = door.asCaller({ sub: person.account, role: 'authenticated' });
    const mine = await db.select().from(checkIns).where(eq(checkIns.user_id, user.id));
    const theirs = await scene.old`
      select id from checkins where user_id = ${person.id} and id % 97 <> 0 order by id`;
    expect(mine.map((row) => row.legacy_id).sort((a, b) => a! - b!)).toEqual(
      theirs.map(({ id }) => id),
    );
  });

  it('is not brought back by a token from before they were deleted there', async () => {
    const person = await oldPerson('deleted_at is not null');
    const [{ at }] = await scene.old<[{ at: string }]>`
      select deleted_at as at from users where id = ${person.id}`;
    const before = new Date(Date.parse(at) - 60_000);
    await expect(firstCall(door, tokenOf(person.account, { issuedAt: before }))).rejects.toThrow();
    const db = door.asCaller({ sub: person.account, role: 'authenticated' });
    expect(await db.select().from(users)).toEqual([]);
  });

  it('is one person, where they had signed in here before', async () => {
    const { admin, old, moveIn } = scene;
    const early = tokenOf('user_2legacyearly', { firstName: 'Cedo', email: 'cedo@tatame.test' });
    const { user } = await firstCall(door, early);
    const [{ id }] = await old<[{ id: number }]>`
      insert into users (clerk_user_id, email, first_name, phone, role, gym_id, approved_at, created_at)
      values ('user_2legacyearly', 'velho@tatame.test', 'Velho', '+5511988887777', 'STUDENT', 1,
        '2024-01-01', '2024-01-01') returning id`;
    await old`insert into users (clerk_user_id, email, role, gym_id, created_at)
      values ('user_2legacylate', 'CEDO@tatame.test', 'STUDENT', 1, '2024-01-01')`;
    const report = await moveIn();
    expect(
      await admin`select id, first_name, email, phone, source from users where legacy_id = ${id}`,
    ).toEqual([{
      ...{ id: user.id, first_name: 'Cedo', email: 'cedo@tatame.test', source: 'token' },
      phone: '+5511988887777',
    }]);
    expect(report.changed_here).toContainEqual({ table: 'users', id });
    // Somebody else with the address that a token has said of them is held back.
    expect(report.refusals).toContainEqual(
      expect.objectContaining({ table: 'users', id: id + 1, reason: 'doubled_email' }),
    );
  });
});

/** What somebody sees of a table, as ids of the old database; in SQL of both. */
const tables = {
  check_ins: {
    own: 'user_id = :me',
    staff: 'class_id in (select id from class where gym_id = :gym)',
  },
  graduations: {
    own: 'user_id = :me',
    staff: 'user_id in (select id from users where gym_id = :gym)',
  },
  classes: { own: 'gym_id = :gym', staff: 'gym_id = :gym' },
  assets: {
    own: `class_id in (select id from class where gym_id = :gym)
      and (valid_until is null or case when pg_input_is_valid(valid_until, 'timestamptz')
        then valid_until::timestamptz > now() end)`,
    staff: 'class_id in (select id from class where gym_id = :gym)',
  },
};
const oldNames: Record<string, string> = { check_ins: 'checkins', classes: 'class' };

const whoSees = {
  student: [trains, 'own'],
  instructor: [`role = 'INSTRUCTOR'`, 'staff'],
  manager: [`role = 'MANAGER'`, 'staff'],
  'who waits': ['approved_at is null and denied_at is null and gym_id is not null', 'nothing'],
  'who was denied': ['denied_at is not null', 'nothing'],
  'who has no gym': ['gym_id is null and deleted_at is null', 'nothing'],
} as const;

describe('of what came over', () => {
  it.each(Object.entries(whoSees))('%s sees what is theirs to see', async (_, [which, sees]) => {
    const person = await oldPerson(which);
    const db = door.asCaller({ sub: person.account, role: 'authenticated' });
    for (const [table, conditions] of Object.entries(tables)) {
      const rows = await db.execute<{ id: number }>(
        sql.raw(`select legacy_id as id from ${table} where legacy_id is not null order by 1`),
      );
      const condition = sees === 'nothing'
        ? table === 'classes' || table === 'assets' ? 'false' : conditions.own
        : conditions[sees];
      const all = await scene.old.unsafe<{ id: number }[]>(
        `select id from ${oldNames[table] ?? table} where ${
          condition.replaceAll(':me', String(person.id)).replaceAll(':gym', String(person.gym_id))
        } order by id`,
      );
      const bad = new Set(
        scene.legacy.refused.filter((row) => row.table === (oldNames[table] ?? table))
          .map(({ id }) => id),
      );
      expect(rows.map(({ id }) => id), table).toEqual(
        all.map(({ id }) => id).filter((id) => !bad.has(id)),
      );
    }
  });

  it('a student changes nothing of another, nor of the schedule', async () => {
    const person = await oldPerson(trains);
    const db = door.asCaller({ sub: person.account, role: 'authenticated' });
    for (
      const change of [
        `update users set first_name = 'X' where legacy_id <> ${person.id}`,
        `update memberships set role = 'MANAGER'`,
        `update classes set capacity = 1`,
        `delete from assets`,
      ]
    ) {
      const done = await db.execute(sql.raw(`${change} returning id`)).catch((error) => error);
      expect(done instanceof Error || done.length === 0, change).toBe(true);
    }
    const stranger = door.asCaller(null);
    await expect(stranger.execute(sql`select legacy_id from users`)).rejects.toThrow();
  });
});
