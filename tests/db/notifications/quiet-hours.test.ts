import { describe, expect, it } from 'vitest';
import { useDoor } from '../../../testkit/database/door.ts';
import { NOON, notices } from './support/notices.ts';

const under = useDoor();
const on = notices(under);

/** When quiet hours that hold at an instant are over; null where none hold. */
async function end(at: string, zone: string, from: string, until: string): Promise<string | null> {
  const [row] = await under
    .admin`select private.quiet_end(${at}, ${zone}, ${from}, ${until}) as ends`;
  return row!.ends?.toISOString().replace('.000', '') ?? null;
}

describe('quiet hours', () => {
  it('hold from their first minute until their last, by the clock of a zone', async () => {
    const nap = (at: string) => end(at, 'America/Sao_Paulo', '13:00', '15:00');
    expect(await nap('2026-03-09T15:59:59Z')).toBeNull();
    expect(await nap('2026-03-09T16:00:00Z')).toBe('2026-03-09T18:00:00Z');
    expect(await nap('2026-03-09T17:59:59Z')).toBe('2026-03-09T18:00:00Z');
    expect(await nap('2026-03-09T18:00:00Z')).toBeNull();
  });

  it('go past midnight', async () => {
    const night = (at: string) => end(at, 'Asia/Tokyo', '22:00', '07:00');
    expect(await night('2026-03-09T12:59:00Z')).toBeNull();
    expect(await night('2026-03-09T13:00:00Z')).toBe('2026-03-09T22:00:00Z');
    expect(await night('2026-03-09T21:59:00Z')).toBe('2026-03-09T22:00:00Z');
    expect(await night('2026-03-09T22:00:00Z')).toBeNull();
  });

  it('are as long as the night is when clocks change', async () => {
    const night = (at: string) => end(at, 'Europe/Lisbon', '22:00', '07:00');
    // In spring the night has an hour less, in autumn one more.
    expect(await night('2026-03-28T23:00:00Z')).toBe('2026-03-29T06:00:00Z');
    expect(await night('2026-10-24T23:00:00Z')).toBe('2026-10-25T07:00:00Z');
    // An end that is skipped is later by what is skipped.
    expect(await end('2026-03-29T00:10:00Z', 'Europe/Lisbon', '22:00', '01:30'))
      .toBe('2026-03-29T01:30:00Z');
    // Of an hour that comes twice the first counts: they end in it, or last through both.
    const until = (at: string) => end(at, 'Europe/Lisbon', '22:00', '01:30');
    expect(await until('2026-10-25T00:29:00Z')).toBe('2026-10-25T00:30:00Z');
    expect(await until('2026-10-25T01:10:00Z')).toBeNull();
    expect(await end('2026-10-25T01:10:00Z', 'Europe/Lisbon', '01:30', '07:00'))
      .toBe('2026-10-25T07:00:00Z');
  });

  it("put a delivery off by the reader's own clock, or the gym's, and no other", async () => {
    const gym = await on.gym('Asia/Tokyo');
    const quiet = { quiet_from: '20:00', quiet_until: '23:00' };
    for (const [name, timezone] of [['Here', null], ['There', 'America/Sao_Paulo']] as const) {
      const id = await on.member(gym, '2025-01-01', { first_name: name });
      await on.signsIn(id, name);
      await under.admin`update users set timezone = ${timezone} where id = ${id}`;
      await on.chooses(id, quiet);
    }
    // Nine in the evening in Tokyo, nine in the morning in São Paulo.
    const id = await on.sent(gym, { type: 'gym' });
    const due = await under.admin`select target, not_before from private.notification_deliveries
      where notification_id = ${id} order by target`;
    expect(due.map(({ target, not_before }) => [target, not_before.toISOString()])).toEqual([
      ['Here', '2026-03-09T14:00:00.000Z'],
      ['There', new Date(NOON).toISOString()],
    ]);
  });
});
