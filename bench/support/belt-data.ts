import type { Sql } from 'postgres';

/** The adult ranks, each with a stripe on the way, and how long between two of them. */
const LADDER = ['blue', 'purple', 'brown', 'black'];

interface Targets {
  people: string[];
  belts: string[];
  degrees: number[];
}

/**
 * Fills a database with a gym of so many members and nine more of its size: a third never promoted,
 * the others up to black, with stripes. Answers the gym, and the next belt of each of its members.
 */
export async function fillWithBelts(
  admin: Sql,
  members: number,
): Promise<{ gym: string; targets: Targets }> {
  const gyms = await admin<{ id: string }[]>`
    insert into gyms (name, timezone) select 'Gym ' || n, 'UTC' from generate_series(1, 10) n
    returning id`;
  await admin.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    for (const { id: gym } of gyms) {
      await tx`
        with people as (
          insert into users (source, first_name, last_name, birth_date)
          select 'staff', 'Member', n::text, date '1970-01-01' + n * 7 % 12000
          from generate_series(1, ${members}::int) n
          returning id
        )
        insert into memberships (user_id, gym_id, approved_at)
        select id, ${gym}, '2015-01-01' from people`;
      await tx`
        insert into graduations (user_id, gym_id, modality, belt, degree, awarded_on, registered_on)
        select m.user_id, m.gym_id, 'Jiu-jitsu', (${LADDER}::text[])[1 + step / 2], step % 2,
          date '2015-03-01' + step * 300 + m.nth::int % 250, date '2015-03-01' + step * 300 + m.nth::int % 250
        from (
          select user_id, gym_id, row_number() over (order by user_id) as nth
          from memberships where gym_id = ${gym}
        ) m
        cross join lateral generate_series(0, m.nth::int % 12 - 5) step
        where step < 8`;
    }
  });
  await admin`analyze`;
  const gym = gyms[4]!.id;
  const [targets] = await admin<[Targets]>`
    select array_agg(m.user_id) as people,
      array_agg(coalesce(next.belt, 'blue')) as belts, array_agg(0) as degrees
    from memberships m
    left join lateral (
      select (${[
    ...LADDER.slice(1),
    'black',
  ]}::text[])[array_position(${LADDER}::text[], g.belt)] as belt
      from graduations g where g.user_id = m.user_id order by g.awarded_on desc limit 1
    ) next on true
    where m.gym_id = ${gym}`;
  return { gym, targets };
}
