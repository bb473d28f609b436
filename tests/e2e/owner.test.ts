import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { call } from '../../testkit/http/call.ts';
import { found, type Someone, someone } from './support/callers.ts';

const DAY = 86_400_000;
const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'America/Sao_Paulo' });
const daysAgo = (days: number) =>
  new Date(Date.parse(today) - days * DAY).toISOString().slice(0, 10);
const RANGE = `from=${daysAgo(6)}&to=${today}`;
/** What a spreadsheet would compute. */
const FORMULA = '=HYPERLINK("https://evil.example","Ana")';

describe("the owner's view", () => {
  let manager: Someone;
  let deputy: Someone;
  let instructor: Someone;
  let stranger: Someone;
  let gym = '';
  let member = '';
  const get = ({ client }: Someone, path: string) => call(client, 'GET', `owner/gyms/${path}`);
  const post = ({ client }: Someone, path: string, body: Record<string, unknown> = {}) =>
    call(client, 'POST', `academy/${path}`, { body });
  /** They ask to join, and are let in. */
  const joins = async (who: Someone, role: string): Promise<string> => {
    const asked = await post(who, `gyms/${gym}/memberships`);
    const let_in = await post(manager, `memberships/${asked.body.id}/approve`, { role });
    expect(let_in.status).toBe(200);
    return asked.body.id;
  };

  beforeAll(async () => {
    [manager, deputy, instructor, stranger] = await Promise.all(
      ['Mia', 'Dina', 'Ivo', 'Olga'].map((name) => someone(name)),
    ) as [Someone, Someone, Someone, Someone];
    gym = await found(manager);
    await joins(deputy, 'MANAGER');
    await joins(instructor, 'INSTRUCTOR');
    const born = `1990${today.slice(4).replace('02-29', '02-28')}`;
    const added = await post(manager, `gyms/${gym}/members`, {
      ...{ first_name: FORMULA, last_name: 'de "Souza", Lima', birth_date: born },
    });
    expect(added.status).toBe(201);
    member = added.body.user_id ?? added.body.id;
    const weekday = new Date(`${daysAgo(1)}T12:00:00Z`).getUTCDay() || 7;
    const held = await post(manager, `gyms/${gym}/classes`, {
      ...{ weekday, starts_at: '06:00', ends_at: '07:00', starts_on: daysAgo(20) },
      modality: 'Judô',
    });
    const came = await post(manager, `classes/${held.body.id}/check-ins/bulk`, {
      ...{ class_date: daysAgo(1), user_ids: [member], reason: 'They were there' },
    });
    expect(came.status).toBe(200);
  });

  it('is one answer for managers: who came, how classes were attended, whom to look after', async () => {
    for (const who of [manager, deputy]) {
      const { status, body } = await get(who, `${gym}/overview?${RANGE}`);
      expect(status).toBe(200);
      expect(body).toMatchObject({
        ...{ gym_id: gym, as_of: today, unread: 0 },
        members: {
          ...{ at_start: 0, joined: 4, returned: 0, left: 0, churned: 0, churn_rate: null },
          at_end: 4,
        },
        trained: 1,
        classes: [{ modality: 'Judô', starts_at: '06:00', attended: 1, held: 1, rate: 1 }],
        gradings_due: { total: 0, items: [] },
        at_risk: { total: 0, items: [] },
        birthdays: [{ user_id: member, first_name: FORMULA, birthday: today }],
      });
      const came = body.weeks.map(({ check_ins }: { check_ins: number }) => check_ins);
      expect(came.reduce((sum: number, each: number) => sum + each, 0)).toBe(1);
    }
  });

  it('is the same as CSV, in which no name is a formula', async () => {
    const { status, headers, body } = await get(manager, `${gym}/overview.csv?${RANGE}`);
    expect([status, headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
    const rows = parse(body as string, { columns: true, bom: true }) as Record<string, string>[];
    const told = (section: string, figure: string) =>
      rows.find((row) => row.section === section && row.figure === figure);
    expect(told('members', 'at_end')).toMatchObject({ date: daysAgo(6), value: '4' });
    expect(told('classes', 'rate')).toMatchObject({ value: '1' });
    expect(told('birthdays', 'turns'))
      .toMatchObject({ id: member, date: today, name: `'${FORMULA} de "Souza", Lima` });
  });

  it('draws a figure over time', async () => {
    const asked = `${gym}/series?metric=members&from=${daysAgo(6)}&to=${today}`;
    const { status, body } = await get(manager, asked);
    expect(status).toBe(200);
    expect(body).toMatchObject({ metric: 'members', step: 'week' });
    expect(body.points.at(-1).value).toBe(4);
    const months = await get(manager, `${asked}&step=month`);
    expect(months.body.points.at(-1)).toMatchObject({ since: `${today.slice(0, 7)}-01`, value: 4 });
    const decade = await get(
      manager,
      `${gym}/series?metric=members&from=2016-01-01&to=2025-12-31&step=month`,
    );
    expect(decade).toMatchObject({ status: 400, body: { errors: [{ field: 'query.to' }] } });
    expect((await get(manager, `${gym}/series?metric=profit&${RANGE}`)).status).toBe(400);
  });

  it('is nothing for anybody else: instructors, strangers, and who managed it until they left', async () => {
    const left = await post(deputy, `gyms/${gym}/memberships`);
    expect(left.status).toBe(409);
    const { body: own } = await call(deputy.client, 'GET', 'academy/memberships');
    const { id } = own.items.find(({ gym_id }: { gym_id: string }) => gym_id === gym);
    expect((await call(deputy.client, 'DELETE', `academy/memberships/${id}`)).status).toBe(204);
    const paths = ['overview', 'overview.csv', 'series'].map((path) =>
      `${gym}/${path}?${RANGE}${path === 'series' ? '&metric=left' : ''}`
    );
    for (const who of [instructor, stranger, deputy]) {
      for (const path of paths) {
        expect(await get(who, path)).toMatchObject({
          status: 403,
          body: { code: 'not_a_manager' },
        });
      }
    }
    const { body } = await get(manager, paths[2]!);
    expect(body.points.at(-1).value).toBe(1);
    const back = await get(manager, `${gym}/overview?from=${today}&to=${daysAgo(1)}`);
    expect(back).toMatchObject({ status: 400, body: { errors: [{ field: 'query.to' }] } });
  });
});
