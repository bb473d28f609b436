import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { useDoor } from '../../../testkit/database/door.ts';

const under = useDoor();

interface Window {
  zone: string;
  from?: string | null;
  until?: string | null;
  days?: number[] | null;
}

async function next(at: string, { zone, from = null, until = null, days = null }: Window) {
  const [row] = await under.admin`select private.next_sending_time(
    ${at}::timestamptz, ${zone}, ${from}::time, ${until}::time, ${days}::smallint[]) as at`;
  return (row!['at'] as Date).toISOString().replace('.000', '');
}

/** By the definition, minute by minute, with another library's reckoning. */
function slowly(at: string, { zone, from, until, days }: Window): string {
  const nights = (date: Temporal.PlainDate) => {
    const start = date.toPlainDateTime(from!).toZonedDateTime(zone, {
      disambiguation: 'compatible',
    });
    const last = until! < from! ? date.add({ days: 1 }) : date;
    const end = last.toPlainDateTime(until!).toZonedDateTime(zone, { disambiguation: 'later' });
    return { start: start.epochMilliseconds, end: end.epochMilliseconds };
  };
  for (let instant = Temporal.Instant.from(at);; instant = nextMinute(instant)) {
    const wall = instant.toZonedDateTimeISO(zone);
    const time = wall.toPlainTime().toString().slice(0, 5);
    const ms = instant.epochMilliseconds;
    const shown = from && until &&
      (until < from ? time >= from || time < until : time >= from && time < until);
    const within = from && [wall.toPlainDate(), wall.toPlainDate().subtract({ days: 1 })]
      .map(nights).some(({ start, end }) => start <= ms && ms < end);
    const closed = days && !days.includes(wall.dayOfWeek);
    if (!shown && !within && !closed) return instant.toString();
  }
}

const nextMinute = (instant: Temporal.Instant) =>
  Temporal.Instant.fromEpochMilliseconds(
    (Math.floor(instant.epochMilliseconds / 60_000) + 1) * 60_000,
  );

describe('the next time at which something may be sent', () => {
  it('is now, unless it is quiet or the wrong day', async () => {
    const lisbon = { zone: 'Europe/Lisbon' };
    expect(await next('2026-03-09T12:00:30Z', lisbon)).toBe('2026-03-09T12:00:30Z');
    const night = { ...lisbon, from: '22:00', until: '08:00' };
    expect(await next('2026-03-09T21:59:59Z', night)).toBe('2026-03-09T21:59:59Z');
    expect(await next('2026-03-09T22:00:00Z', night)).toBe('2026-03-10T08:00:00Z');
    const weekdays = { ...night, days: [1, 2, 3, 4, 5] };
    expect(await next('2026-03-13T23:00:00Z', weekdays)).toBe('2026-03-16T08:00:00Z');
  });

  it('is right on the nights on which clocks change', async () => {
    const until = { zone: 'Europe/Berlin', from: '22:00', until: '02:30' };
    // 02:30 is skipped, and 03:30 stands for it.
    expect(await next('2026-03-29T00:50:00Z', until)).toBe('2026-03-29T01:30:00Z');
    // It comes twice: none of it is used before the second.
    expect(await next('2026-10-25T00:15:00Z', until)).toBe('2026-10-25T01:30:00Z');
    expect(await next('2026-10-25T00:45:00Z', until)).toBe('2026-10-25T01:30:00Z');
    // Quiet begins within the doubled hour: it does not open again in the second.
    const from = { zone: 'Europe/Berlin', from: '02:30', until: '08:00' };
    expect(await next('2026-10-25T00:29:00Z', from)).toBe('2026-10-25T00:29:00Z');
    expect(await next('2026-10-25T01:10:00Z', from)).toBe('2026-10-25T07:00:00Z');
  });

  it('is what going through the minutes comes to', async () => {
    const changes = [
      ...[['Europe/Lisbon', '2026-03-29T01:00Z'], ['Europe/Lisbon', '2026-10-25T01:00Z']] as const,
      ...[['America/New_York', '2026-03-08T07:00Z'], [
        'America/New_York',
        '2026-11-01T06:00Z',
      ]] as const,
      ...[['Australia/Lord_Howe', '2026-04-04T15:00Z']] as const,
      ...[['Australia/Lord_Howe', '2026-10-03T15:30Z'], [
        'America/Santiago',
        '2026-09-06T04:00Z',
      ]] as const,
      ...[['America/Santiago', '2026-04-05T03:00Z'], ['Asia/Tokyo', '2026-06-01T00:00Z']] as const,
    ];
    const time = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 15, 30, 40))
      .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...changes),
        fc.integer({ min: -2_000, max: 2_000 }),
        fc.tuple(time, time).filter(([from, until]) => from !== until),
        fc.option(fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 })),
        async ([zone, change], minutes, [from, until], days) => {
          const at = Temporal.Instant.from(change).add({ minutes }).toString();
          const window = { zone, from, until, days };
          expect(await next(at, window)).toBe(slowly(at, window));
        },
      ),
      { numRuns: 60 * Number(process.env.PROOF_ROUNDS ?? 1) },
    );
  });
});
