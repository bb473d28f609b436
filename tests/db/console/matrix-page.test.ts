import { beforeAll, describe, expect, it } from 'vitest';
import { commands, type Live } from '../../../local/console/matrix/attempt.ts';
import { listFunctions } from '../../../local/console/matrix/functions.ts';
import { measure, type Measured } from '../../../local/console/matrix/measure.ts';
import { standingOf } from '../../../local/console/matrix/standing.ts';
import { fullName, listTables } from '../../../local/console/matrix/tables.ts';
import { ANONYMOUS, type Person, SYSTEM } from '../../../local/console/people/person.ts';
import { useDoor } from '../../../testkit/database/door.ts';
import { type Actor, actors, claimsOf } from '../../access/world/actors.ts';
import { populate } from '../../access/world/world.ts';

const isLate = ({ live }: { live: Live }) => live.is === 'late';

const PATIENT_MS = 120_000;
const database = useDoor();

/** How the actors of the matrix look to a page that knows them by their tokens only. */
const people = new Map<Actor, Person>(actors.map((actor) => {
  const claims = claimsOf(actor);
  if (claims) return [actor, { key: actor, label: actor, claims, isSystem: false }];
  return [actor, actor === 'system' ? SYSTEM : ANONYMOUS];
}));

/** The world names apart who is the same elsewhere, or was; a page that reads the database does not. */
const seenAs: Partial<Record<Actor, Actor[]>> = {
  manager: ['instructor', 'manager'],
  otherManager: ['manager'],
  deputy: ['deputy', 'guardian'],
  otherGuardian: ['guardian'],
  frontDesk: ['anonymous'],
};

async function look(actor: Actor): Promise<{ measured: Measured[]; found: Actor[] }> {
  const { door } = database;
  const person = people.get(actor)!;
  const system = door.asSystem('test');
  const standing = await standingOf(system, person);
  const db = person.isSystem ? system : door.asCaller(person.claims);
  const tables = await listTables(system);
  return {
    measured: await measure(tables, standing, { person: db, system }, PATIENT_MS),
    found: standing.actors.map(({ actor }) => actor).sort(),
  };
}

const differing = (measured: Measured[]) =>
  measured.flatMap(({ table, cells }) =>
    commands.filter((command) => cells[command].verdict === 'differs')
      .map((command) => `${fullName(table)} ${command}`)
  );

beforeAll(async () => {
  const { admin } = database;
  await admin`set role postgres`;
  await populate(admin);
});

describe('the matrix page', () => {
  it.each(actors)('finds who %s is, and nothing that differs', async (actor) => {
    const { measured, found } = await look(actor);
    expect(found).toEqual(seenAs[actor] ?? [actor]);
    expect(differing(measured)).toEqual([]);
    const late = measured.flatMap(({ cells }) => Object.values(cells)).filter(isLate);
    expect(late).toEqual([]);
  });

  it.each<[leak: string, undo: string, shows: string[]]>([
    [
      'alter policy push_tokens_select_own on push_tokens using (true)',
      'alter policy push_tokens_select_own on push_tokens using (user_id = (select private.current_user_id()))',
      ['public.push_tokens select'],
    ],
    [
      'grant select on private.jobs to authenticated',
      'revoke select on private.jobs from authenticated',
      ['private.jobs select'],
    ],
    [
      'grant delete on gyms to authenticated',
      'revoke delete on gyms from authenticated',
      ['public.gyms delete'],
    ],
    [
      'grant insert on versions to authenticated',
      'revoke insert on versions from authenticated',
      ['public.versions insert'],
    ],
    [
      'alter table gyms no force row level security, disable row level security',
      'alter table gyms enable row level security, force row level security',
      ['public.gyms update'],
    ],
    [
      'revoke select on user_profiles from authenticated',
      'grant select on user_profiles to authenticated',
      ['public.user_profiles select'],
    ],
  ])('shows %s', async (leak, undo, shows) => {
    const { admin } = database;
    await admin.unsafe(leak);
    try {
      expect(differing((await look('student')).measured)).toEqual(shows);
    } finally {
      await admin.unsafe(undo);
    }
  });

  it('shows a function that is open, and one that is closed', async () => {
    const { admin, door } = database;
    const functions = async () =>
      (await listFunctions(door.asCaller(claimsOf('student')), ['student']))
        .filter(({ verdict }) => verdict === 'differs').map(({ name }) => name);
    expect(await functions()).toEqual([]);
    await admin`grant execute on function private.tick_jobs() to authenticated`;
    await admin`revoke execute on function private.gym_ids(text[]) from authenticated`;
    expect((await functions()).sort()).toEqual(['private.gym_ids(text[])', 'private.tick_jobs()']);
    await admin`revoke execute on function private.tick_jobs() from authenticated`;
    await admin`grant execute on function private.gym_ids(text[]) to authenticated`;
  });
});
