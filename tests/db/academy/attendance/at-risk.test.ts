import { beforeAll, describe, expect, it } from 'vitest';
import { useDoor } from '../../../../testkit/database/door.ts';
import { members } from './support/members.ts';

const under = useDoor();
const { gym, weekly, change, member, came } = members(() => under.admin);

let dojo: string;
let monday: string;
beforeAll(async () => {
  dojo = await gym('UTC');
  monday = await weekly(dojo, { starts_on: '2024-01-01' });
  const who = (first_name: string, joined: string, columns = {}) =>
    member(dojo, joined, { first_name }, columns);
  await who('Never', '2026-02-20');
  await who('New', '2026-03-20');
  await came(dojo, monday, await who('Stopped', '2025-01-01'), '2026-03-02', '2026-02-23');
  await came(dojo, monday, await who('Regular', '2025-01-01'), '2026-03-23');
  // Who came back has not been there since.
  await came(dojo, monday, await who('Back', '2026-03-03'), '2025-06-02');
  // More than a year away: still known as who came once.
  await came(dojo, monday, await who('Long', '2024-01-01'), '2024-06-03');
  await who('Teacher', '2024-01-01', { role: 'INSTRUCTOR' });
  await who('Left', '2024-01-01', { left_at: '2025-01-01' });
});

const atRisk = (days: number, gym = dojo, after: [string | null, string | null] = [null, null]) =>
  under.admin`
    select first_name, reason, since::text, days_away, missed, user_id
    from private.absent_members(${gym}, ${days}, '2026-03-24T12:00:00Z', ${after[0]}, ${
    after[1]
  }, 3)`;

describe('members at risk', () => {
  it('are students who stay away, the longest first, with the reason', async () => {
    const first = await atRisk(14);
    expect(first.map(({ user_id: _, ...row }) => row)).toEqual([
      {
        ...{ first_name: 'Long', reason: 'stopped_coming', since: '2024-06-03' },
        // Mondays of the last 365 days.
        ...{ days_away: 659, missed: 53 },
      },
      {
        ...{ first_name: 'Never', reason: 'never_came', since: '2026-02-20' },
        ...{ days_away: 32, missed: 5 },
      },
      {
        ...{ first_name: 'Stopped', reason: 'stopped_coming', since: '2026-03-02' },
        ...{ days_away: 22, missed: 3 },
      },
    ]);
    const last = first.at(-1)!;
    const rest = await atRisk(14, dojo, [last.since, last.user_id]);
    expect(rest.map(({ first_name, reason, missed }) => [first_name, reason, missed]))
      .toEqual([['Back', 'never_came', 3]]);
  });

  it('are away for as many days as the gym says', async () => {
    expect((await atRisk(22)).map(({ first_name }) => first_name))
      .toEqual(['Long', 'Never', 'Stopped']);
    expect((await atRisk(23)).map(({ first_name }) => first_name)).toEqual(['Long', 'Never']);
  });

  it('have missed something: nobody is at risk of a gym that was closed', async () => {
    const closed = await gym('UTC');
    const only = await weekly(closed, { starts_on: '2026-01-01' });
    await came(closed, only, await member(closed, '2026-01-01'), '2026-03-02');
    await change(closed, { starts_on: '2026-03-03', ends_on: '2026-03-31' });
    expect(await atRisk(14, closed)).toEqual([]);
  });
});
