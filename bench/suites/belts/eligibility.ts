import process from 'node:process';
import postgres, { type Sql } from 'postgres';
import { measured } from '../../line.ts';
import { compare, interleave, timed } from '../../measure.ts';
import type { Suite } from '../../suite.ts';
import { fillWithBelts } from '../../support/belt-data.ts';

/** `BENCH_MEMBERS=500 npm run bench -- eligibility` for a quick look. */
const MEMBERS = Number(process.env.BENCH_MEMBERS ?? 2000);

/** The members of a gym with what they were promoted to: all that an answer about them is made of. */
const READ = `select u.id, u.first_name, u.last_name, u.birth_date, g.belt, g.degree, g.awarded_on,
    g.registered_on
  from memberships m
  join users u on u.id = m.user_id and u.deleted_at is null
  left join graduations g on g.user_id = u.id and g.modality = 'Jiu-jitsu'
  where m.gym_id = $1 and m.in_effect`;
/** How each stands to the next rank, with every condition. */
const ASSESS = `select * from private.assess_ranks($1, 'Jiu-jitsu', $2, $3, $4, current_date)`;
/** Who is due: of every rank that may come next for each of them, the first twenty. */
const DUE = `select * from private.members_due($1, 'Jiu-jitsu', current_date, null, null, 21)`;

/** How a whole gym stands to its next ranks, against reading its members and their history. */
export const eligibility: Suite = {
  title: `eligibility of ${MEMBERS} members`,
  lines: ['eligibility.assessed', 'eligibility.due'],

  async run({ resources, progress }) {
    const database = await resources.database();
    const open = (url: string) => {
      const sql: Sql = postgres(url, { max: 1, onnotice: () => {} });
      resources.onClose(() => sql.end());
      return sql;
    };
    const { gym, targets } = await fillWithBelts(open(database.adminUrl), MEMBERS);
    const sql = open(database.url);
    const samples = await interleave({
      read: () => timed(() => sql.unsafe(READ, [gym])),
      assessed: () =>
        timed(() => sql.unsafe(ASSESS, [gym, targets.people, targets.belts, targets.degrees])),
      due: () => timed(() => sql.unsafe(DUE, [gym])),
    }, { rounds: 15, warmUps: 2, onRound: progress });
    return [
      measured('eligibility.assessed', 'ms', compare(samples.assessed, samples.read), {
        atMost: 5,
      }),
      measured('eligibility.due', 'ms', compare(samples.due, samples.read)),
    ];
  },
};
