import { beforeAll, describe, expect, it } from 'vitest';
import { useDoor } from '../../../testkit/database/door.ts';
import { listRankSystems } from '../../../src/belts/systems/list-rank-systems.ts';
import { readRankSystem } from '../../../src/belts/systems/read-rank-system.ts';
import { withdrawRankSystem } from '../../../src/belts/systems/withdraw-rank-system.ts';
import { WriteRankSystem } from '../../../src/belts/systems/write-contract.ts';
import { writeRankSystem } from '../../../src/belts/systems/write-rank-system.ts';
import type { CallerContext } from '../../../src/db/context.ts';
import { members } from '../academy/attendance/support/members.ts';
import { belts } from './eligibility/support/belts.ts';

const under = useDoor();
const { gym, person } = members(() => under.admin);
const { promoted } = belts(() => under.admin);

let dojo: string;
let ctx: CallerContext;
beforeAll(async () => {
  dojo = await gym('Asia/Tokyo');
  const userId = await person('Manager');
  await under.admin`insert into memberships ${
    under.admin({ user_id: userId, gym_id: dojo, role: 'MANAGER', approved_at: '2020-01-01' })
  }`;
  const [row] = await under.admin`select subject from users where id = ${userId}`;
  const db = under.door.asCaller({ sub: row!.subject, role: 'authenticated' });
  ctx = { db, caller: { userId } } as unknown as CallerContext;
});

const white = { belt: 'white', name: 'White' };
const whole = (valid_from: string, ranks: object[], more: object = {}) =>
  WriteRankSystem.parse({
    ...{ modality: 'Aikido', name: 'Dojo', version: valid_from, valid_from, ranks },
    ...more,
  });
const write = (valid_from: string, ranks: object[] = [white], more: object = {}) =>
  writeRankSystem(ctx, { gym_id: dojo, body: whole(valid_from, ranks, more) });
const page = { limit: 50, after: undefined };
const inForce = async (on: string, modality = 'Aikido') =>
  (await listRankSystems(ctx, { gym_id: dojo, modality, on, page })).items
    .map(({ name, version }) => `${name} ${version}`);

describe('rules of promotion of a gym', () => {
  it('are in force from their first day until the next version, before those for all', async () => {
    await write('2024-01-01');
    await write('2025-01-01');
    expect(await inForce('2023-12-31')).toEqual([]);
    expect(await inForce('2024-12-31')).toEqual(['Dojo 2024-01-01']);
    expect(await inForce('2025-01-01')).toEqual(['Dojo 2025-01-01']);
    await write('2024-06-01', [white], { modality: 'Judo' });
    expect(await inForce('2024-05-31', 'Judo')).toEqual(['As the CBJ has it 2018']);
    expect(await inForce('2024-06-01', 'Judo')).toEqual(['Dojo 2024-06-01']);
    await expect(write('2025-01-01')).rejects.toMatchObject({ code: 'rank_system_known' });
  });

  it('are read whole; a rank without a rule `from` follows the one before it', async () => {
    const { id } = await write('2020-01-01', [
      white,
      { belt: 'blue', name: 'Blue', degrees: 2 },
      {
        ...{ belt: 'black', name: 'Black' },
        rules: [
          { requirement: 'from', condition: 'from_rank', belts: ['blue'], belts_degree: 2 },
          { requirement: 'time', condition: 'time', threshold: 12, article: '7' },
        ],
      },
    ], { modality: 'Kendo' });
    const { ranks, rules } = await readRankSystem(ctx, { rank_system_id: id });
    expect(ranks.map(({ belt, degrees }) => [belt, degrees])).toEqual([
      ...[['white', 0], ['blue', 2], ['black', 0]],
    ]);
    expect(rules.map(({ belt, condition, belts, belts_degree, threshold, since, article }) => [
      ...[belt, condition, belts, belts_degree, threshold, since, article],
    ])).toEqual([
      ['blue', 'from_rank', ['white'], null, null, null, null],
      ['black', 'from_rank', ['blue'], 2, null, null, null],
      ['black', 'time', null, null, 12, 'belt', '7'],
    ]);
  });

  const rule = { requirement: 'time', condition: 'time', threshold: 1 };
  const from = { requirement: 'from', condition: 'from_rank' };
  it.each([
    ['a degree that the rank does not have', { ...rule, degree: 1 }, 'degree'],
    ['a rank that is not there', { ...from, belts: ['red'] }, 'belts'],
    ['the rank itself', { ...from, belts: ['blue'] }, 'belts'],
    ['a rank above', { ...from, belts: ['black'] }, 'belts'],
    ['an end of ages for grown-ups', {
      ...{ requirement: 'oldest', condition: 'oldest_in_year', threshold: 15 },
    }, 'condition'],
  ])('are refused with %s', async (_, fault, field) => {
    const ranks = [
      white,
      { belt: 'blue', name: 'Blue', rules: [rule, fault] },
      { belt: 'black', name: 'Black' },
    ];
    await expect(write('2030-01-01', ranks)).rejects.toMatchObject({
      ...{ code: 'rank_rule_invalid', field: `body.ranks.1.rules.1.${field}` },
    });
  });

  it('never begin on a day by which somebody was promoted', async () => {
    const student = await person();
    await promoted(dojo, student, [{ belt: 'white', awarded_on: '2026-02-01' }], 'Aikido');
    await expect(write('2026-02-01')).rejects.toMatchObject({ code: 'rank_system_in_past' });
    await write('2026-02-02');
    // Of another art, or elsewhere, it does not matter; nor what was taken back.
    await write('2026-02-01', [white], { modality: 'Capoeira' });
    await promoted(dojo, student, [{ belt: 'white', awarded_on: '2027-02-01' }], 'Capoeira');
    await under.admin.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`insert into graduations (user_id, gym_id, modality, belt, awarded_on, registered_on,
          voids, void_reason)
        select user_id, gym_id, modality, belt, awarded_on, registered_on, id, 'A slip'
        from graduations where modality = 'Capoeira'`;
    });
    await write('2027-01-01', [white], { modality: 'Capoeira' });
  });

  it('are taken back only before their first day, and changed by nobody', async () => {
    const { id } = await write('2098-01-01');
    await withdrawRankSystem(ctx, { rank_system_id: id });
    await expect(withdrawRankSystem(ctx, { rank_system_id: id }))
      .rejects.toMatchObject({ code: 'rank_system_not_found' });
    const [, held] = (await listRankSystems(ctx, { gym_id: dojo, page, modality: 'Aikido' })).items;
    await expect(withdrawRankSystem(ctx, { rank_system_id: held!.id }))
      .rejects.toMatchObject({ code: 'rank_system_in_force' });
    for (const change of ['rank_systems set name', 'ranks set name', 'rank_rules set article']) {
      await expect(under.admin.unsafe(`update ${change} = 'x'`)).rejects.toThrow('append-only');
    }
  });
});
