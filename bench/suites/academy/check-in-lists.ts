import process from 'node:process';
import { desc, eq } from 'drizzle-orm';
import postgres, { type Sql } from 'postgres';
import { checkIns } from '../../../src/db/schema/academy/check-ins/check-ins.ts';
import type { CallerDoor } from '../../../supabase/functions/_shared/db.ts';
import { openDoors } from '../../../testkit/door/doors.ts';
import { type Line, measured } from '../../line.ts';
import { compare, interleave, latency, type Variant } from '../../measure.ts';
import type { Suite } from '../../suite.ts';
import { fillWithCheckIns, type Gym } from '../../support/data/check-ins.ts';

/** `BENCH_CHECK_INS=200000 npm run bench -- check_ins attendance` for a quick look. */
const TOTAL = Number(process.env.BENCH_CHECK_INS ?? 2_000_000);
/** A thousandth of the rows, a hundredth, and half. */
const SIZES = [TOTAL / 1_000, TOTAL / 100, TOTAL / 2];
const ROUNDS = { rounds: 15, warmUps: 2 };

type Who = 'instructor' | 'student' | 'guardian';

/** Who asks for the latest check-ins, and the filter that every list sends as well. */
const filters = {
  instructor: ({ id }: Gym) => eq(checkIns.gym_id, id),
  student: ({ student_id }: Gym) => eq(checkIns.user_id, student_id),
  guardian: ({ child_id }: Gym) => eq(checkIns.user_id, child_id),
};
const asking = Object.keys(filters) as Who[];

/** Attendance over a year, by class and the first page of members: for staff, and past the door. */
const YEAR = `current_date - 365, current_date`;
const counts: Record<string, [staff: string, owner: string]> = {
  classes: [
    `private.class_attendance($1, ${YEAR})`,
    `private.attendance_by_class($1, ${YEAR}, now())`,
  ],
  members: [
    `private.gym_attendance($1, ${YEAR}, null, null, 21)`,
    `private.attendance_page($1, ${YEAR}, now(), null, null, 21)`,
  ],
};

const linesOf = (size: number) => [
  ...asking.map((who) => `check_ins.latest.${who}.${size}`),
  ...Object.keys(counts).map((what) => `attendance.${what}.${size}`),
  `attendance.textbook.${size}`,
];

/** Check-ins as they are read, of gyms of different sizes: with row security and without. */
export const checkInLists: Suite = {
  title: `lists and counts over ${TOTAL} check-ins`,
  lines: SIZES.flatMap(linesOf),

  async run({ resources, progress }) {
    const database = await resources.database();
    const open = (url: string) => {
      const sql = postgres(url, { max: 1, onnotice: () => {} });
      resources.onClose(() => sql.end());
      return sql;
    };
    const owner = open(database.url);
    const staff = open(database.url);
    const door = openDoors(database, { poolSize: 1 });
    resources.onClose(door.end);
    const gyms = await fillWithCheckIns(open(database.adminUrl), SIZES, TOTAL, progress);
    await staff`set role authenticated`;

    const lines: Line[] = [];
    for (const gym of gyms) {
      for (const who of asking) lines.push(await latest(door, owner, gym, who));
      lines.push(...await attendance(staff, owner, gym));
      progress(lines.length, SIZES.length * linesOf(0).length);
    }
    return lines;
  },
};

/** The latest twenty through the door; the floor is the same where the table has no row security. */
async function latest(door: CallerDoor, owner: Sql, gym: Gym, who: Who): Promise<Line> {
  const db = door.asCaller({ sub: gym[who], role: 'authenticated' });
  const twenty = latency(20, () =>
    db.select().from(checkIns).where(filters[who](gym))
      .orderBy(desc(checkIns.made_at), desc(checkIns.id)).limit(20));
  const secured = (how: 'enable' | 'disable'): Variant => async () => {
    await owner.unsafe(`alter table check_ins ${how} row level security`);
    return await twenty();
  };
  const samples = await interleave({
    caller: secured('enable'),
    floor: secured('disable'),
  }, ROUNDS);
  await owner`alter table check_ins enable row level security`;
  const goal = { atMost: gym.size > TOTAL / 100 ? 2 : 1.2 };
  return measured(
    `check_ins.latest.${who}.${gym.size}`,
    'ms',
    compare(samples.caller, samples.floor),
    goal,
  );
}

/** The functions against what they run, asked by the owner; and a count as anybody would write it. */
async function attendance(staff: Sql, owner: Sql, gym: Gym): Promise<Line[]> {
  await staff`select set_config('request.jwt.claims', ${
    JSON.stringify({ sub: gym.instructor })
  }, false)`;
  const ask = (sql: Sql, from: string) =>
    latency(5, () => sql.unsafe(`select * from ${from}`, [gym.id]));
  const lines: Line[] = [];
  for (const [what, [gate, inner]] of Object.entries(counts)) {
    const samples = await interleave({ staff: ask(staff, gate), owner: ask(owner, inner) }, ROUNDS);
    const against = compare(samples.staff, samples.owner);
    lines.push(measured(`attendance.${what}.${gym.size}`, 'ms', against, { atMost: 1.2 }));
  }
  const textbook = `(select class_id, count(*), max(class_date) from check_ins where gym_id = $1
    and status = 'present' and class_date between current_date - 365 and current_date
    group by class_id) counted`;
  const samples = await interleave(
    { staff: ask(staff, textbook), owner: ask(owner, textbook) },
    ROUNDS,
  );
  const against = compare(samples.staff, samples.owner);
  return [...lines, measured(`attendance.textbook.${gym.size}`, 'ms', against)];
}
