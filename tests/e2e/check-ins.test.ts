import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { call } from '../../testkit/http/call.ts';
import { type Someone, someone } from './support/callers.ts';
import { gymWithPeople, idOf } from './support/gym-people.ts';

const MINUTE = 60_000;

/** The clock of a gym in São Paulo, which has no summer time since 2019: three hours behind UTC. */
const wall = (ms: number) => new Date(ms - 180 * MINUTE).toISOString();

/** A class that began half an hour ago, or some minutes later, as it is put on a schedule. */
function around(minutes = 0) {
  const starts = Date.now() + (minutes - 30) * MINUTE;
  const class_date = wall(starts).slice(0, 10);
  return {
    class_date,
    body: {
      ...{ weekday: new Date(`${class_date}T12:00:00Z`).getUTCDay() || 7, starts_on: class_date },
      ...{
        starts_at: wall(starts).slice(11, 16),
        ends_at: wall(starts + 90 * MINUTE).slice(11, 16),
      },
      ...{ ends_on: class_date, modality: 'Jiu-jitsu' },
    },
  };
}

describe('check-ins', () => {
  let manager: Someone;
  let member: Someone;
  let parent: Someone;
  let gym = '';
  let child = '';

  const put = async (columns: object = {}, minutes = 0) => {
    const { class_date, body } = around(minutes);
    const path = `academy/gyms/${gym}/classes`;
    const made = await call(manager.client, 'POST', path, { body: { ...body, ...columns } });
    expect(made.status).toBe(201);
    return { path: `academy/classes/${made.body.id}`, class_date, id: made.body.id as string };
  };
  type Held = Awaited<ReturnType<typeof put>>;
  const checkIn = (who: Someone, { path, class_date }: Held, body: object = {}, query = '') =>
    call(who.client, 'POST', `${path}/check-ins${query}`, { body: { class_date, ...body } });
  const book = (who: Someone, { path, class_date }: Held, query = '') =>
    call(who.client, 'POST', `${path}/bookings${query}`, { body: { class_date } });
  const cancel = (who: Someone, id: string, body: Record<string, unknown> = {}) =>
    call(who.client, 'POST', `academy/check-ins/${id}/cancel`, { body });

  beforeAll(async () => {
    ({ gym, manager, member, parent, child } = await gymWithPeople());
  });

  it('are taken once, whoever repeats them and however often', async () => {
    const held = await put();
    const headers = { 'idempotency-key': randomUUID() };
    const send = () =>
      call(member.client, 'POST', `${held.path}/check-ins`, {
        ...{ headers, body: { class_date: held.class_date } },
      });
    const [first, again] = [await send(), await send()];
    expect(first).toMatchObject({ status: 201, body: { status: 'present', place: 1 } });
    expect(again.body).toEqual(first.body);
    expect((await checkIn(member, held)).body).toEqual(first.body);
    expect(first.body.received_at).toBe(first.body.made_at);
    expect((await cancel(member, first.body.id)).body.code).toBe('check_in_present');
  });

  it('by a guardian are for a child, and nobody else’s', async () => {
    const held = await put();
    const query = `?user_id=${child}`;
    const made = await checkIn(parent, held, {}, query);
    expect(made).toMatchObject({
      status: 201,
      body: { user_id: child, checked_in_by: await idOf(parent), status: 'present' },
    });
    expect((await checkIn(member, held, {}, query)).body.code).toBe('child_not_found');
    expect((await checkIn(parent, held)).body.code).toBe('member_not_found');
    const list = (who: Someone, path: string) => call(who.client, 'GET', `academy/${path}`);
    expect((await list(parent, `check-ins${query}`)).body.items).toEqual([made.body]);
    expect((await list(parent, `check-ins${query}&from=2099-01-01`)).body.items).toEqual([]);
    expect((await list(member, `check-ins${query}`)).body.items).toEqual([]);
    const ofDate = `gyms/${gym}/check-ins?class_id=${held.id}&class_date=${held.class_date}`;
    expect((await list(manager, ofDate)).body.items).toEqual([made.body]);
    expect((await list(parent, `gyms/${gym}/check-ins?limit=1`)).body.items).toEqual([made.body]);
  });

  it('tell from when they are taken', async () => {
    const early = await checkIn(member, await put({}, 120));
    expect(early).toMatchObject({ status: 409, body: { code: 'check_in_too_early' } });
    const seconds = Number(early.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(58 * 60);
    expect(seconds).toBeLessThanOrEqual(60 * 60);
    const held = await put();
    const tomorrow = wall(Date.parse(`${held.class_date}T15:00:00Z`) + 1440 * MINUTE).slice(0, 10);
    expect((await checkIn(member, { ...held, class_date: tomorrow })).body)
      .toMatchObject({ code: 'not_on_that_date', errors: [{ field: 'body.class_date' }] });
    const stranger = await someone('Sid');
    expect((await checkIn(stranger, held)).body.code).toBe('class_not_found');
    expect((await checkIn(member, held, { reason: 'Me' })).body.code).toBe('not_class_staff');
    expect((await checkIn(member, held, { class_date: 'today' })).status).toBe(400);
  });

  it('made offline are judged by when they were made, for a day', async () => {
    // Over since ten minutes ago.
    const held = await put({}, -70);
    const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE).toISOString();
    expect((await checkIn(member, held)).body.code).toBe('check_in_too_late');
    const sent = await checkIn(member, held, { made_at: ago(60) });
    expect(sent).toMatchObject({ status: 201, body: { status: 'present' } });
    expect(Date.parse(sent.body.received_at) - Date.parse(sent.body.made_at))
      .toBeGreaterThanOrEqual(60 * MINUTE);
    expect((await checkIn(member, held, { made_at: ago(-10) })).body)
      .toMatchObject({ code: 'made_in_future', errors: [{ field: 'body.made_at' }] });
    expect((await checkIn(member, held, { made_at: ago(1441) })).body.code)
      .toBe('made_too_long_ago');
  });

  it('by staff are for many, past dates too, and leave a trace once', async () => {
    const held = await put({ capacity: 1 }, -70);
    const [mel, sid] = [await idOf(member), randomUUID()];
    const body = { class_date: held.class_date, user_ids: [mel, child, sid] };
    const roll = (who: Someone, extra = {}) =>
      call(who.client, 'POST', `${held.path}/check-ins/bulk`, { body: { ...body, ...extra } });
    const taken = await roll(manager);
    expect(taken.status).toBe(200);
    expect(
      taken.body.items.map(({ refusal, check_in }: Record<string, { status: string }>) =>
        refusal ?? check_in!.status
      ),
    ).toEqual(['present', 'present', 'member_not_found']);
    expect((await roll(manager)).body).toEqual(taken.body);
    expect((await roll(parent)).body.items.map(({ refusal }: { refusal: string }) => refusal))
      .toEqual(['child_not_found', null, 'child_not_found']);
    expect((await roll(parent, { reason: 'x' })).body.code).toBe('not_class_staff');
    const trail = await call(parent.client, 'GET', `academy/audit-events?user_id=${child}&limit=1`);
    expect(trail.body.items[0]).toMatchObject({
      action: 'checked_in_by_staff',
      details: { class_id: held.id, status: 'present' },
    });
    const [, row] = taken.body.items;
    expect((await cancel(parent, row.check_in.id)).body.code).toBe('check_in_present');
    expect(await cancel(manager, row.check_in.id, { reason: 'Was not there' })).toMatchObject({
      ...{ status: 200, body: { status: 'cancelled', override_reason: 'Was not there' } },
    });
  });

  it('are booked ahead, waited for and offered', async () => {
    const booking = { capacity: 1, bookable_from_hours: 24, cancel_until_minutes: 10 };
    await call(manager.client, 'PATCH', `academy/gyms/${gym}`, { body: { waitlist: 'hold' } });
    const held = await put(booking, 120);
    const mine = await book(member, held);
    expect(mine).toMatchObject({ status: 201, body: { status: 'booked' } });
    const theirs = await book(parent, held, `?user_id=${child}`);
    expect(theirs.body).toMatchObject({ status: 'waiting', place: 2 });
    const day = `from=${held.class_date}&to=${held.class_date}`;
    const onSchedule = await call(parent.client, 'GET', `academy/gyms/${gym}/occurrences?${day}`);
    expect(onSchedule.body.items.find((one: { class_id: string }) => one.class_id === held.id))
      .toMatchObject({ capacity: 1, places_left: 0, waiting: 1 });
    const answer = (who: Someone, word: string) =>
      call(who.client, 'POST', `academy/check-ins/${theirs.body.id}/${word}`);
    expect((await answer(parent, 'accept')).body.code).toBe('not_offered');
    expect((await cancel(member, mine.body.id)).body.status).toBe('cancelled');
    expect((await answer(member, 'accept')).body.code).toBe('check_in_not_found');
    expect((await answer(parent, 'accept')).body).toMatchObject({ status: 'booked' });
    const again = await book(member, held);
    expect(again.body).toMatchObject({ id: mine.body.id, status: 'waiting', place: 3 });
    await cancel(parent, theirs.body.id);
    const declined = await call(member.client, 'POST', `academy/check-ins/${mine.body.id}/decline`);
    expect(declined.body).toMatchObject({ status: 'cancelled', offered_until: null });
    expect((await book(member, await put())).body.code).toBe('bookings_not_taken');
  });
});
