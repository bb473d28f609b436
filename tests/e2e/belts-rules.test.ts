import { beforeAll, describe, expect, it } from 'vitest';
import { call } from '../../testkit/http/call.ts';
import { signedIn } from '../../testkit/http/stack.ts';
import { type Someone, someone } from './support/callers.ts';
import { gymWithPeople, idOf } from './support/gym-people.ts';

const IBJJF = '1bf00000-0000-4000-8000-000000000002';

describe('the rules of belts', () => {
  let manager: Someone;
  let member: Someone;
  let parent: Someone;
  let gym = '';
  let child = '';
  let memberId = '';

  const get = ({ client }: Someone, path: string) => call(client, 'GET', `belts/${path}`);
  const systems = async (who: Someone, query: string) => {
    const { status, body } = await get(who, `gyms/${gym}/rank-systems?${query}`);
    expect(status).toBe(200);
    return body.items.map((one: { name: string; version: string }) => `${one.name} ${one.version}`);
  };
  const write = (who: Someone, valid_from: string, more: object = {}) =>
    call(who.client, 'POST', `belts/gyms/${gym}/rank-systems`, {
      body: {
        ...{ modality: 'Judô', name: 'Casa', version: valid_from, valid_from },
        ranks: [{ belt: 'white', name: 'Branca' }, {
          ...{ belt: 'blue', name: 'Azul' },
          rules: [{ requirement: 'classes', condition: 'classes', threshold: 40, article: '2' }],
        }],
        ...more,
      },
    });
  const withdraw = (who: Someone, id: string) =>
    call(who.client, 'DELETE', `belts/rank-systems/${id}`);
  const eligibility = (who: Someone, id: string, query = 'modality=Jiu-jitsu') =>
    get(who, `gyms/${gym}/members/${id}/eligibility?${query}`);

  beforeAll(async () => {
    ({ gym, manager, member, parent, child } = await gymWithPeople('Rui'));
    memberId = await idOf(member);
    const born = { body: { birth_date: '1995-05-05' } };
    expect((await call(member.client, 'PATCH', 'identity/me', born)).status).toBe(200);
  });

  it('are listed in all versions or as of a day, and read whole', async () => {
    const [newer, older] = ['IBJJF 3.3', 'IBJJF before 3.3'];
    expect(await systems(member, 'modality=Jiu-jitsu')).toEqual([newer, older]);
    expect(await systems(member, 'modality=Jiu-jitsu&on=2026-05-31')).toEqual([older]);
    expect(await systems(parent, 'modality=Jiu-jitsu&on=2026-06-01')).toEqual([newer]);
    const { status, body } = await get(member, `rank-systems/${IBJJF}`);
    expect(status).toBe(200);
    expect(body.ranks).toHaveLength(20);
    expect(body.rules).toContainEqual(expect.objectContaining({
      ...{ belt: 'purple', condition: 'time', threshold: 24, article: '3.1.3 II a' },
    }));
    expect((await get(member, `rank-systems/${child}`)).body.code).toBe('rank_system_not_found');
  });

  it('are a gym’s own where its manager writes them, for its members alone', async () => {
    expect((await write(member, '2026-01-01')).body.code).toBe('not_a_manager');
    const upwards = { requirement: 'from', condition: 'from_rank', belts: ['blue'] };
    const circle = await write(manager, '2026-01-01', {
      ranks: [{ belt: 'white', name: 'Branca', rules: [upwards] }, { belt: 'blue', name: 'Azul' }],
    });
    expect(circle).toMatchObject({
      ...{ status: 422 },
      body: { code: 'rank_rule_invalid', errors: [{ field: 'body.ranks.0.rules.0.belts' }] },
    });
    const own = await write(manager, '2026-01-01');
    expect(own).toMatchObject({ status: 201, body: { gym_id: gym, name: 'Casa' } });
    expect((await write(manager, '2026-01-01')).body.code).toBe('rank_system_known');
    expect(await systems(member, 'modality=Judô&on=2026-02-01')).toEqual(['Casa 2026-01-01']);
    const stranger = await someone('Zoe');
    expect(await systems(stranger, 'modality=Judô')).toEqual([]);
    expect((await get(stranger, `rank-systems/${own.body.id}`)).status).toBe(404);

    const judged = await eligibility(member, memberId, 'modality=Judô');
    expect(judged.body).toMatchObject({
      system: { id: own.body.id },
      rank: { belt: 'white', awarded_on: null },
      next: [{
        ...{ belt: 'blue', eligible: false, earliest: null },
        conditions: [{ code: 'from_rank' }, { code: 'classes', value: 0, threshold: 40 }],
      }],
    });
    expect((await withdraw(manager, own.body.id)).body.code).toBe('rank_system_in_force');
    const later = await write(manager, '2098-01-01');
    expect((await withdraw(member, later.body.id)).body.code).toBe('not_a_manager');
    expect((await withdraw(manager, later.body.id)).status).toBe(204);
    expect((await withdraw(manager, later.body.id)).body.code).toBe('rank_system_not_found');
  });

  it('tell a member, a guardian and staff what is missing, and who is due', async () => {
    const own = await eligibility(member, memberId);
    expect(own.body).toMatchObject({
      ...{ user_id: memberId, system: { id: IBJJF }, rank: { belt: 'white', degree: 0 } },
      next: [{ belt: 'white', degree: 1 }, { belt: 'blue', eligible: true }],
    });
    const black = await eligibility(member, memberId, 'modality=Jiu-jitsu&belt=black');
    expect(black.body.next).toMatchObject([{ belt: 'black', eligible: false, earliest: null }]);
    for (
      const [query, code] of [
        ['modality=Jiu-jitsu&belt=plaid', 'rank_not_found'],
        ['modality=Chess', 'rank_system_not_found'],
        ['modality=Jiu-jitsu&degree=1', 'invalid_input'],
      ] as const
    ) expect((await eligibility(member, memberId, query)).body.code).toBe(code);
    expect((await eligibility(member, child)).body.code).toBe('member_not_found');

    const bias = await eligibility(parent, child);
    const adult = { belt: 'blue', eligible: false, conditions: expect.any(Array) };
    expect(bias.body.next).toMatchObject([
      ...[{ belt: 'white' }, { belt: 'grey_white', group: 'youth', eligible: true }, adult],
    ]);
    const blue = bias.body.next[2];
    expect(blue.conditions).toContainEqual(expect.objectContaining({
      ...{ code: 'age_in_year', article: '2.1.2 II', threshold: 16, holds: false },
      earliest: blue.earliest,
    }));
    expect((await eligibility(manager, child)).body).toEqual(bias.body);

    const path = `gyms/${gym}/eligibility?modality=Jiu-jitsu`;
    const due = await get(manager, path);
    expect(due.body.items.map((one: { user_id: string; next: object }) => [one.user_id, one.next]))
      .toEqual(expect.arrayContaining([
        [memberId, expect.objectContaining({ belt: 'blue', eligible: true })],
        [child, expect.objectContaining({ belt: 'grey_white', eligible: true })],
      ]));
    expect((await get(member, path)).body.items).toEqual([]);
    const trail = await call(manager.client, 'GET', `academy/gyms/${gym}/audit-events`);
    expect(trail.body.items).toContainEqual(expect.objectContaining({
      ...{ action: 'minor_read', subject_id: child },
    }));
  });

  it('find some who are due in the demo, a champion among them', async () => {
    const marta = await signedIn('manager');
    const { body: { items } } = await call(marta, 'GET', 'academy/memberships');
    // The oldest of hers: other tests share the stack.
    const path = `belts/gyms/${items.at(-1).gym_id}/eligibility?modality=Jiu-jitsu&limit=100`;
    const { body } = await call(marta, 'GET', path);
    const due = body.items.filter((one: { next: { eligible: boolean } }) => one.next.eligible);
    expect(due.length).toBeGreaterThan(5);
    expect(due.length).toBeLessThan(body.items.length);
    expect(due).toContainEqual(expect.objectContaining({
      ...{ first_name: 'Sofia', rank: expect.objectContaining({ belt: 'blue', degree: 2 }) },
      next: expect.objectContaining({ belt: 'purple' }),
    }));
  });
});
