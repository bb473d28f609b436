import { beforeAll, describe, expect, it } from 'vitest';
import { call } from '../../testkit/http/call.ts';
import { found, type Someone, someone } from './support/callers.ts';

const DAY = 86_400_000;
const ZONE = 'America/Sao_Paulo';
/** Today, by the clock of the gym. */
const today = new Date().toLocaleDateString('sv-SE', { timeZone: ZONE });
const daysAgo = (days: number) =>
  new Date(Date.parse(today) - days * DAY).toISOString().slice(0, 10);
const tenYearsAgo = `${Number(today.slice(0, 4)) - 10}${today.slice(4).replace('02-29', '02-28')}`;

describe('attendance', () => {
  let manager: Someone;
  let parent: Someone;
  let stranger: Someone;
  let gym = '';
  let child = '';
  let held = '';
  const get = ({ client }: Someone, path: string) => call(client, 'GET', `academy/${path}`);
  const range = `from=${daysAgo(30)}&to=${today}`;

  beforeAll(async () => {
    [manager, parent, stranger] = await Promise.all([
      ...['Mia', 'Pia', 'Olga'].map((name) => someone(name)),
    ]) as [Someone, Someone, Someone];
    gym = await found(manager);
    const bia = { first_name: 'Bia', birth_date: tenYearsAgo };
    const body = { ...bia, relation: 'parent', consent: '2026-11.en' };
    child = (await call(parent.client, 'POST', 'identity/children', { body })).body.id;
    const contact = { name: 'Rosa', phone: '+5511999998888', relation: 'aunt', notes: 'asthma' };
    await call(parent.client, 'POST', `identity/users/${child}/emergency-contacts`, {
      body: contact,
    });
    const asked = await call(
      parent.client,
      'POST',
      `academy/gyms/${gym}/memberships?user_id=${child}`,
    );
    await call(manager.client, 'POST', `academy/memberships/${asked.body.id}/approve`, {
      body: {},
    });
    const weekday = new Date(`${daysAgo(1)}T12:00:00Z`).getUTCDay() || 7;
    const weekly = { weekday, starts_at: '06:00', ends_at: '07:00', starts_on: daysAgo(20) };
    held = (await call(manager.client, 'POST', `academy/gyms/${gym}/classes`, {
      body: { ...weekly, modality: 'Judo kids' },
    })).body.id;
    const told = await call(manager.client, 'POST', `academy/classes/${held}/check-ins/bulk`, {
      body: { class_date: daysAgo(1), user_ids: [child], reason: 'She was there' },
    });
    expect(told.status).toBe(200);
  });

  it('is read by the staff of the gym, of all its members and classes', async () => {
    const members = await get(manager, `gyms/${gym}/attendance?${range}`);
    expect(members.body.items).toMatchObject([
      { user_id: child, first_name: 'Bia', attended: 1, held: 1, rate: 1, last_on: daysAgo(1) },
      { first_name: 'Mia', attended: 0, held: 0, rate: null, streak_weeks: 0 },
    ]);
    const page = await get(manager, `gyms/${gym}/attendance?${range}&limit=1`);
    const rest = `&limit=1&cursor=${page.body.next_cursor}`;
    expect((await get(manager, `gyms/${gym}/attendance?${range}${rest}`)).body)
      .toMatchObject({ items: [{ first_name: 'Mia' }], next_cursor: null });
    const classes = await get(manager, `gyms/${gym}/attendance/classes?${range}`);
    expect(classes.body.items).toMatchObject([
      { class_id: held, modality: 'Judo kids', starts_at: '06:00', attended: 1, held: 3 },
    ]);
    for (const path of ['attendance', 'attendance/classes']) {
      expect((await get(parent, `gyms/${gym}/${path}?${range}`)).body.items).toEqual([]);
    }
  });

  it('of a child is read by its guardian, and by nobody else', async () => {
    const path = `gyms/${gym}/members/${child}/attendance`;
    for (const who of [parent, manager]) {
      expect((await get(who, `${path}?${range}`)).body).toMatchObject({
        ...{ since: daysAgo(1), attended: 1, held: 1, rate: 1, streak_weeks: 1 },
        classes: [{ class_id: held, attended: 1, held: 1, rate: 1 }],
      });
    }
    expect(await get(stranger, `${path}?${range}`))
      .toMatchObject({ status: 404, body: { code: 'member_not_found' } });
    expect(await get(parent, `${path}?from=${today}&to=${daysAgo(1)}`)).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'query.to' }] },
    });
  });

  it('names who stays away, and nobody who was there yesterday', async () => {
    const path = `gyms/${gym}/at-risk`;
    expect((await get(manager, path)).body).toEqual({ items: [], next_cursor: null });
    expect((await get(manager, `${path}?days=1`)).body.items).toEqual([]);
    expect((await get(manager, `${path}?days=0`)).status).toBe(400);
    expect((await get(stranger, path)).body.items).toEqual([]);
  });

  it("has birthdays: today's, a child's without the age", async () => {
    const path = `gyms/${gym}/birthdays`;
    const bia = { user_id: child, first_name: 'Bia', birthday: today, turns: null };
    expect((await get(manager, `${path}?days=0`)).body.items).toMatchObject([bia]);
    expect((await get(parent, path)).body.items).toEqual([]);
  });

  it('has a roster with ages and contacts for staff, in the trail that managers and guardians see', async () => {
    const path = `classes/${held}/roster?class_date=${daysAgo(1)}`;
    const { body } = await get(manager, path);
    expect(body.items).toMatchObject([{
      ...{ user_id: child, first_name: 'Bia', status: 'present', is_minor: true },
      contacts: [{ name: 'Rosa', notes: 'asthma' }],
    }]);
    expect((await get(parent, path)).body.items).toEqual([]);
    const trails = [
      await get(manager, `gyms/${gym}/audit-events`),
      await get(parent, `audit-events?user_id=${child}`),
    ];
    for (const trail of trails) {
      const actions = trail.body.items.map(({ action }: { action: string }) => action);
      expect(actions).toEqual(expect.arrayContaining(['minor_read', 'contacts_read']));
    }
    expect((await get(stranger, `audit-events?user_id=${child}`)).body.items).toEqual([]);
  });

  it("does not show staff a child's profile but as a member of the gym", async () => {
    const user = await call(manager.client, 'GET', `identity/users/${child}`);
    expect(user).toMatchObject({ status: 404, body: { code: 'user_not_found' } });
    const path = `gyms/${gym}/members/${child}`;
    expect((await get(manager, path)).body).toMatchObject({ birth_date: tenYearsAgo });
    expect((await get(stranger, path)).status).toBe(404);
    const listed = await get(manager, `gyms/${gym}/memberships`);
    expect(listed.body.items).toContainEqual(expect.objectContaining({
      user_id: child,
      person: { first_name: 'Bia', last_name: null, image_url: null, email: null },
    }));
  });
});
