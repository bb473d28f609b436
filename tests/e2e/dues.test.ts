import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { call } from '../../testkit/http/call.ts';
import { found, type Someone, someone } from './support/callers.ts';

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

const ZONE = 'America/Sao_Paulo';
const today = new Date().toLocaleDateString('sv-SE', { timeZone: ZONE });
const daysFrom = (days: number) =>
  new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);

describe('the dues of a gym', () => {
  let manager: Someone;
  let instructor: Someone;
  let student: Someone;
  let gym = '';
  let weekly = '';
  const ids: Record<string, string> = {};
  const send = ({ client }: Someone, method: Method, path: string, body?: object, headers = {}) =>
    call(client, method, path, { ...body && { body: body as Record<string, unknown> }, headers });
  const billing = (who: Someone, method: Method, path: string, body?: object, headers = {}) =>
    send(who, method, `billing/${path}`, body, headers);
  /** An instructor checks the student in, or the student themselves. */
  const checkIn = (who: Someone, reason: string | null = null) =>
    send(who, 'POST', `academy/classes/${weekly}/check-ins?user_id=${ids.student}`, {
      ...{ class_date: today, reason },
    });

  beforeAll(async () => {
    [manager, instructor, student] = await Promise.all(
      ['Mia', 'Ivo', 'Ana'].map((name) => someone(name)),
    ) as [Someone, Someone, Someone];
    gym = await found(manager);
    for (const [who, role] of [[instructor, 'INSTRUCTOR'], [student, 'STUDENT']] as const) {
      const asked = await send(who, 'POST', `academy/gyms/${gym}/memberships`, {});
      await send(manager, 'POST', `academy/memberships/${asked.body.id}/approve`, { role });
    }
    ids.student = (await send(student, 'GET', 'identity/me')).body.id;
    // Open all day long: it begins at midnight by the gym's clock, or did, and ends before the next.
    const hour = Number(
      new Date().toLocaleTimeString('sv-SE', { timeZone: ZONE }).slice(0, 2),
    );
    const starts_at = hour < 12 ? '00:00' : '12:00';
    const held = await send(manager, 'POST', `academy/gyms/${gym}/classes`, {
      ...{ weekday: new Date(`${today}T12:00:00Z`).getUTCDay() || 7, modality: 'Jiu-jitsu' },
      ...{ starts_at, ends_at: hour < 12 ? '11:59' : '23:59', starts_on: today },
    });
    expect(held.status).toBe(201);
    weekly = held.body.id;
    const asks = await send(manager, 'PATCH', `academy/gyms/${gym}`, {
      ...{ dues: 'required', dues_grace_days: 3 },
    });
    expect(asks.body).toMatchObject({ dues: 'required', dues_grace_days: 3 });
  });

  it('are plans, which change for who begins later', async () => {
    const plan = { name: 'Month', kind: 'monthly', price: '219.90', currency: 'BRL' };
    expect((await billing(student, 'POST', `gyms/${gym}/dues-plans`, plan)).body.code)
      .toBe('not_a_manager');
    const odd = { ...plan, punches: 3 };
    expect((await billing(manager, 'POST', `gyms/${gym}/dues-plans`, odd)).body.code)
      .toBe('dues_terms_invalid');
    const made = await billing(manager, 'POST', `gyms/${gym}/dues-plans`, plan);
    expect(made.status).toBe(201);
    ids.plan = made.body.id;
    expect((await billing(student, 'GET', `gyms/${gym}/dues-plans`)).body.items).toHaveLength(1);
    const etag = made.headers.get('etag')!;
    const path = `dues-plans/${ids.plan}`;
    const changed = await billing(manager, 'PATCH', path, { price: '230' }, { 'if-match': etag });
    expect(changed.body.price).toBe('230.0000');
    const late = await billing(manager, 'PATCH', path, { price: '1' }, { 'if-match': etag });
    expect(late.status).toBe(412);
  });

  it('refuse who has no plan, and who owes; staff set it aside with a reason', async () => {
    expect((await checkIn(student)).body.code).toBe('no_dues_plan');
    const opened = await billing(manager, 'POST', `gyms/${gym}/dues-accounts`, {
      ...{ plan_id: ids.plan, payer_id: ids.student, covered: [ids.student] },
      starts_on: daysFrom(-40),
    });
    expect(opened.body).toMatchObject({
      ...{ state: 'overdue', overdue_since: daysFrom(-40), price: '230.0000' },
    });
    ids.account = opened.body.id;
    expect((await checkIn(student)).body.code).toBe('dues_overdue');
    expect((await checkIn(instructor)).body.code).toBe('dues_overdue');
    const bulk = await send(instructor, 'POST', `academy/classes/${weekly}/check-ins/bulk`, {
      ...{ class_date: today, user_ids: [ids.student] },
    });
    expect(bulk.body.items[0].refusal).toBe('dues_overdue');
    expect((await checkIn(instructor, 'Pays today')).body.status).toBe('present');
    const trail = await send(manager, 'GET', `academy/gyms/${gym}/audit-events`);
    expect(trail.body.items.find(({ action }: { action: string }) => action === 'overridden'))
      .toMatchObject({ details: { reason: 'Pays today', set_aside: 'dues_overdue' } });
    const words = await billing(instructor, 'GET', `classes/${weekly}/dues?class_date=${today}`);
    expect(words.body.items).toEqual([
      { user_id: ids.student, state: 'overdue', refusal: 'dues_overdue' },
    ]);
  });

  it('are listed for managers, and noted once', async () => {
    const overdue = await billing(manager, 'GET', `gyms/${gym}/overdue-dues`);
    expect(overdue.body.items).toMatchObject([{ id: ids.account, payer_first_name: 'Ana' }]);
    expect((await billing(instructor, 'GET', `gyms/${gym}/overdue-dues`)).body.items).toEqual([]);
    const balance = await billing(student, 'GET', `dues-accounts/${ids.account}/balance`);
    expect(balance.body).toMatchObject({
      state: 'overdue',
      months_owed: 2,
      amount_owed: '460.0000',
    });
    expect((await billing(instructor, 'GET', `dues-accounts/${ids.account}/balance`)).status)
      .toBe(404);
    const key = { 'idempotency-key': randomUUID() };
    const payment = { units: 2, amount: '460', method: 'transfer' };
    const path = `dues-accounts/${ids.account}/payments`;
    const [first, again] = [
      await billing(manager, 'POST', path, payment, key),
      await billing(manager, 'POST', path, payment, key),
    ];
    expect(first.status).toBe(201);
    expect(again.body).toEqual(first.body);
    const mine = await billing(student, 'GET', 'dues-accounts');
    expect(mine.body.items).toMatchObject([{ state: 'current', overdue_since: null }]);
    const voided = await billing(manager, 'POST', `dues-payments/${first.body.id}/void`, {
      reason: 'Another Ana',
    });
    expect(voided.body).toMatchObject({ void_reason: 'Another Ana' });
    expect((await billing(student, 'GET', path)).body.items).toHaveLength(1);
  });

  it('rest, and end', async () => {
    const rest = { starts_on: today, ends_on: daysFrom(9) };
    const path = `dues-accounts/${ids.account}/freezes`;
    const frozen = await billing(manager, 'POST', path, rest);
    expect(frozen.status).toBe(201);
    expect((await billing(manager, 'POST', path, rest)).body.code).toBe('freeze_overlaps');
    const account = `dues-accounts/${ids.account}`;
    expect((await billing(student, 'GET', account)).body.state).toBe('frozen');
    const freeze = `dues-freezes/${frozen.body.id}`;
    const shorter = await billing(manager, 'PATCH', freeze, { ends_on: today });
    expect(shorter.body.ends_on).toBe(today);
    expect((await billing(manager, 'DELETE', freeze)).status).toBe(204);
    expect((await billing(student, 'GET', path)).body.items).toEqual([]);
    const read = await billing(manager, 'GET', account);
    const ended = await billing(manager, 'PATCH', account, { ends_on: today }, {
      'if-match': read.headers.get('etag')!,
    });
    expect(ended.body.ends_on).toBe(today);
    expect((await billing(manager, 'GET', `${account}/coverage`)).body.items).toMatchObject([
      { user_id: ids.student, covered_until: daysFrom(1) },
    ]);
    const archived = await billing(manager, 'POST', `dues-plans/${ids.plan}/archive`);
    expect(archived.body.archived_at).not.toBeNull();
    const late = await billing(manager, 'POST', `gyms/${gym}/dues-accounts`, {
      ...{ plan_id: ids.plan, payer_id: ids.student, covered: [ids.student] },
    });
    expect(late.body.code).toBe('dues_plan_archived');
  });
});
