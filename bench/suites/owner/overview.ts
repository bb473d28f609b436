import process from 'node:process';
import postgres, { type Sql } from 'postgres';
import { AT_RISK_DAYS } from '../../../src/db/schema/academy/attendance/at-risk-days.ts';
import { measured } from '../../line.ts';
import { compare, interleave, latency } from '../../measure.ts';
import type { Suite } from '../../suite.ts';
import { fillWithCheckIns } from '../../support/data/check-ins.ts';

/** `BENCH_GYM_CHECK_INS=50000 npm run bench -- owner` for a quick look; a member for every 250. */
const SIZE = Number(process.env.BENCH_GYM_CHECK_INS ?? 500_000);
const MANAGER = 'the manager of the bench';

/** Two in five are blue belts, for two years more or less; a tenth left and a tenth is back. */
const PASTS = `
  insert into users (subject, provider, source) values ('${MANAGER}', 'supabase', 'import');
  insert into memberships (user_id, gym_id, role, approved_at)
    select u.id, $gym, 'MANAGER', now() from users u where u.subject = '${MANAGER}';
  insert into membership_periods (user_id, gym_id, began_at, ended_at)
    select id, gym_id, now() - interval '1000 days',
      case when nth % 10 < 2 then now() - interval '200 days' end from bench.member;
  insert into membership_periods (user_id, gym_id, began_at)
    select id, gym_id, now() - interval '100 days' from bench.member where nth % 10 = 1;
  insert into graduations (user_id, gym_id, modality, belt, awarded_on, registered_on)
    select id, gym_id, 'Jiu-jitsu', 'blue', current_date - 700 - nth % 60,
      current_date - 700 - nth % 60 from bench.member where nth % 5 < 2;
  analyze membership_periods, memberships, graduations, users`;

const asked = {
  'owner.overview.year':
    `private.gym_overview($1, current_date - 365, current_date, ${AT_RISK_DAYS})`,
  'owner.overview.month':
    `private.gym_overview($1, current_date - 27, current_date, ${AT_RISK_DAYS})`,
  'owner.series.members':
    `private.gym_series($1, 'members', 'week', current_date - 365, current_date)`,
  'owner.series.check_ins':
    `private.gym_series($1, 'check_ins', 'week', current_date - 365, current_date)`,
};
type Line = keyof typeof asked;
const names = Object.keys(asked) as Line[];

/** All that a gym's check-ins are read for, and nothing done with it. */
const SCAN = `(select count(user_id), count(class_id), min(class_date), max(class_date)
  from check_ins where gym_id = $1 and status = 'present') scanned`;

/** A gym at one look, as its manager asks, against one scan of its check-ins. */
export const ownerOverview: Suite = {
  title: `the view of a gym with ${SIZE} check-ins`,
  lines: names,

  async run({ resources, progress }) {
    const database = await resources.database();
    const open = (url: string) => {
      const sql = postgres(url, { max: 1, onnotice: () => {} });
      resources.onClose(() => sql.end());
      return sql;
    };
    const [admin, owner, manager] = [
      open(database.adminUrl),
      open(database.url),
      open(database.url),
    ];
    const [gym] = await fillWithCheckIns(admin, [SIZE], 2 * SIZE, progress);
    await admin.unsafe(
      `set session_replication_role = replica; ${PASTS.replaceAll('$gym', `'${gym!.id}'`)}`,
    );
    // A function reads by itself; so does the scan.
    await owner`set max_parallel_workers_per_gather = 0`;
    await manager`set role authenticated`;
    const claims = JSON.stringify({ sub: MANAGER });
    await manager`select set_config('request.jwt.claims', ${claims}, false)`;

    const ask = (sql: Sql, from: string) =>
      latency(3, () => sql.unsafe(`select * from ${from}`, [gym!.id]));
    const samples = await interleave(
      {
        scan: ask(owner, SCAN),
        ...Object.fromEntries(names.map((name) => [name, ask(manager, asked[name])])) as Record<
          Line,
          ReturnType<typeof latency>
        >,
      },
      { rounds: 11, warmUps: 2 },
    );
    return names.map((name) =>
      measured(name, 'ms', compare(samples[name], samples.scan), { atMost: 3 })
    );
  },
};
