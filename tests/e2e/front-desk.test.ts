import { beforeAll, describe, expect, it } from 'vitest';
import { call, type Called } from '../../testkit/http/call.ts';
import { stack, supabase } from '../../testkit/http/stack.ts';
import { noonDay, noonZone } from '../../testkit/noon.ts';
import { type Someone, someone, tenYearsAgo } from './support/callers.ts';

const { date: class_date, weekday } = noonDay();
let manager: Someone;
let member: Someone;
let gym = '';
let memberId = '';
let class_id = '';

/** What only the manager may: to let a device in. */
const letIn = (who = manager) =>
  call(who.client, 'POST', `academy/gyms/${gym}/front-desks`, { body: { name: 'Door' } });
/** What a device does: its token is all it sends. */
async function desk(token: string, method: 'GET' | 'POST', path: string, body?: object) {
  const answer = await fetch(`${stack().status.api_url}/functions/v1/front-desk/${path}`, {
    method,
    headers: { 'authorization': `Bearer ${token}`, 'content-type': 'application/json' },
    ...body && { body: JSON.stringify(body) },
  });
  return { status: answer.status, headers: answer.headers, body: await answer.json() };
}
const checkIn = (token: string, who: object) =>
  desk(token, 'POST', 'check-ins', { class_id, class_date, ...who });
const newPin = (who: Someone, query = '') =>
  call(who.client, 'PUT', `academy/gyms/${gym}/pin${query}`);
const newCode = (who: Someone, query = '') =>
  call(who.client, 'POST', `academy/check-in-codes${query}`);
const events = async (who = manager): Promise<string[]> => {
  const { body } = await call(who.client, 'GET', `academy/gyms/${gym}/front-desk-events`);
  return body.items.map((event: Record<string, string>) => `${event.method} ${event.outcome}`);
};

async function join(who: Someone): Promise<string> {
  const asked = await call(who.client, 'POST', `academy/gyms/${gym}/memberships`);
  await call(manager.client, 'POST', `academy/memberships/${asked.body.id}/approve`);
  return asked.body.user_id;
}

beforeAll(async () => {
  [manager, member] = await Promise.all(['Mia', 'Mel'].map((name) => someone(name))) as [
    Someone,
    Someone,
  ];
  const body = { name: 'Kaizen', timezone: noonZone() };
  gym = (await call(manager.client, 'POST', 'academy/gyms', { body })).body.id;
  memberId = await join(member);
  const made = await call(manager.client, 'POST', `academy/gyms/${gym}/classes`, {
    body: {
      ...{ weekday, starts_at: '11:00', ends_at: '14:30', starts_on: class_date },
      modality: 'Jiu-jitsu',
    },
  });
  expect(made.status).toBe(201);
  class_id = made.body.id;
});

describe('a front desk', () => {
  let made: Called;
  beforeAll(async () => {
    made = await letIn();
  });

  it('is let in by a manager, whose list never has its token', async () => {
    expect(made.status).toBe(201);
    expect(made.headers.get('cache-control')).toBe('no-store');
    expect(made.body).toMatchObject({ gym_id: gym, name: 'Door', revoked_at: null });
    expect(await letIn(member)).toMatchObject({ status: 403, body: { code: 'not_a_manager' } });
    const path = `academy/gyms/${gym}/front-desks`;
    const listed = await call(manager.client, 'GET', path);
    expect(listed.body.items).toMatchObject([{ id: made.body.id, name: 'Door' }]);
    expect(JSON.stringify(listed.body)).not.toMatch(/token/);
    expect((await call(member.client, 'GET', path)).body.items).toEqual([]);
  });

  it('shows the day of its gym', async () => {
    const { status, body } = await desk(made.body.token, 'GET', 'classes');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...{ gym_name: 'Kaizen', timezone: noonZone() },
      classes: [{ class_id, class_date, modality: 'Jiu-jitsu', status: 'scheduled' }],
    });
  });

  it('does nothing else: its token is nobody’s anywhere', async () => {
    const device = supabase({ token: made.body.token });
    for (const path of ['academy/gyms', 'identity/me', `academy/gyms/${gym}/occurrences`]) {
      expect(await call(device, 'GET', path)).toMatchObject({
        ...{ status: 401, body: { code: 'token_invalid' } },
      });
    }
    for (const table of ['front_desks', 'gyms', 'users', 'check_ins', 'versions']) {
      const { status, data } = await device.from(table).select('*');
      expect([status, data], table).toEqual([401, null]);
    }
    const unknown = { status: 401, body: { code: 'front_desk_unknown' } };
    for (const token of [member.token, 'desk_x', `desk_${'x'.repeat(43)}`]) {
      expect(await desk(token, 'GET', 'classes')).toMatchObject(unknown);
      const refused = await checkIn(token, { pin: '000000' });
      expect(refused).toMatchObject(unknown);
      expect(refused.headers.get('www-authenticate')).toBe('Bearer');
    }
  });

  it('checks in by PIN who has one, and the log of the gym has it', async () => {
    const { status, body, headers } = await newPin(member);
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toEqual({ gym_id: gym, user_id: memberId, pin: expect.stringMatching(/^\d{6}$/) });
    const first = await checkIn(made.body.token, { pin: body.pin });
    expect(first).toMatchObject({
      ...{ status: 200, body: { first_name: 'Mel', initial: null, status: 'present' } },
    });
    expect(first.headers.get('server-timing')).toContain('statements: 1');
    const renewed = await newPin(manager, `?user_id=${memberId}`);
    expect(await checkIn(made.body.token, { pin: body.pin })).toMatchObject({
      ...{ status: 422, body: { code: 'pin_wrong', errors: [{ field: 'body.pin' }] } },
    });
    expect((await checkIn(made.body.token, { pin: renewed.body.pin })).status).toBe(200);
    expect(await events()).toEqual(['pin present', 'pin wrong_pin', 'pin present']);
    expect(await events(member)).toEqual(['pin present', 'pin present']);
    const held = await call(member.client, 'GET', 'identity/me/export');
    expect(held.body.front_desk_events).toHaveLength(2);

    const pin = `academy/gyms/${gym}/pin`;
    expect((await call(member.client, 'DELETE', pin)).status).toBe(204);
    expect((await call(member.client, 'DELETE', pin)).body.code).toBe('pin_not_found');
    expect((await checkIn(made.body.token, { pin: renewed.body.pin })).status).toBe(422);
    expect(await newPin(await someone('Sid'))).toMatchObject({
      body: { code: 'member_not_found' },
    });
  });

  it('checks in by a code, once, also a child for whom a guardian shows it', async () => {
    const shown = await newCode(member);
    expect(shown.status).toBe(201);
    expect(Date.parse(shown.body.expires_at) - Date.now()).toBeLessThanOrEqual(60_000);
    const code = { code: shown.body.code };
    expect((await checkIn(made.body.token, code)).status).toBe(200);
    expect(await checkIn(made.body.token, code)).toMatchObject({
      ...{ status: 410, body: { code: 'check_in_code_used' } },
    });
    expect((await checkIn(made.body.token, { code: 'made up' })).body.code)
      .toBe('check_in_code_wrong');

    const child = await call(member.client, 'POST', 'identity/children', {
      body: {
        ...{ first_name: 'Bia', last_name: 'Souza', birth_date: tenYearsAgo() },
        ...{ relation: 'parent', consent: '2026-11.en' },
      },
    });
    expect(child.status).toBe(201);
    const query = `?user_id=${child.body.id}`;
    expect((await newCode(member, query)).body.code).toBe('member_not_found');
    const asked = await call(member.client, 'POST', `academy/gyms/${gym}/memberships${query}`);
    await call(manager.client, 'POST', `academy/memberships/${asked.body.id}/approve`);
    const theirs = await newCode(member, query);
    expect((await checkIn(made.body.token, { code: theirs.body.code })).body)
      .toEqual({ first_name: 'Bia', initial: 'S', status: 'present' });
    const pin = await newPin(member, query);
    expect((await checkIn(made.body.token, { pin: pin.body.pin })).body.first_name).toBe('Bia');
    expect((await newCode(manager, query)).body.code).toBe('member_not_found');
  });

  it('is told what is wrong, and when to try again', async () => {
    const { body } = await newPin(member);
    const { token } = (await letIn()).body;
    expect(await desk(token, 'POST', 'check-ins', { class_id, class_date, pin: '12' }))
      .toMatchObject({ status: 400, body: { code: 'invalid_input' } });
    expect((await checkIn(token, { class_date: '2020-01-01', pin: body.pin })).body)
      .toMatchObject({ code: 'not_today', errors: [{ field: 'body.class_date' }] });
    for (let n = 0; n < 10; n++) {
      expect((await checkIn(token, { code: `wrong ${n}` })).status).toBe(422);
    }
    const locked = await checkIn(token, { pin: body.pin });
    expect(locked).toMatchObject({ status: 429, body: { code: 'front_desk_locked' } });
    expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(890);
  });

  it('is nobody any more once it is revoked', async () => {
    const path = `academy/front-desks/${made.body.id}`;
    expect((await call(member.client, 'DELETE', path)).body.code).toBe('front_desk_not_found');
    expect((await call(manager.client, 'DELETE', path)).status).toBe(204);
    expect((await call(manager.client, 'DELETE', path)).status).toBe(404);
    expect(await desk(made.body.token, 'GET', 'classes'))
      .toMatchObject({ status: 401, body: { code: 'front_desk_unknown' } });
    expect((await checkIn(made.body.token, { pin: '000000' })).status).toBe(401);
    const trail = await call(manager.client, 'GET', `academy/gyms/${gym}/audit-events`);
    const deeds = trail.body.items.map(({ action }: { action: string }) => action);
    expect(deeds.filter((deed: string) => deed.startsWith('front_desk'))).toEqual([
      ...['front_desk_revoked', 'front_desk_let_in', 'front_desk_let_in'],
    ]);
  });
});
