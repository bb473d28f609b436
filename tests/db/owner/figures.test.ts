import { beforeAll, describe, expect, it } from 'vitest';
import { useDoor } from '../../../testkit/database/door.ts';
import { members } from '../academy/attendance/support/members.ts';
import { type History, movesOf } from './support/moves.ts';

const under = useDoor();
const { gym, weekly, change, member, came } = members(() => under.admin);
const ZONE = 'America/Sao_Paulo';

/** Who was a member of the gym from when until when; the last column is somebody else's gym. */
const histories: History[] = [
  [['2025-03-01T12:00:00Z', null]],
  [['2026-02-01T12:00:00Z', '2026-03-10T12:00:00Z']],
  // Came back within the month, and a month later.
  [['2025-03-01T12:00:00Z', '2026-03-05T12:00:00Z'], ['2026-03-20T12:00:00Z', null]],
  [['2025-03-01T12:00:00Z', '2026-03-05T12:00:00Z'], ['2026-04-02T12:00:00Z', null]],
  // Came and went in March, once and twice.
  [['2026-03-04T12:00:00Z', '2026-03-06T12:00:00Z']],
  [
    ['2026-03-04T12:00:00Z', '2026-03-06T12:00:00Z'],
    ['2026-03-07T12:00:00Z', '2026-03-30T12:00:00Z'],
  ],
  // At half past ten in the evening of the last day of March, by the gym's clock.
  [['2026-04-01T01:30:00Z', null]],
  // On the first moment of April, and one millisecond before.
  [['2026-04-01T03:00:00Z', null]],
  [['2026-01-01T03:00:00Z', '2026-04-01T02:59:59.999Z']],
  [['2026-01-01T03:00:00Z', '2026-04-01T03:00:00Z']],
  // Was away for a year, and is away again.
  [['2024-01-01T12:00:00Z', '2025-01-01T12:00:00Z'], [
    '2026-03-15T12:00:00Z',
    '2026-05-01T12:00:00Z',
  ]],
  [],
];

let dojo: string;
let monday: string;
const people: string[] = [];
beforeAll(async () => {
  dojo = await gym(ZONE);
  monday = await weekly(dojo, { starts_on: '2026-01-01' });
  for (const history of histories) {
    const [[joined, left] = [null, null], ...later] = history;
    const who = await member(dojo, '2020-01-01', {}, { approved_at: joined, left_at: left });
    people.push(who);
    for (const [approved_at, left_at] of later) {
      const where = under.admin`where user_id = ${who} and gym_id = ${dojo}`;
      await under.admin`update memberships set approved_at = null, left_at = null ${where}`;
      await under.admin`update memberships set approved_at = ${approved_at} ${where}`;
      if (left_at) await under.admin`update memberships set left_at = ${left_at} ${where}`;
    }
  }
  await member(await gym(ZONE), '2026-03-10');
});

const told = (first: string, last: string, at = '2026-06-15T12:00:00Z', reader = people[0]!) =>
  under.admin`select private.overview_of(${dojo}, ${reader}, ${first}, ${last}, 14, ${at}) as told`
    .then(([row]) => row!.told);

const seriesOf = (metric: string, step: string, first: string, last: string, at: string) =>
  under.admin`select since::text, value
    from private.series_of(${dojo}, ${metric}, ${step}, ${first}, ${last}, ${at})`
    .then((rows) => rows.map(({ since, value }) => [since, value]));

describe('periods of membership', () => {
  it('are kept by what becomes of memberships, as the histories have it', async () => {
    const rows = await under.admin<{ user_id: string; began_at: Date; ended_at: Date | null }[]>`
      select user_id, began_at, ended_at from membership_periods where gym_id = ${dojo}
      order by began_at`;
    const kept = people.map((who) =>
      rows.filter(({ user_id }) => user_id === who).map(({ began_at, ended_at }) => [
        began_at.getTime(),
        ended_at?.getTime() ?? null,
      ])
    );
    const instant = (text: string | null) => text === null ? null : Date.parse(text);
    expect(kept).toEqual(
      histories.map((history) => history.map(([from, until]) => [instant(from), instant(until)])),
    );
  });
});

describe('who came and who left', () => {
  it.each([
    ['2026-03-01', '2026-03-31'],
    ['2026-04-01', '2026-04-30'],
    ['2026-03-05', '2026-03-05'],
    ['2025-06-01', '2026-05-31'],
    ['2026-03-20', '2026-04-10'],
    // To come, and half of it.
    ['2026-06-10', '2026-06-30'],
    ['2026-07-01', '2026-07-31'],
  ])('is what counting person by person comes to, from %s to %s', async (first, last) => {
    const { members } = await told(first, last);
    const expected = movesOf(histories, first, last, ZONE, '2026-06-15T12:00:00Z');
    expect(members).toEqual(expected);
    const { at_start, joined, returned, left, at_end } = members;
    expect(at_start + joined + returned - left).toBe(at_end);
  });

  it('is of each month by itself, by its end', async () => {
    for (const metric of ['members', 'joined', 'returned', 'left', 'churned'] as const) {
      const months = ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05'];
      const points = await seriesOf(
        metric,
        'month',
        '2026-01-01',
        '2026-05-31',
        '2026-06-15T12:00:00Z',
      );
      expect(points).toEqual(months.map((month) => {
        const [year, nth] = month.split('-').map(Number) as [number, number];
        const last = `${month}-${new Date(Date.UTC(year, nth, 0)).getUTCDate()}`;
        const moves = movesOf(histories, `${month}-01`, last, ZONE, '2026-06-15T12:00:00Z');
        return [`${month}-01`, moves[metric === 'members' ? 'at_end' : metric]];
      }));
    }
  });
});

describe('how classes were attended', () => {
  beforeAll(async () => {
    const wednesday = await weekly(dojo, { weekday: 3, starts_on: '2026-01-01' });
    await came(dojo, monday, people[0]!, '2026-03-02', '2026-03-09', '2026-03-30');
    await came(dojo, wednesday, people[0]!, '2026-03-04');
    await came(dojo, monday, people[1]!, '2026-03-09');
    await change(dojo, { starts_on: '2026-03-16', ends_on: '2026-03-22' });
  });

  it('is told week by week, who came twice once, and of empty weeks as well', async () => {
    const { weeks, trained, classes } = await told('2026-03-03', '2026-03-30');
    expect(weeks).toEqual([
      // From Tuesday on: Wednesday's alone.
      { week: '2026-03-02', check_ins: 1, trained: 1, held: 1 },
      { week: '2026-03-09', check_ins: 2, trained: 2, held: 2 },
      { week: '2026-03-16', check_ins: 0, trained: 0, held: 0 },
      { week: '2026-03-23', check_ins: 0, trained: 0, held: 2 },
      { week: '2026-03-30', check_ins: 1, trained: 1, held: 1 },
    ]);
    expect(trained).toBe(2);
    expect(classes.map(({ attended, held }: Record<string, number>) => [attended, held]))
      .toEqual([[3, 3], [1, 3]]);
  });

  it('is of a day by the clock of the gym, and counts no class that is not over', async () => {
    // It ends at half past seven in the evening.
    const points = (at: string) => seriesOf('held', 'week', '2026-03-23', '2026-04-12', at);
    expect(await points('2026-04-06T22:29:00Z'))
      .toEqual([['2026-03-23', 2], ['2026-03-30', 2], ['2026-04-06', 0]]);
    expect(await points('2026-04-06T22:30:00Z'))
      .toEqual([['2026-03-23', 2], ['2026-03-30', 2], ['2026-04-06', 1]]);
  });

  it('is the same in series', async () => {
    const at = '2026-06-15T12:00:00Z';
    expect(await seriesOf('check_ins', 'month', '2026-02-15', '2026-03-31', at))
      .toEqual([['2026-02-01', 0], ['2026-03-01', 5]]);
    expect(await seriesOf('trained', 'month', '2026-02-15', '2026-03-31', at))
      .toEqual([['2026-02-01', 0], ['2026-03-01', 2]]);
  });
});
