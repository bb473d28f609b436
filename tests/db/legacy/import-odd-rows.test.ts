import { expect, it } from 'vitest';
import { differing, movingIn } from './support/moving-in.ts';

const scene = movingIn();

const refusalsOf = async (table: string) =>
  (await scene.moveIn()).refusals.filter((each) => each.table === table);
const reportOf = async (table: string) =>
  (await scene.moveIn()).tables.find((each) => each.table === table)!;

/** Who trains, and is good. */
const regular = async (nth: number): Promise<number> =>
  (await scene.old<[{ id: number }]>`
    select u.id from users u where u.clerk_user_id like 'user_2legacy%'
      and btrim(coalesce(u.deleted_at, ''), E'\t') = ''
      and role = 'STUDENT' and id % 7 <> 0 and (select count(*) from checkins c
        where c.user_id = u.id and c.id % 97 <> 0) > 2
    order by u.id offset ${nth} limit 1`)[0].id;

it('brings rows whose ids are zero and less', async () => {
  const { old, admin, moveIn } = scene;
  await old`insert into users (id, clerk_user_id, email, role, gym_id, created_at) values
    (0, 'user_2zero', 'zero@tatame.test', 'STUDENT', 1, '2024-01-01'),
    (-5, 'user_2less', 'less@tatame.test', 'STUDENT', 1, '2024-01-01')`;
  const report = await moveIn();
  expect(differing(report)).toEqual([]);
  expect(
    await admin`select legacy_id, subject from users where legacy_id <= 0 order by 1`,
  ).toEqual([{ legacy_id: -5, subject: 'user_2less' }, { legacy_id: 0, subject: 'user_2zero' }]);
  await old`update users set first_name = 'Menos' where id = -5`;
  expect(await reportOf('users')).toMatchObject({ changed: 1 });
});

it('takes blank text for nothing, wherever it stands', async () => {
  const { old, admin, moveIn } = scene;
  await old`update users set deleted_at = E'\t' where deleted_at is null`;
  await old`update class set deleted_at = '' where deleted_at is null`;
  const before = await refusalsOf('assets');
  await old`insert into assets (class_id, title, type, content, created_at)
    select class_id, 'Vídeo', 'text', 'Passagem', '2024-01-01' from assets
    where id = (select min(id) from assets where id % 7 <> 0)`;
  const report = await moveIn();
  expect(differing(report)).toEqual([]);
  expect(report.refusals.filter(({ table }) => table === 'assets')).toEqual(before);
  expect(
    await admin`select count(*)::int as gyms from gyms where manager_id is not null`,
  ).toEqual([{ gyms: (await old`select from gyms where id % 7 <> 0`).length }]);
});

it('brings history to the gym that somebody has moved to', async () => {
  const { old, admin, moveIn } = scene;
  const [moved] = await old<[{ id: number; gym: number }]>`
    update users u set gym_id = (select max(g.id) from gyms g where g.id <> u.gym_id and g.id % 7 <> 0)
    where id = (select max(x.user_id) from graduations x join users o on o.id = x.user_id
      where x.id % 7 <> 0 and o.id % 7 <> 0 and o.gym_id is not null and o.role = 'STUDENT'
        and btrim(coalesce(o.deleted_at, ''), E'\\t') = '')
    returning id, gym_id as gym`;
  expect(differing(await moveIn())).toEqual([]);
  expect(
    await admin`select distinct g.legacy_id as gym from graduations x
      join users u on u.id = x.user_id join gyms g on g.id = x.gym_id
      where u.legacy_id = ${moved.id}`,
  ).toEqual([{ gym: moved.gym }]);
});

it('holds back whom an id was given to again, and what is theirs', async () => {
  const { old, admin, moveIn } = scene;
  const id = await regular(0);
  const mine = () =>
    admin`select count(*)::int as rows, min(u.subject) as who from check_ins c
      join users u on u.id = c.user_id where u.legacy_id = ${id}`;
  const before = await mine();
  await old`delete from users where id = ${id}`;
  await old`insert into users (id, clerk_user_id, email, role, gym_id, approved_at, created_at)
    values (${id}, 'user_2another', 'another@tatame.test', 'STUDENT', 1, '2024-01-01', '2024-01-01')`;
  const [entered] = await old<[{ id: number }]>`
    insert into checkins (user_id, class_id, date, created_at)
    select ${id}, class_id, '2019-03-04', '2019-03-04' from checkins
    where user_id = ${id} order by id limit 1 returning id`;
  for (const dry of [true, false]) {
    const { refusals } = await moveIn({ dry });
    expect(refusals).toContainEqual(
      expect.objectContaining({ table: 'users', id, reason: 'another_person' }),
    );
    expect(refusals).toContainEqual(
      expect.objectContaining({ ...{ table: 'checkins', id: entered.id }, column: 'user_id' }),
    );
  }
  expect(await mine()).toEqual(before);
});

it('does not fetch what is longer than any row here', async () => {
  const { old, moveIn } = scene;
  const rows = await old<{ id: number }[]>`
    insert into notifications (sent_by, title, content, channel, status, recipients, created_at)
    select sent_by, 'Aviso', repeat('x', 3000000), 'push', 'sent', '{}', '2024-01-01'
    from notifications where id % 7 <> 0 order by id limit 20 returning id`;
  const report = await moveIn();
  for (const { id } of rows) {
    expect(report.refusals).toContainEqual(
      expect.objectContaining({ table: 'notifications', id, reason: 'too_long' }),
    );
  }
  expect(differing(report)).toEqual([]);
  await old`delete from notifications where id = any (${rows.map(({ id }) => id)})`;
});

it('reads lists in lists alike on both sides', async () => {
  const { old, moveIn } = scene;
  const [one, two] = [await regular(1), await regular(2)];
  await old.unsafe(`update notifications set recipients = '{{000${one}},{${two}}}'
    where id = (select min(n.id) from notifications n where n.id % 7 <> 0)`);
  expect(differing(await moveIn())).toEqual([]);
});

it('names who was deleted there and is not any more: nobody is brought back', async () => {
  const { old, admin, moveIn } = scene;
  const [back] = await old<[{ id: number }]>`
    update users set deleted_at = null where id = (select max(id) from users
      where btrim(deleted_at, E' \\t') <> '' and id % 7 <> 0) returning id`;
  const report = await moveIn();
  expect(report.refusals).toContainEqual(
    expect.objectContaining({ table: 'users', id: back.id, reason: 'person_erased' }),
  );
  expect(differing(report)).toEqual([]);
  expect(
    await admin`select deleted_at is not null as gone from users where legacy_id = ${back.id}`,
  ).toEqual([{ gone: true }]);
});

it('leaves a row alone that has an old id and did not come by an import', async () => {
  const { old, admin, moveIn } = scene;
  await admin`insert into versions (app_version, legacy_id) values ('6.6.6', 660)`;
  await old`insert into versions (id, app_version, created_at) values (660, '6.6.7', '2024-01-01')`;
  for (const dry of [true, false, true]) {
    expect((await moveIn({ dry })).refusals).toContainEqual(
      expect.objectContaining({ table: 'versions', id: 660, reason: 'id_taken' }),
    );
  }
  expect(await admin`select app_version from versions where legacy_id = 660`).toEqual([
    { app_version: '6.6.6' },
  ]);
});

it('names what came over and is not here any more', async () => {
  const { admin, moveIn } = scene;
  const [lost] = await admin.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    return await tx<[{ id: number }]>`delete from graduations
      where legacy_id = (select max(legacy_id) from graduations) returning legacy_id as id`;
  });
  const report = await moveIn();
  expect(report.lost).toEqual([{ table: 'graduations', id: lost.id }]);
  expect(report.tables.find(({ table }) => table === 'graduations')).toMatchObject({
    ...{ lost: 1, ok: false },
  });
});

it('still brings what changes of a class whose teacher it has erased', async () => {
  const { old, admin, moveIn } = scene;
  const [taught] = await old<[{ id: number; instructor_id: number }]>`
    select id, instructor_id from class where id % 7 <> 0 and instructor_id is not null
      and instructor_id % 7 <> 0
      and deleted_at = '' order by id limit 1`;
  await old`update users set deleted_at = '2026-11-20T10:00:00Z' where id = ${taught.instructor_id}`;
  expect((await moveIn()).changed_here).toEqual([]);
  await old`update class set description = 'Com outra gente' where id = ${taught.id}`;
  const report = await moveIn();
  expect(report.changed_here).toEqual([]);
  expect(differing(report)).toEqual([]);
  expect(
    await admin`select description, instructor_id from classes where legacy_id = ${taught.id}`,
  ).toEqual([{ description: 'Com outra gente', instructor_id: null }]);
});

it('takes a class off the schedule as of when that was done there', async () => {
  const { old, admin, moveIn } = scene;
  const [ended] = await old<[{ id: number }]>`
    update class set deleted_at = '2026-10-01T12:00:00.000Z'
    where id = (select max(id) from class where id % 7 <> 0 and deleted_at = '') returning id`;
  expect(differing(await moveIn())).toEqual([]);
  expect(
    await admin`select deleted_at, ends_on::text from classes where legacy_id = ${ended.id}`,
  ).toEqual([{ deleted_at: new Date('2026-10-01T12:00:00Z'), ends_on: '2026-10-01' }]);
});
