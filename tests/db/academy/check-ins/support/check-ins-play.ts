import postgres from 'postgres';
import {
  inLine,
  LENGTH,
  type Member,
  members,
  seated,
  type State,
  type Step,
} from './check-ins-model.ts';

const DATE = '2026-11-23';
const STARTS = Date.UTC(2026, 10, 23, 18);
const instant = (minute: number) => new Date(STARTS + minute * 60_000);

/** What a state of the model and one of the database both say. */
export interface Seen extends Pick<State, 'capacity' | 'cancelled' | 'members' | 'erased'> {
  rows: State['rows'];
  /** As the database counted them. */
  counts: { seated: number; waiting: number; offered: number; lastPlace: number };
}

export function seenOf(state: State): Seen {
  const { rows, capacity, cancelled, members, erased, lastPlace } = state;
  const count = (status: string) =>
    Object.values(rows).filter((row) => row.status === status).length;
  return {
    ...{ rows, capacity, cancelled, members, erased },
    counts: {
      ...{ seated: seated(state), waiting: count('waiting'), offered: count('offered') },
      lastPlace,
    },
  };
}

/**
 * Lets triggers go by a clock that is turned by hand, `tests.now`, where the functions that do their
 * work are told the time anyway.
 */
export async function turnClocks(sql: postgres.Sql): Promise<void> {
  const sources = await sql<{ source: string }[]>`
    select pg_get_functiondef(p.oid) as source from pg_proc p
    where p.pronamespace = 'private'::regnamespace
      and p.proname in ('follow_schedule', 'release_member')`;
  for (const { source } of sources) {
    const turned = source.replaceAll('now()', "current_setting('tests.now')::timestamptz");
    if (turned === source) throw new Error(`It asks no clock: ${source}`);
    await sql.unsafe(turned);
  }
}

/** The scene of the model: a gym with a class, staff and members, and what is true of its date. */
export interface Scene {
  doStep(step: Step, now: number): Promise<string>;
  look(): Promise<Seen>;
}

export async function openScene(
  sql: postgres.Sql,
  { waitlist, capacity, bookableFrom, cancelUntil }: State,
): Promise<Scene> {
  const length = `${LENGTH} minutes`;
  const [scene] = await sql<{ gym: string; class: string; people: Record<string, string> }[]>`
    with gym as (
      insert into gyms (name, timezone, waitlist) values ('Dojo', 'UTC', ${waitlist}) returning id
    ), class as (
      insert into classes (gym_id, weekday, starts_at, ends_at, starts_on, modality, capacity,
        bookable_from_hours, cancel_until_minutes)
      select id, 1, '18:00', '18:00'::time + ${length}::interval, '2026-01-01', 'Jiu-jitsu',
        ${capacity}, ${bookableFrom && bookableFrom / -60}, ${cancelUntil && -cancelUntil} from gym
      returning id
    ), people as (
      insert into users (subject, provider, source, first_name)
      select gen_random_uuid(), 'clerk', 'token', name
      from unnest(${[...members, 'staff']}::text[]) name
      returning id, first_name
    ), memberships as (
      insert into memberships (user_id, gym_id, approved_at, role)
      select people.id, gym.id, '2020-01-01',
        case first_name when 'staff' then 'INSTRUCTOR' else 'STUDENT' end
      from people, gym
    )
    select (select id from gym) as gym, (select id from class) as class,
      (select jsonb_object_agg(first_name, id) from people) as people`;
  const { gym, class: class_id, people } = scene!;

  /** As `tests.now`, for triggers. */
  const at = (now: number, work: (tx: postgres.TransactionSql) => postgres.PendingQuery<[]>) =>
    sql.begin((tx) => [
      tx`select set_config('tests.now', ${instant(now).toISOString()}, true)`,
      work(tx),
    ]);
  const checkIn = (who: Member, now: number, ago: number, asStaff: boolean, reason: boolean) =>
    sql<
      postgres.Row[]
    >`select refusal, (check_in).status, (check_in).place from private.check_in_person(
      ${class_id}, ${DATE}, ${people[who]!}, ${instant(now - ago)}, ${instant(now)},
      ${people[asStaff ? 'staff' : who]!}, ${asStaff}, ${reason ? 'A reason' : null})`;
  const cancel = (who: Member, now: number, asStaff: boolean) =>
    sql<postgres.Row[]>`select c.refusal, (c.check_in).status, (c.check_in).place from check_ins x
      cross join private.cancel_for_person(x.id, ${instant(now)}, ${asStaff}, null) c
      where x.class_id = ${class_id} and x.class_date = ${DATE} and x.user_id = ${people[who]!}`;

  async function attempt(step: Step, now: number): Promise<readonly postgres.Row[] | undefined> {
    switch (step.does) {
      case 'book':
        return await sql<postgres.Row[]>`select refusal, (check_in).status, (check_in).place
          from private.book_person(${class_id}, ${DATE}, ${people[step.who]!}, ${instant(now)})`;
      case 'checkIn':
        return await checkIn(step.who, now, step.ago, false, false);
      case 'staffCheckIn':
        return await checkIn(step.who, now, step.ago, true, step.reason);
      case 'cancel':
      case 'staffCancel':
        return await cancel(step.who, now, step.does === 'staffCancel');
      case 'answer':
        return await sql<
          postgres.Row[]
        >`select a.refusal, (a.check_in).status, (a.check_in).place from check_ins x
          cross join private.answer_for_person(x.id, ${step.accepts}, ${instant(now)}) a
          where x.class_id = ${class_id} and x.class_date = ${DATE}
            and x.user_id = ${people[step.who]!}`;
      case 'leave':
        return void await at(now, (tx) =>
          tx`update memberships set left_at = ${instant(now)}
            where user_id = ${people[step.who]!} and gym_id = ${gym} and left_at is null`);
      case 'rejoin':
        return void await sql`update memberships m set left_at = null from users u
          where m.user_id = ${people[step.who]!} and m.gym_id = ${gym} and m.left_at is not null
            and u.id = m.user_id and u.deleted_at is null`;
      case 'erase':
        return void await at(
          now,
          (tx) => tx`select from private.erase_user(${people[step.who]!}, now())`,
        );
      case 'close':
        return void await at(
          now,
          (tx) =>
            tx`insert into class_changes (gym_id, kind, starts_on, ends_on)
            values (${gym}, 'cancelled', ${DATE}, ${DATE})`,
        );
      case 'callOff':
        return void await at(
          now,
          (tx) =>
            tx`insert into class_changes (gym_id, kind, class_id, class_date)
            values (${gym}, 'cancelled', ${class_id}, ${DATE}) on conflict do nothing`,
        );
      case 'reopen':
        return void await sql`delete from class_changes where gym_id = ${gym}`;
      case 'resize':
        return void await at(
          now,
          (tx) => tx`update classes set capacity = ${step.capacity} where id = ${class_id}`,
        );
      case 'tend':
        return void await sql`select private.tend_class_dates(${instant(now)}, 1000)`;
    }
  }

  return {
    async doStep(step, now) {
      const rows = await attempt(step, now);
      if (!rows) return 'done';
      const [row] = rows;
      if (!row) return 'check_in_not_found';
      return row.refusal ?? `${row.status} ${row.place}`;
    },
    look: () => look(sql, { gym, class_id, people }),
  };
}

async function look(
  sql: postgres.Sql,
  { gym, class_id, people }: { gym: string; class_id: string; people: Record<string, string> },
): Promise<Seen> {
  const minute = (column: string) => sql`extract(epoch from ${sql(column)} - ${instant(0)}) / 60`;
  const [seen] = await sql<Seen[]>`
    with people as (
      select p.key as who, u.id, u.deleted_at, m.in_effect
      from jsonb_each_text(${sql.json(people)}) p
      join users u on u.id = p.value::uuid
      join memberships m on m.user_id = u.id and m.gym_id = ${gym} and m.role = 'STUDENT'
    )
    select c.capacity, counts,
      array(select who from people where in_effect order by who) as members,
      array(select who from people where deleted_at is not null order by who) as erased,
      array(
        select distinct case when class_id is null then 'close' else 'callOff' end
        from class_changes where gym_id = ${gym} order by 1
      ) as cancelled,
      coalesce((
        select jsonb_object_agg(p.who, jsonb_build_object(
          'status', x.status, 'place', x.place, 'arrived', x.arrived,
          'offeredUntil', ${minute('offered_until')}, 'movedUp', ${minute('promoted_at')},
          'made', ${minute('made_at')}, 'received', ${minute('received_at')},
          'by', case x.checked_in_by when x.user_id then 'self'
            when ${people.staff!} then 'staff' end,
          'reason', x.override_reason is not null
        ))
        from check_ins x join people p on p.id = x.user_id
        where x.class_id = c.id and x.class_date = ${DATE}
      ), '{}') as rows
    from classes c
    left join private.class_dates d on d.class_id = c.id and d.class_date = ${DATE}
    cross join lateral jsonb_build_object(
      'seated', coalesce(d.seated, 0), 'waiting', coalesce(d.waiting, 0),
      'offered', coalesce(d.offered, 0), 'lastPlace', coalesce(d.last_place, 0)
    ) counts
    where c.id = ${class_id}`;
  return { ...seen! };
}

/** What must be so whatever was done, told of those for whom it is not. */
export function brokenRules(before: State, after: State, { does }: Step): string[] {
  const full = after.capacity !== null && seated(after) >= after.capacity;
  const byStaff = does === 'staffCheckIn';
  const takenFrom = (who: Member) =>
    before.rows[who]?.status === 'waiting' && after.rows[who]!.status !== 'waiting' &&
    after.rows[who]!.status !== 'cancelled';
  const passedOver = inLine(after).filter((who) =>
    before.rows[who]?.status === 'waiting' &&
    members.some((other) => takenFrom(other) && before.rows[other]!.place > before.rows[who]!.place)
  );
  const places = Object.values(after.rows).map(({ place }) => place);
  return [
    ...!byStaff && full && seated(after) > Math.max(after.capacity!, seated(before))
      ? ['more are seated than there are places']
      : [],
    ...inLine(after).length > 0 && !full ? ['somebody waits beside a free place'] : [],
    ...byStaff ? [] : passedOver.map((who) => `${who} was passed over`),
    ...new Set(places).size < places.length ? ['two have one place in line'] : [],
  ];
}
