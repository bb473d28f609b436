import { beforeAll, describe, expect, it } from 'vitest';
import { useDoor } from '../../../../testkit/database/door.ts';
import { members } from './support/members.ts';

const under = useDoor();
const { gym, member } = members(() => under.admin);

let dojo: string;
beforeAll(async () => {
  dojo = await gym('America/Sao_Paulo');
  const born = (first_name: string, birth_date: string) =>
    member(dojo, '2020-01-01', { first_name, birth_date });
  await born('Leap', '1992-02-29');
  await born('Before', '1990-02-28');
  await born('After', '1990-03-01');
  await born('Eve', '1991-12-31');
  await born('New', '1991-01-01');
  await born('Kid', `${new Date().getUTCFullYear() - 9}-06-15`);
  const left = { left_at: '2021-01-01' };
  await member(dojo, '2020-01-01', { first_name: 'Left', birth_date: '1990-03-01' }, left);
  await member(await gym('UTC'), '2020-01-01', { first_name: 'Other', birth_date: '1990-03-01' });
});

async function birthdays(today: string, days: number): Promise<string[]> {
  const rows = await under.admin<{ told: string }[]>`
    select concat_ws(' ', birthday, first_name, turns) as told
    from private.birthdays(${dojo}, ${today}, ${days}, null, null, 100)`;
  return rows.map(({ told }) => told).sort();
}

describe('birthdays', () => {
  it('of 29 February are on the 28th where there is no 29th', async () => {
    expect(await birthdays('2027-02-28', 0)).toEqual([
      '2027-02-28 Before 37',
      '2027-02-28 Leap 35',
    ]);
    expect(await birthdays('2028-02-28', 1)).toEqual([
      '2028-02-28 Before 38',
      '2028-02-29 Leap 36',
    ]);
    expect(await birthdays('2027-03-01', 0)).toEqual(['2027-03-01 After 37']);
    // A century without a leap year.
    expect(await birthdays('2100-02-28', 0)).toEqual([
      '2100-02-28 Before 110',
      '2100-02-28 Leap 108',
    ]);
  });

  it('go on across the turn of the year', async () => {
    expect(await birthdays('2026-12-30', 2)).toEqual(['2026-12-31 Eve 35', '2027-01-01 New 36']);
    expect(await birthdays('2026-12-30', 0)).toEqual([]);
  });

  it('of a child are told without the age', async () => {
    expect(await birthdays('2027-06-15', 0)).toEqual(['2027-06-15 Kid']);
  });

  it('are read page by page', async () => {
    const page = (date: string | null, id: string | null) =>
      under.admin<{ day: string; user_id: string }[]>`
        select birthday::text as day, user_id
        from private.birthdays(${dojo}, '2027-02-28', 1, ${date}, ${id}, 2)`;
    const [first, second] = await page(null, null);
    expect([first!.day, second!.day]).toEqual(['2027-02-28', '2027-02-28']);
    const rest = await page(second!.day, second!.user_id);
    expect(rest.map(({ day }) => day)).toEqual(['2027-03-01']);
  });

  it("are today's by the gym's clock", async () => {
    const yesterday = await gym('Pacific/Niue');
    const tomorrow = await gym('Pacific/Kiritimati');
    const [now] = await under.admin<{ niue: string; kiritimati: string }[]>`
      select (now() at time zone 'Pacific/Niue')::date::text as niue,
        (now() at time zone 'Pacific/Kiritimati')::date::text as kiritimati`;
    const seen = async (gym: string) => {
      await member(gym, '2020-01-01', { birth_date: `1990${now!.niue.slice(4)}` });
      await member(gym, '2020-01-01', { birth_date: `1990${now!.kiritimati.slice(4)}` });
      const [boss] = await under.admin<{ subject: string }[]>`
        insert into users (subject, provider, source) values (${gym}, 'clerk', 'token')
        returning id, subject`;
      await under.admin`insert into memberships (gym_id, user_id, role, approved_at)
        select ${gym}, id, 'MANAGER', now() from users where subject = ${gym}`;
      return await under.admin.begin(async (tx) => {
        await tx`select set_config('request.jwt.claims', ${
          JSON.stringify({ sub: boss!.subject })
        }, true)`;
        const rows = await tx<{ day: string }[]>`
          select birthday::text as day from private.gym_birthdays(${gym}, 0, null, null, 100)`;
        return rows.map(({ day }) => day);
      });
    };
    expect(await seen(yesterday)).toEqual([now!.niue]);
    expect(await seen(tomorrow)).toEqual([now!.kiritimati]);
  });
});

describe('who is a child', () => {
  it('is not eighteen, on every day of some years', async () => {
    const [wrong] = await under.admin<{ count: number }[]>`
      select count(*)::int from generate_series('2023-01-01'::date, '2029-01-01', '1 day') today
      cross join generate_series(-3, 3) off
      cross join lateral (select (today - interval '18 years')::date + off as birth) born
      where (birth + interval '18 years')::date > today::date
        is distinct from (birth > private.adults_born_by(today::date))`;
    expect(wrong).toEqual({ count: 0 });
  });

  it('is a year older on the birthday, born on 29 February on the 28th', async () => {
    const rows = await under.admin<{ age: number }[]>`
      select private.age_on(b, d) as age from (values
        ('2008-02-29'::date, '2026-02-27'::date), ('2008-02-29', '2026-02-28'),
        ('2008-02-29', '2028-02-28'), ('2008-02-29', '2028-02-29'),
        ('2016-12-31', '2026-12-30'), ('2016-12-31', '2026-12-31'), (null, '2026-01-01')) v (b, d)`;
    expect(rows.map(({ age }) => age)).toEqual([17, 18, 19, 20, 9, 10, null]);
  });
});
