import { expect, it } from 'vitest';
import { renderReport } from '../../../local/legacy/render-report.ts';
import { differing, movingIn, named } from './support/moving-in.ts';
import { reportHere } from './support/report-here.ts';
import { writtenBy } from './support/written-by.ts';

const scene = movingIn();

const rowsHere = async () =>
  (await scene.admin`
    select (select count(*)::int from users) + (select count(*)::int from gyms)
      + (select count(*)::int from check_ins) + (select count(*)::int from private.imported_rows)
      + (select count(*)::int from private.import_runs) as rows`)[0]!.rows as number;

it('says beforehand what would come over, and writes nothing', async () => {
  const before = await rowsHere();
  const report = await scene.moveIn({ dry: true });
  expect(named(report.refusals)).toEqual(named(scene.legacy.refused));
  expect(report.ok).toBe(false);
  expect(await rowsHere()).toBe(before);
  const written = Object.fromEntries(report.tables.map(({ table, written }) => [table, written]));
  // All but the roles, which are the product's own.
  for (const { table, read, refused } of report.tables.slice(1)) {
    const held = Object.values(refused).reduce((sum, count) => sum + count, 0);
    // A gym whose manager is held back comes over.
    expect(written[table], table).toBe(read - held + (table === 'gyms' ? 1 : 0));
  }
});

it('brings over what is good, names each bad row and nothing else, and the sums agree', async () => {
  const report = await scene.moveIn();
  expect(named(report.refusals)).toEqual(named(scene.legacy.refused));
  expect(differing(report)).toEqual([]);
  expect(report.changed_here).toEqual([]);
  for (const { table, read, there, refused } of report.tables.slice(1)) {
    const held = Object.values(refused).reduce((sum, count) => sum + count, 0);
    expect(there!.rows, table).toBe(read - held + (table === 'gyms' ? 1 : 0));
  }
  const text = renderReport(report);
  expect(text).toContain('users birth impossible_date: ');
  expect(text).toMatch(/^checkins +\d+ +3000 /m);
  expect(JSON.parse(JSON.stringify(report)).ok).toBe(false);
});

it('changes nothing when it is run again: not a block beyond the row of its own run', async () => {
  const { tables } = await writtenBy(scene.admin, async () => {
    const report = await scene.moveIn();
    expect(differing(report)).toEqual([]);
    expect(report.tables.map(({ written, changed }) => written + changed)).toEqual(
      report.tables.map(() => 0),
    );
  });
  expect(tables).toEqual(['private.import_runs']);
  const seen = await writtenBy(scene.admin, () =>
    scene.admin`update user_profiles set plan = plan
      where user_id = (select id from users where legacy_id = 1)`);
  expect(seen.tables).toEqual(['user_profiles']);
});

it('keeps who was deleted there as a tombstone, with their history and without a word', async () => {
  const gone = await scene.admin`
    select u.subject is not null as has_account, u.email, u.first_name, u.birth_date, u.phone,
      u.identity_updated_at = (l.deleted_at)::timestamptz(3) as since_then,
      (select count(*)::int from check_ins c where c.user_id = u.id) > 0 as has_history,
      not exists (select from memberships m where m.user_id = u.id and m.left_at is null) as left,
      not exists (select from push_tokens p where p.user_id = u.id) as no_device
    from users u
    join (values ${
    scene.admin((await scene.old`select id, deleted_at from users
      where deleted_at is not null and id in (select user_id from checkins)
        and id % 7 <> 0`).map(({ id, deleted_at }) => [id, deleted_at]))
  }) l (id, deleted_at) on l.id::int = u.legacy_id
    where u.deleted_at is not null`;
  expect(gone.length).toBeGreaterThan(3);
  for (const person of gone) {
    expect(person).toMatchObject({
      ...{ has_account: true, email: null, first_name: null, birth_date: null, phone: null },
      ...{ since_then: true, has_history: true, left: true, no_device: true },
    });
  }
});

it('sends nobody anything, and judges no history by rules of today', async () => {
  const [told] = await scene.admin`
    select (select count(*)::int from private.jobs where kind = 'resolve_notification') as jobs,
      (select count(*)::int from private.notification_deliveries) as deliveries,
      (select count(*)::int from audit_events where action = 'promoted') as promoted,
      (select count(*)::int from notifications where status = 'pending') as pending`;
  expect(told).toEqual({ jobs: 0, deliveries: 0, promoted: 0, pending: 0 });
});

it('notices what differs between the sides, whatever it is', async () => {
  const { admin } = scene;
  const faults: [table: string, change: string][] = [
    [
      'checkins',
      `update check_ins set class_date = '2001-01-01'
      where legacy_id = (select min(legacy_id) from check_ins)`,
    ],
    [
      'checkins',
      `update check_ins set user_id = (select max(id::text)::uuid from users
        where legacy_id is not null)
      where legacy_id = (select min(legacy_id) from check_ins)`,
    ],
    ['users', `update users set last_name = 'X' where legacy_id = 1`],
    ['gyms', `update gyms set manager_id = null where legacy_id = 1`],
    [
      'graduations',
      `delete from graduations
      where legacy_id = (select min(legacy_id) from graduations)`,
    ],
    [
      'notifications',
      `delete from notification_recipients
      where ctid = (select min(ctid) from notification_recipients)`,
    ],
    [
      'users',
      `delete from private.stripe_customers
      where ctid = (select min(ctid) from private.stripe_customers)`,
    ],
    ['users', `delete from push_tokens where ctid = (select min(ctid) from push_tokens)`],
  ];
  const { refusals } = await scene.moveIn();
  expect(differing(await reportHere(scene, refusals, async () => {}))).toEqual([]);
  for (const [table, change] of faults) {
    const found = await reportHere(scene, refusals, async (tx) => {
      await tx.unsafe(`set local session_replication_role = replica; ${change}`);
    });
    const named = [...found.changed_here, ...found.lost].map((row) => row.table);
    const noticed = [...differing(found), ...named];
    expect(noticed, change).toEqual([table]);
  }
  expect(
    await admin`select count(*)::int as rows from private.import_runs
    where ended_at is null`,
  ).toEqual([{ rows: 0 }]);
});
