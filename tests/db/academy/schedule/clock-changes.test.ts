import { describe, expect, it } from 'vitest';
import { useDoor } from '../../../../testkit/database/door.ts';
import { academy, type ClassColumns } from './support/academy.ts';

const under = useDoor();
const at = academy(() => under.admin);

/** The starts and ends, in UTC, of one weekly class in a gym of that zone. */
async function times(timezone: string, columns: ClassColumns, first: string, last: string) {
  const gym = await at.gym(timezone);
  await at.weekly(gym, columns);
  const found = await at.occurrences(gym, first, last);
  return found.map(({ starts_at, ends_at }) => [starts_at, ends_at.slice(11, 16)].join(' to '));
}

describe('a weekly class keeps its time on the wall', () => {
  it('in São Paulo, which changed its clocks until 2019', async () => {
    const sunday = { weekday: 7, starts_at: '10:00', ends_at: '11:00' };
    expect(await times('America/Sao_Paulo', sunday, '2018-10-28', '2018-11-10')).toEqual([
      '2018-10-28T13:00:00Z to 14:00',
      '2018-11-04T12:00:00Z to 13:00',
    ]);
    expect(await times('America/Sao_Paulo', sunday, '2019-02-10', '2019-02-17')).toEqual([
      '2019-02-10T12:00:00Z to 13:00',
      '2019-02-17T13:00:00Z to 14:00',
    ]);
    expect(await times('America/Sao_Paulo', sunday, '2019-10-27', '2019-11-10')).toEqual([
      '2019-10-27T13:00:00Z to 14:00',
      '2019-11-03T13:00:00Z to 14:00',
      '2019-11-10T13:00:00Z to 14:00',
    ]);
  });

  it('in Lisbon, in the hour that is skipped and in the one that comes twice', async () => {
    const night = { weekday: 7, starts_at: '01:30', ends_at: '03:00' };
    expect(await times('Europe/Lisbon', night, '2026-03-22', '2026-04-05')).toEqual([
      '2026-03-22T01:30:00Z to 03:00',
      // 01:30 does not come: it is half an hour after the clocks went, 02:30 there.
      '2026-03-29T01:30:00Z to 03:00',
      '2026-04-05T00:30:00Z to 02:00',
    ]);
    expect(await times('Europe/Lisbon', night, '2026-10-18', '2026-11-01')).toEqual([
      '2026-10-18T00:30:00Z to 02:00',
      // 01:30 comes twice: the first counts, where Postgres alone says 01:30 UTC.
      '2026-10-25T00:30:00Z to 02:00',
      '2026-11-01T01:30:00Z to 03:00',
    ]);
  });

  it('on Lord Howe, by half an hour', async () => {
    const night = { weekday: 7, starts_at: '01:45', ends_at: '02:45' };
    expect(await times('Australia/Lord_Howe', night, '2026-03-29', '2026-04-12')).toEqual([
      '2026-03-28T14:45:00Z to 15:45',
      // From 02:00 back to 01:30, so 01:45 comes twice.
      '2026-04-04T14:45:00Z to 15:45',
      '2026-04-11T15:15:00Z to 16:15',
    ]);
    const skipped = { weekday: 7, starts_at: '02:15', ends_at: '03:15' };
    expect(await times('Australia/Lord_Howe', skipped, '2026-09-27', '2026-10-11')).toEqual([
      '2026-09-26T15:45:00Z to 16:45',
      '2026-10-03T15:45:00Z to 16:45',
      '2026-10-10T15:15:00Z to 16:15',
    ]);
  });

  it('over midnight, and ends on the next day', async () => {
    const late = { weekday: 6, starts_at: '23:00', ends_at: '00:30' };
    expect(await times('UTC', late, '2026-11-21', '2026-11-22')).toEqual([
      '2026-11-21T23:00:00Z to 00:30',
    ]);
  });
});
