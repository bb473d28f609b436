import process from 'node:process';
import postgres from 'postgres';
import { measured } from '../../line.ts';
import { compare, interleave, timed } from '../../measure.ts';
import type { Suite } from '../../suite.ts';

/** `BENCH_MEMBERS=2000 npm run bench -- notifications.resolved` for a quick look. */
const MEMBERS = Number(process.env.BENCH_MEMBERS ?? 10_000);

/**
 * A notification to a whole gym, resolved and enqueued: whom it is for, who is told instead of a tenth
 * that are small children, by which choices and when. The floor inserts the same rows, which are known.
 */
export const resolving: Suite = {
  title: `notifications to ${MEMBERS} members`,
  lines: ['notifications.resolved'],

  async run({ resources, progress }) {
    const database = await resources.database();
    const sql = postgres(database.url, { max: 1, onnotice: () => {} });
    resources.onClose(() => sql.end());
    const gym = await fill(sql);
    const write = async () => {
      const [row] =
        await sql`insert into notifications (gym_id, automatic, title, content, audience)
        values (${gym}, true, 'News', 'The mats are new.', '{"type": "gym"}') returning id`;
      return row!.id;
    };
    const perSecond = async (work: (id: string) => Promise<unknown>) => {
      const id = await write();
      const ms = await timed(() => work(id));
      const [made] = await sql`select count(*)::integer as recipients from notification_recipients
        where notification_id = ${id}`;
      if (made!.recipients !== MEMBERS) throw new Error(`${made!.recipients} were told`);
      return MEMBERS / (ms / 1000);
    };
    await sql`select private.resolve_notification(${await write()}, now())`;
    await sql`
      create unlogged table private.known as
      select r.user_id, d.user_id as told, d.target, d.state, d.reason
      from notification_recipients r
      left join private.notification_deliveries d on d.user_id = r.user_id`;
    const samples = await interleave({
      resolved: () => perSecond((id) => sql`select private.resolve_notification(${id}, now())`),
      inserted: () =>
        perSecond((id) =>
          sql`
            with recipients as (
              insert into notification_recipients (notification_id, gym_id, user_id)
              select ${id}, ${gym}, user_id from private.known
            )
            insert into private.notification_deliveries
              (notification_id, user_id, channel, target, state, reason)
            select ${id}, told, 'push', target, state, reason from private.known
            where told is not null`
        ),
    }, { rounds: 9, warmUps: 2, onRound: progress });
    return [
      measured('notifications.resolved', '/s', compare(samples.resolved, samples.inserted), {
        atLeast: 0.5,
      }),
    ];
  },
};

/** A gym of so many, each with a device; a tenth are children of others, some have quiet hours. */
async function fill(sql: postgres.Sql): Promise<string> {
  const [gym] = await sql`insert into gyms (name) values ('Large') returning id`;
  await sql`
    with people as (
      insert into users (source, birth_date)
      select 'staff', case when n % 10 = 0 then current_date - 3000 end
      from generate_series(1, ${MEMBERS}) n
      returning id, birth_date
    ), numbered as (
      select id, birth_date, row_number() over (partition by birth_date is null order by id) as nth
      from people
    ), joined as (
      insert into memberships (user_id, gym_id, approved_at) select id, ${
    gym!.id
  }, now() from people
    ), devices as (
      insert into push_tokens (user_id, token, platform) select id, id, 'ios' from people
    ), chosen as (
      insert into notification_preferences (user_id, kind, channel, quiet_from, quiet_until)
      select id, 'announcement', 'push', '22:00', '07:00' from numbered where nth % 5 = 0
    )
    insert into guardianships (guardian_id, dependent_id, relation)
    select parent.id, child.id, 'parent' from numbered child
    join numbered parent on parent.nth = child.nth and parent.birth_date is null
    where child.birth_date is not null`;
  await sql`vacuum analyze`;
  return gym!.id;
}
