import postgres from 'postgres';
import {
  inLine,
  LENGTH,
  type Member,
  members,
  type Row,
  seated,
  type State,
  type Step,
} from './check-ins-model.ts';

const DATE = '2026-11-23';
const STARTS = Date.UTC(2026, 10, 23, 18);
const instant = (minute: number) => new Date(STARTS + minute * 60_000);

/** What a state of the model and one of the database both say. */
export interface Seen {
  rows: Partial<Record<Member, Row>>;
  seated: number;
  waiting: number;
  offered: number;
  lastPlace: number;
}

export function seenOf(state: State): Seen {
  const count = (status: string) =>
    Object.values(state.rows).filter((row) => row.status === status).length;
  return {
    ...{ rows: state.rows, seated: seated(state), lastPlace: state.lastPlace },
    ...{ waiting: count('waiting'), offered: count('offered') },
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
    look: () => look(sql, class_id, people),
  };
}

async function look(
  sql: postgres.Sql,
  class_id: string,
  people: Record<string, string>,
): Promise<Seen> {
  const [seen] = await sql<(Omit<Seen, 'rows'> & { rows: Seen['rows'] | null })[]>`
    select jsonb_object_agg(p.key, jsonb_build_object(
        'status', x.status, 'place', x.place, 'arrived', x.arrived,
        'offeredUntil', extract(epoch from x.offered_until - ${instant(0)}) / 60,
        'made', extract(epoch from x.made_at - ${instant(0)}) / 60,
        'received', extract(epoch from x.received_at - ${instant(0)}) / 60,
        'by', case x.checked_in_by when x.user_id then 'self' when ${people
    .staff!} then 'staff' end,
        'reason', x.override_reason is not null
      )) as rows,
      coalesce(max(d.seated), 0) as seated, coalesce(max(d.waiting), 0) as waiting,
      coalesce(max(d.offered), 0) as offered, coalesce(max(d.last_place), 0) as "lastPlace"
    from check_ins x
    join private.class_dates d using (class_id, class_date)
    join jsonb_each_text(${sql.json(people)}) p on p.value::uuid = x.user_id
    where x.class_id = ${class_id} and x.class_date = ${DATE}`;
  return { ...seen!, rows: seen!.rows ?? {} };
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
