import { expect, it } from 'vitest';
import * as changes from '../../../testkit/legacy/changes.ts';
import { differing, movingIn, named } from './support/moving-in.ts';

const scene = movingIn();

const tableOf = async (table: string) =>
  (await scene.moveIn()).tables.find((each) => each.table === table)!;

it('brings what changed there since, and only that', async () => {
  const { admin, old, moveIn } = scene;
  await moveIn();
  const taken = await changes.takeBack(old);
  const entered = await changes.enterCheckIns(old, 40);
  const person = await changes.rename(old, 'Inês');
  const moved = await changes.move(old);

  const report = await moveIn();
  expect(differing(report)).toEqual([]);
  const did = Object.fromEntries(
    report.tables.map(({ table, written, changed }) => [table, [written, changed]]),
  );
  expect(did).toMatchObject({ checkins: [40, 0], users: [0, 1], class: [1, 1], gyms: [0, 0] });
  // The class that overlapped with the one that was moved is held back no more.
  expect(named(report.refusals)).toEqual(
    named(scene.legacy.refused.filter(({ reason }) => reason !== 'instructor_overlap')),
  );

  const [here] = await admin`
    select (select count(*)::int from check_ins where legacy_id = any (${entered})) as entered,
      (select first_name from users where legacy_id = ${person}) as named,
      (select status from check_ins where legacy_id = ${taken}) as taken,
      (select starts_at::text from classes where legacy_id = ${moved}) as moved`;
  expect(here).toEqual({ entered: 40, named: 'Inês', taken: 'cancelled', moved: '14:00:00' });
  const again = await moveIn();
  expect(again.tables.every(({ written, changed }) => written + changed === 0)).toBe(true);
});

it('moves a check-in whose date was corrected, with the counts of both dates', async () => {
  const { admin, old, moveIn } = scene;
  const [one] = await old<[{ id: number; date: string }]>`
    select c.id, c.date from checkins c join users u on u.id = c.user_id
    where c.id % 97 <> 0 and u.deleted_at is null order by c.id limit 1`;
  await old`update checkins set date = '2001-02-03' where id = ${one.id}`;
  const counts = () =>
    admin`select d.class_date::text as date, d.seated from private.class_dates d
      join check_ins c on c.class_id = d.class_id and c.legacy_id = ${one.id}
      where d.class_date in (${one.date}, '2001-02-03') order by 1`;
  const before = await counts();
  expect(differing(await moveIn())).toEqual([]);
  expect(await counts()).toEqual([
    { date: '2001-02-03', seated: 1 },
    { date: one.date, seated: before[0]!.seated - 1 },
  ]);
});

it('erases who left there meanwhile, by the rules of every erasure', async () => {
  const { admin, old, moveIn } = scene;
  const left = await changes.leave(old);
  const report = await moveIn();
  expect(differing(report)).toEqual([]);
  expect(
    await admin`select deleted_at is not null as gone, first_name, subject is not null as known,
      identity_updated_at::text from users where legacy_id = ${left}`,
  ).toMatchObject([{ gone: true, first_name: null, known: true }]);
});

it('brings a row that was mended, and what waited for it', async () => {
  const { old, legacy, moveIn } = scene;
  const born = legacy.refused.find(({ table, id }) => table === 'users' && id === 7)!;
  await changes.mend(old, born, { birth: '1999-02-28' });
  const waited = await changes.referring(old, 'user_id', 7);
  const report = await moveIn();
  const still = named(report.refusals);
  for (const [table, ids] of Object.entries({ users: [7], ...waited })) {
    for (const id of ids) expect(still).not.toContain(expect.stringContaining(`${table} ${id} `));
  }
  expect(still.filter((line) => line.includes('manager_id'))).toEqual([
    expect.stringContaining('dangling_reference'),
  ]);
  expect(differing(report)).toEqual([]);
});

it('leaves what was changed here since, and names it', async () => {
  const { admin, old, moveIn } = scene;
  await admin`update users set first_name = 'Rita' where legacy_id = 3`;
  await old`update users set first_name = 'Outra' where id = 3`;
  const report = await moveIn();
  expect(report.changed_here).toEqual([{ table: 'users', id: 3 }]);
  expect(differing(report)).toEqual([]);
  expect(await admin`select first_name from users where legacy_id = 3`).toEqual([
    { first_name: 'Rita' },
  ]);
});

it('names what is gone there and stays here', async () => {
  const { old, moveIn } = scene;
  const [asset] = await old<[{ id: number }]>`
    delete from assets where id = (select min(id) from assets) returning id`;
  expect((await moveIn()).gone).toEqual([{ table: 'assets', id: asset.id }]);
  expect(await tableOf('assets')).toMatchObject({ gone: 1, ok: false });
});

it('holds back what only the database itself refuses, and no other row of the page', async () => {
  const { admin, old, moveIn } = scene;
  await admin.unsafe(`create function refuse_versions() returns trigger language plpgsql as $$
    begin
      if new.app_version = '7.7.7' then
        raise exception 'no' using errcode = 'check_violation', constraint = 'versions_of_taste';
      end if;
      return new;
    end $$;
    create trigger taste before insert on versions for each row execute function refuse_versions()`);
  await old`insert into versions (app_version, created_at) values
    ('7.7.6', '2024-01-01'), ('7.7.7', '2024-01-02'), ('7.7.8', '2024-01-03')`;
  const report = await moveIn();
  expect(named(report.refusals)).toContainEqual(expect.stringContaining('versions_of_taste'));
  expect(await admin`select app_version from versions where app_version like '7.%' order by 1`)
    .toEqual([{ app_version: '7.7.6' }, { app_version: '7.7.8' }]);
  expect(differing(report)).toEqual([]);
});
