import { is } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { joinGym } from '../../../src/academy/memberships/join-gym.ts';
import { runJobs } from '../../../src/jobs/engine/run-jobs.ts';
import * as mailings from '../../../src/db/schema/mailings/index.ts';
import { registerJob } from '../../../src/jobs/register-job.ts';
import { closeGym } from '../../../src/owner/closing/close-gym.ts';
import { closeGyms } from '../../../src/owner/closing/close-gyms.ts';
import { keepGym } from '../../../src/owner/closing/keep-gym.ts';
import { readClosing } from '../../../src/owner/closing/read-closing.ts';
import type { GymTable } from '../../../src/owner/gym-table.ts';
import { gymTables } from '../../../src/owner/gym-tables.ts';
import { redactShop } from '../../../src/store/privacy/redact-shop.ts';
import { useDoor } from '../../../testkit/database/door.ts';
import { idOf } from '../../access/world/ids.ts';
import { populate } from '../../access/world/world.ts';
import { actingAs } from './support/acting-as.ts';

const under = useDoor({ poolSize: 8 });
const north = idOf('gyms.north');

const as = actingAs(() => under.door);

const nameOf = ({ table }: Pick<GymTable, 'table'>) => {
  const { name, schema = 'public' } = getTableConfig(table);
  return `${schema}.${name}`;
};

/** Rows of a gym, and of all others, as text: of a table by gym or by shop. */
async function rowsOf(table: GymTable): Promise<{ ours: string[]; theirs: string[] }> {
  const { admin } = under;
  const ours = table.by === 'gym_id'
    ? admin`gym_id = ${north}`
    // One that was forgotten before is no matter of a closing.
    : admin`shop_id in (select id from shops where gym_id = ${north} and id <> ${
      idOf('shops.gone')
    })`;
  const rows = await admin<{ row: string; ours: boolean }[]>`
    select to_jsonb(t)::text as row, coalesce(${ours}, false) as ours
    from ${admin(nameOf(table))} t order by 1`;
  const of = (whose: boolean) => rows.filter((one) => one.ours === whose).map(({ row }) => row);
  return { ours: of(true), theirs: of(false) };
}

const everything = async () =>
  new Map(await Promise.all(gymTables.map(async (one) => [one, await rowsOf(one)] as const)));

/** Works until nothing is due, a few rows at a time. */
async function work() {
  const db = under.door.asSystem('test');
  await under.admin`update private.jobs set run_at = now() where kind = ${closeGyms.kind}`;
  const jobs = [registerJob(closeGyms, { db, atMost: 3 }), registerJob(redactShop, { db })];
  await runJobs({ db, jobs }, { budgetMs: 20_000 });
}

const timePasses = (column: string, by: string) =>
  under.admin`update gym_closings set ${under.admin(column)} = now() - ${by}::interval
    where gym_id = ${north} and state <> 'undone'`;

beforeAll(async () => {
  await populate(under.admin);
  await under.admin`delete from gym_closings where gym_id <> ${north}`;
});

describe('the tables of a gym', () => {
  it('are all that name a gym', async () => {
    const named = await under.admin<{ name: string }[]>`
      select table_schema || '.' || table_name as name from information_schema.columns
      join information_schema.tables using (table_schema, table_name)
      where table_schema in ('public', 'private') and column_name = 'gym_id'
        and table_type = 'BASE TABLE'`;
    const declared = gymTables.filter(({ by }) => by === 'gym_id').map(nameOf);
    expect(new Set(declared)).toEqual(new Set(named.map(({ name }) => name)));
  });

  it('are all that mailings keep of its shops', () => {
    const ofShops = Object.values(mailings).filter((each) => is(each, PgTable))
      .filter((table) => 'shop_id' in table);
    const declared = gymTables.filter(({ by }) => by === 'shop_id').map(nameOf);
    expect(ofShops.length).toBeGreaterThan(10);
    expect(declared).toEqual(expect.arrayContaining(ofShops.map((table) => nameOf({ table }))));
  });

  it('have rows in the world', async () => {
    const empty = [...await everything()].filter(([, { ours }]) => ours.length === 0);
    expect(empty.map(([table]) => nameOf(table))).toEqual([]);
  });
});

describe('closing a gym', () => {
  it('is for its managers, asked once, and undone by any of them', async () => {
    await expect(closeGym(as('instructor'), { gym_id: north })).rejects
      .toMatchObject({ code: 'not_a_manager' });
    const [closing, again] = await Promise.all([
      closeGym(as('manager'), { gym_id: north }),
      closeGym(as('deputy'), { gym_id: north }),
    ]);
    expect(again).toEqual(closing);
    expect(closing.erases_at.getTime() - Date.now()).toBeCloseTo(30 * 86_400_000, -5);
    await work();
    expect(await readClosing(as('student'), { gym_id: north })).toMatchObject({
      state: 'scheduled',
    });
    expect(await keepGym(as('deputy'), { gym_id: north })).toMatchObject({ state: 'undone' });
    await expect(keepGym(as('deputy'), { gym_id: north })).rejects
      .toMatchObject({ code: 'closing_not_found' });
  });

  it('deletes what is its own, keeps what is said, and leaves others alone', async () => {
    await closeGym(as('manager'), { gym_id: north });
    const before = await everything();
    await timePasses('erases_at', '1 second');
    await expect(keepGym(as('deputy'), { gym_id: north })).rejects
      .toMatchObject({ code: 'closing_not_found' });
    await work();
    expect(
      (await under.admin`
      select state, emptied_at is not null as emptied from gym_closings
      where gym_id = ${north} and state <> 'undone'`)[0],
    )
      .toEqual({ state: 'erasing', emptied: true });
    await timePasses('emptied_at', '2 minutes');
    await work();
    const [closing] = await under.admin`
      select state from gym_closings where gym_id = ${north} and state <> 'undone'`;
    expect(closing).toEqual({ state: 'erased' });
    const [gym] = await under.admin`
      select manager_id, address, logo, closed_at is not null as closed from gyms
      where id = ${north}`;
    expect(gym).toEqual({ manager_id: null, address: null, logo: null, closed: true });

    const after = await everything();
    for (const [table, { ours, theirs }] of after) {
      const was = before.get(table)!;
      const left = table.closing === 'erased' ? 0 : was.ours.length;
      // The trail says that it was closed.
      const more = nameOf(table) === 'public.audit_events' ? 1 : 0;
      expect(ours.length, nameOf(table)).toBe(left + more);
      expect(theirs, nameOf(table)).toEqual(was.theirs);
    }
  });

  it('leaves nobody in it, and lets nobody in', async () => {
    const [members] = await under.admin`
      select count(*)::integer from memberships where gym_id = ${north} and left_at is null
        and user_id <> ${idOf('users.deleted')}`;
    expect(members).toEqual({ count: 0 });
    for (const name of ['stranger', 'former', 'student'] as const) {
      await expect(joinGym(as(name), { gym_id: north }), name).rejects
        .toMatchObject({ code: 'gym_not_found' });
    }
  });
});

describe('joining a gym while it closes', () => {
  it('comes before or not at all', async () => {
    const south = idOf('gyms.south');
    const joiners = ['stranger', 'fellow', 'student', 'guardian'] as const;
    const [closing] = await under.admin`
      insert into gym_closings (gym_id, erases_at) values (${south}, now()) returning id`;
    await Promise.all([
      under.admin`select private.begin_gym_erasure(${closing!.id})`,
      ...joiners.map((name) => joinGym(as(name), { gym_id: south }).catch(() => {})),
    ]);
    await work();
    const [left] = await under.admin`
      select count(*)::integer from memberships where gym_id = ${south} and left_at is null`;
    expect(left).toEqual({ count: 0 });
  });
});
