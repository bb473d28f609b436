import { beforeAll, describe, expect, it } from 'vitest';
import { useDoor } from '../../../../testkit/database/door.ts';
import { members } from '../../academy/attendance/support/members.ts';
import { belts, type Condition, written } from './support/belts.ts';

const under = useDoor();
const { gym, weekly, member, came } = members(() => under.admin);
const { promoted, won } = belts(() => under.admin);

let dojo: string;
let mat: string;
let nogi: string;
beforeAll(async () => {
  dojo = await gym('UTC');
  mat = await weekly(dojo, { starts_on: '2024-01-01', modality: 'Aikido' });
  nogi = await weekly(dojo, { starts_on: '2024-01-01', weekday: 2, modality: 'Yoga' });
  const rules = [
    { requirement: 'classes', condition: 'classes', threshold: 2, since: 'belt', article: '1' },
    { requirement: 'age', condition: 'age', threshold: 18, article: '2' },
    { requirement: 'stripes', condition: 'stripes', threshold: 2, article: '3' },
  ];
  const rank = { group: 'adult', first_degree: 0, degrees: 4 };
  await under.admin`select private.put_rank_system(
    ${dojo}, 'Aikido', 'Ours', '1', '2024-01-01', null, array['Aikido'],
    ${
    under.admin.json([
      { ...rank, belt: 'white', name: 'White', rules: [] },
      { ...rank, belt: 'blue', name: 'Blue', rules },
    ])
  })`;
});

interface Answer {
  belt: string;
  eligible: boolean;
  earliest: string | null;
  conditions: Condition[];
}
async function assess(who: string, on: string, belt = 'blue', degree = 0, art = 'Aikido') {
  const [answer] = await under.admin<Answer[]>`
    select belt, eligible, earliest::text, conditions from private.assess_ranks(
      ${dojo}, ${art}, ${[who]}, ${[belt]}, ${[degree]}::int[], ${on}
    )`;
  return answer && {
    eligible: answer.eligible,
    earliest: answer.earliest,
    failing: answer.conditions.filter(({ holds }) => !holds).map(written),
  };
}
const white = (awarded_on: string, degree = 0) => ({ belt: 'white', degree, awarded_on });

describe('eligibility by rules of a gym', () => {
  it('counts classes of the art since the promotion, stripes and full years', async () => {
    const who = await member(dojo, '2024-01-01', { birth_date: '2008-02-29' });
    await promoted(dojo, who, [white('2026-01-05'), white('2026-01-20', 2)], 'Aikido');
    // The day of the promotion is before it; a class of yoga is none of the art.
    await came(dojo, mat, who, '2025-12-29', '2026-01-05', '2026-01-12', '2026-01-19');
    await came(dojo, nogi, who, '2026-01-13');
    expect(await assess(who, '2026-01-18')).toEqual({
      ...{ eligible: false, earliest: null },
      failing: ['classes 1 (1 of 2)', 'age 2 (17 of 18)', 'stripes 3 (0 of 2)'],
    });
    expect(await assess(who, '2026-02-27')).toEqual({
      ...{ eligible: false, earliest: '2026-02-28', failing: ['age 2 (17 of 18)'] },
    });
    expect(await assess(who, '2026-02-28')).toEqual({
      ...{ eligible: true, earliest: '2026-02-28', failing: [] },
    });
  });

  it('says that a birth date is missing', async () => {
    const who = await member(dojo, '2024-01-01');
    await promoted(dojo, who, [white('2026-01-05', 2)], 'Aikido');
    await came(dojo, mat, who, '2026-01-12', '2026-01-19');
    expect(await assess(who, '2026-03-01')).toEqual({
      ...{ eligible: false, earliest: null, failing: ['birth_date 2 (null of 18)'] },
    });
    const jiuJitsu = await assess(who, '2026-07-01', 'blue', 0, 'Jiu-jitsu');
    expect(jiuJitsu!.failing).toEqual(['birth_date 2.1.2 II (null of 16)']);
  });

  it('leaves stripes to the teacher, but not backwards, nor more than there are', async () => {
    const who = await member(dojo, '2024-01-01', { birth_date: '1990-01-01' });
    await promoted(dojo, who, [white('2026-01-05', 2)], 'Aikido');
    expect(await assess(who, '2026-03-01', 'white', 3)).toEqual({
      ...{ eligible: true, earliest: null, failing: [] },
    });
    for (const degree of [1, 2]) {
      expect(await assess(who, '2026-03-01', 'white', degree)).toEqual({
        ...{ eligible: false, earliest: null, failing: ['from_rank null'] },
      });
    }
    expect(await assess(who, '2026-03-01', 'white', 5)).toBeUndefined();
    expect(await assess(who, '2026-03-01', 'violet')).toBeUndefined();
    // Before the first version there was nothing to be.
    expect(await assess(who, '2023-12-31')).toBeUndefined();
  });

  it('counts what another gym awarded, and nothing that was taken back or came later', async () => {
    const who = await member(dojo, '2024-01-01', { birth_date: '1990-01-01' });
    const elsewhere = await gym('Asia/Tokyo');
    await promoted(elsewhere, who, [
      { belt: 'blue', awarded_on: '2024-07-01' },
      { belt: 'brown', awarded_on: '2024-08-01' },
    ]);
    await under.admin.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`insert into graduations (user_id, gym_id, modality, belt, awarded_on, registered_on,
          voids, void_reason)
        select user_id, gym_id, modality, belt, awarded_on, registered_on, id, 'A slip'
        from graduations where user_id = ${who} and belt = 'brown'`;
    });
    await won(
      dojo,
      who,
      [{ title: 'adult_world_champion', belt: 'blue', won_on: '2024-09-01' }],
      'Judo',
    );
    const purple = (on: string) => assess(who, on, 'purple', 0, 'Jiu-jitsu');
    expect(await purple('2026-06-30')).toMatchObject({ eligible: false, earliest: '2026-07-01' });
    expect(await purple('2026-07-01')).toMatchObject({ eligible: true });
    // The day before the promotion they were white.
    expect((await purple('2024-06-30'))!.failing).toEqual(['from_rank 1.2']);
  });
});

describe('the ranks that may come next', () => {
  const next = async (who: string, on: string) =>
    (await under.admin`
      select belt, degree, ruled from private.next_ranks(
        ${dojo}, private.rank_system_in_force(${dojo}, 'Jiu-jitsu', ${on}), 'Jiu-jitsu', ${[
      who,
    ]}, ${on}
      ) order by position, degree`)
      .map(({ belt, degree, ruled }) => `${belt}/${degree}${ruled ? '' : ' freely'}`);

  it("are the nearest of the children's, and all that the rank leads to of the others", async () => {
    const child = await member(dojo, '2024-01-01', { birth_date: '2016-06-01' });
    expect(await next(child, '2026-07-01')).toEqual(['white/1 freely', 'grey_white/0', 'blue/0']);
    await promoted(dojo, child, [{ belt: 'green_white', awarded_on: '2029-07-01' }]);
    expect(await next(child, '2031-12-31'))
      .toEqual(['green_white/1 freely', 'green/0', 'blue/0', 'purple/0']);
    // In the year of sixteen no belt of children comes any more.
    expect(await next(child, '2032-01-01')).toEqual(['green_white/1 freely', 'blue/0', 'purple/0']);
  });

  it('go on with degrees, to the last one', async () => {
    const master = await member(dojo, '2024-01-01', { birth_date: '1950-06-01' });
    await promoted(dojo, master, [{ belt: 'black', degree: 6, awarded_on: '2010-01-01' }]);
    expect(await next(master, '2026-07-01')).toEqual(['red_black/7']);
    await promoted(dojo, master, [{ belt: 'red', degree: 10, awarded_on: '2011-01-01' }]);
    expect(await next(master, '2026-07-01')).toEqual([]);
  });
});

describe('who is due', () => {
  const due = async (
    hall: string,
    on: string,
    after: [string, string] | [null, null] = [null, null],
  ) => (await under.admin`
      select first_name, rank ->> 'belt' as rank, next ->> 'belt' as next, sort_date, user_id
      from private.members_due(${hall}, 'Jiu-jitsu', ${on}, ${after[0]}, ${after[1]}, 3)`);

  it('stands first, then the others by the day, and no day last', async () => {
    const hall = await gym('UTC');
    const who = (first_name: string, birth_date?: string) =>
      member(hall, '2020-01-01', birth_date ? { first_name, birth_date } : { first_name });
    await promoted(hall, await who('Later', '1990-01-01'), [
      { belt: 'purple', awarded_on: '2026-06-01' },
    ]);
    await promoted(hall, await who('Soon', '1990-01-01'), [
      { belt: 'purple', awarded_on: '2025-02-01' },
    ]);
    await who('Young', '2015-01-01');
    await who('Unknown');
    await member(hall, '2020-01-01', { first_name: 'Left' }, { left_at: '2021-01-01' });
    const first = await due(hall, '2026-07-01');
    const told = (rows: typeof first) =>
      rows.map(({ first_name, rank, next, sort_date }) => [first_name, rank, next, sort_date]);
    expect(told(first)).toEqual([
      ['Young', 'white', 'grey_white', '2019-01-01'],
      ['Soon', 'purple', 'brown', '2026-08-01'],
      ['Later', 'purple', 'brown', '2027-12-01'],
    ]);
    const last = first.at(-1)!;
    expect(told(await due(hall, '2026-07-01', [last.sort_date, last.user_id])))
      .toEqual([['Unknown', 'white', 'grey_white', 'infinity']]);
  });
});
