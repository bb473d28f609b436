import { beforeAll, describe, expect, it, vi } from 'vitest';
import { holdEvent } from '../../../../src/belts/events/hold-event.ts';
import { listGraduations } from '../../../../src/belts/graduations/list-graduations.ts';
import { promote } from '../../../../src/belts/graduations/promote.ts';
import { voidGraduation } from '../../../../src/belts/graduations/void-graduation.ts';
import type { CallerContext } from '../../../../src/db/context.ts';
import { AppError } from '../../../../src/errors.ts';
import { useDoor } from '../../../../testkit/database/door.ts';
import { crowd, outcomes } from '../../academy/check-ins/support/crowd.ts';

// Five hundred at once, also on a busy machine.
const under = useDoor({ poolSize: 6, acquireTimeoutMs: 20_000, statementTimeoutMs: 60_000 });
const { people } = crowd(under);

/** What a promise is refused with: the code, and of each fault where and what. */
const refused = (attempt: Promise<unknown>) =>
  attempt.then(() => 'done', (error) => {
    if (!(error instanceof AppError)) throw error;
    return [error.code, ...error.faults.map(({ field, code }) => [field, code].join(' '))];
  });

const page = { limit: 20, after: undefined };

describe('promotions', () => {
  let gym_id = '';
  let staff: CallerContext;
  let other: CallerContext;
  let members: CallerContext[];
  const idOf = ({ caller }: CallerContext) => caller.userId;
  const award = (
    { caller }: CallerContext,
    belt: string,
    awarded_on: string,
    more: { degree?: number; override_reason?: string | null; registered_on?: string } = {},
    by = staff,
  ) =>
    promote(by, {
      gym_id,
      body: {
        ...{ user_id: caller.userId, modality: 'Jiu-jitsu', belt, awarded_on },
        ...{ degree: 0, override_reason: null, ...more },
      },
    });
  const trail = async ({ caller }: CallerContext) =>
    (await under.admin`select action, details from audit_events
      where subject_id = ${caller.userId} order by created_at, action`)
      .map(({ action, details }) => ({ action, ...details }));
  const belts = async (of: CallerContext) =>
    (await listGraduations(of, { page })).items.map(({ belt, voided_at }) =>
      voided_at ? `(${belt})` : belt
    );

  beforeAll(async () => {
    const [gym] = await under.admin`insert into gyms (name) values ('Dojo') returning id`;
    gym_id = gym!.id;
    [staff, other] = await people(2, gym_id, 'INSTRUCTOR') as [CallerContext, CallerContext];
    members = await people(20, gym_id);
    await under.admin`update users set birth_date = '1995-05-05'`;
  });
  const next = () => members.pop()!;

  it('follow the rules of their day, and say which of them do not hold', async () => {
    const ana = next();
    const blue = await award(ana, 'blue', '2020-03-14');
    expect(blue).toMatchObject({ awarded_by: idOf(staff), registered_on: '2020-03-14' });
    const early = await award(ana, 'purple', '2022-03-13').catch((error) => error);
    expect(early).toMatchObject({
      code: 'not_eligible',
      faults: [{
        ...{ field: 'body.belt', code: 'time', message: '3.1.3 II, 23 of 24, from 2022-03-14' },
        facts: { user_id: idOf(ana), belt: 'purple', degree: 0, article: '3.1.3 II', value: 23 },
      }],
    });
    expect(await belts(ana)).toEqual(['blue']);
    await award(ana, 'purple', '2022-03-14');
    expect(await belts(ana)).toEqual(['purple', 'blue']);
    expect(await refused(award(ana, 'purple', '2024-03-14'))).toEqual([
      'rank_held',
      'body.belt ',
    ]);
    expect(await refused(award(ana, 'blue', '2024-03-14'))).toEqual([
      ...['not_eligible', 'body.belt from_rank'],
    ]);
    expect((await trail(ana)).map(({ action, belt }) => `${action} ${belt}`))
      .toEqual(['promoted blue', 'promoted purple']);
  });

  it('are set aside by a reason, which the trail keeps with what was not met', async () => {
    const bea = next();
    const override_reason = 'A purple belt of another academy';
    await award(bea, 'purple', '2026-03-14', { override_reason });
    expect(await trail(bea)).toMatchObject([
      { action: 'overridden', belt: 'purple', reason: override_reason, unmet: ['from_rank'] },
    ]);
    // One who is eligible is promoted, whatever reason was given in case.
    const cy = next();
    await award(cy, 'blue', '2026-03-14', { override_reason: 'In case' });
    expect(await trail(cy)).toMatchObject([{ action: 'promoted', reason: 'In case' }]);
    expect((await trail(cy))[0]).not.toHaveProperty('unmet');
    // Nor does one add to the past without saying why.
    expect(await refused(award(bea, 'blue', '2020-01-01'))).toEqual([
      ...['promoted_since', 'body.override_reason '],
    ]);
    await award(bea, 'blue', '2020-01-01', { override_reason: 'From her papers' });
    expect(await belts(bea)).toEqual(['purple', 'blue']);
  });

  it('are of members, by today, to a rank that there is, and never of oneself', async () => {
    const [stranger] = await people(1);
    const tomorrow = new Date(Date.now() + 36 * 3_600_000).toISOString().slice(0, 10);
    const ana = next();
    expect(await refused(award(stranger!, 'blue', '2026-03-14'))).toEqual([
      ...['member_not_found', 'body.user_id '],
    ]);
    const today = new Date().toISOString().slice(0, 10);
    for (const [on, registered_on] of [[tomorrow, tomorrow], [today, tomorrow]] as const) {
      expect(await refused(award(ana, 'blue', on, { registered_on })))
        .toEqual(['promoted_in_future', 'body.registered_on ']);
    }
    for (const [belt, degree] of [['plaid', 0], ['blue', 5], ['red_black', 0]] as const) {
      expect(await refused(award(ana, belt, '2026-03-14', { degree, override_reason: 'x' })))
        .toEqual(['rank_unknown', 'body.belt ']);
    }
    expect(await refused(award(staff, 'blue', '2026-03-14'))).toEqual(['not_belt_staff']);
    expect(await refused(award(ana, 'blue', '2026-03-14', {}, members[0]!)))
      .toEqual(['not_belt_staff']);
    expect(await belts(ana)).toEqual([]);
  });

  it('are taken back by a row that says why, once, and the rank is what it was', async () => {
    const ana = next();
    const blue = await award(ana, 'blue', '2024-03-14');
    const body = { reason: 'Her sister' };
    const voided = await voidGraduation(other, { graduation_id: blue.id, body });
    expect(voided).toMatchObject({ id: blue.id, belt: 'blue', void_reason: 'Her sister' });
    expect(await belts(ana)).toEqual(['(blue)']);
    expect(await refused(voidGraduation(staff, { graduation_id: blue.id, body })))
      .toEqual(['graduation_voided']);
    expect(await refused(voidGraduation(ana, { graduation_id: blue.id, body })))
      .toEqual(['graduation_voided']);
    const again = await award(ana, 'blue', '2024-03-14');
    expect(await refused(voidGraduation(ana, { graduation_id: again.id, body })))
      .toEqual(['not_belt_staff']);
    // Also when they have left.
    await under.admin`update memberships set left_at = now() where user_id = ${idOf(ana)}`;
    await voidGraduation(staff, { graduation_id: again.id, body });
    expect((await trail(ana)).map(({ action, reason }) => [action, reason])).toEqual([
      ...[['promoted', undefined], ['graduation_voided', 'Her sister']],
      ...[['promoted', undefined], ['graduation_voided', 'Her sister']],
    ]);
  });

  it('of one person at once are one', async () => {
    for (const round of [1, 2, 3]) {
      const ana = next();
      const awarded_on = `2024-03-1${round}`;
      const came = await outcomes(
        [staff, other, staff, other].map((by) => () => award(ana, 'blue', awarded_on, {}, by)),
      );
      expect(came.sort()).toEqual(['done', 'rank_held', 'rank_held', 'rank_held']);
      const [held] = (await listGraduations(ana, { page })).items;
      const undone = await outcomes(
        [staff, other, staff].map((by) => () =>
          voidGraduation(by, { graduation_id: held!.id, body: { reason: 'x' } })
        ),
      );
      expect(undone.sort()).toEqual(['done', 'graduation_voided', 'graduation_voided']);
    }
  });

  it('wait for who is leaving, and are then of no member', async () => {
    const ana = next();
    const { promotion } = await under.admin.begin(async (tx) => {
      await tx`update memberships set left_at = now() where user_id = ${idOf(ana)}`;
      const promotion = refused(award(ana, 'blue', '2024-03-14'));
      const held = () =>
        tx`select from pg_locks where pg_backend_pid() = any(pg_blocking_pids(pid))`;
      await vi.waitFor(async () => expect(await held()).not.toEqual([]), 10_000);
      return { promotion };
    });
    expect(await promotion).toEqual(['member_not_found', 'body.user_id ']);
  });

  it('of many are all or none, and repeated they change nothing', async () => {
    const [ana, bea, cy, di] = [next(), next(), next(), next()];
    const id = crypto.randomUUID();
    const hold = (belts: [CallerContext, string, string?][], more: object = {}, by = staff) =>
      holdEvent(by, {
        gym_id,
        body: {
          ...{ id, name: 'Summer', modality: 'Jiu-jitsu', held_on: '2026-03-14' },
          people: belts.map(([who, belt, reason]) => ({
            ...{ user_id: idOf(who), belt, degree: 0, override_reason: reason ?? null },
          })),
          ...more,
        },
      });
    // A child would not be eligible for blue; nobody skips purple.
    await under.admin`update users set birth_date = '2012-01-01' where id = ${idOf(bea)}`;
    expect(await refused(hold([[ana, 'blue'], [bea, 'blue'], [cy, 'brown']]))).toEqual([
      'not_eligible',
      ...[['1', 'age_in_year'], ['2', 'from_rank']]
        .sort((one, two) => (idOf(bea) < idOf(cy) ? 1 : -1) * (one[0]! < two[0]! ? -1 : 1))
        .map(([index, code]) => `body.people.${index}.belt ${code}`),
    ]);
    expect(await refused(hold([[ana, 'blue'], [staff, 'blue']], {}, staff)))
      .toEqual(['not_belt_staff']);
    expect(await belts(ana)).toEqual([]);
    const graded: [CallerContext, string, string?][] = [
      ...[[ana, 'blue'], [bea, 'green'], [cy, 'brown', 'Of another academy']] as const,
    ] as never;
    const came = await outcomes([staff, staff, staff].map((by) => () => hold(graded, {}, by)));
    expect(came).toEqual(['done', 'done', 'done']);
    const event = await hold(graded);
    expect(event.graduations).toHaveLength(3);
    expect(await belts(ana)).toEqual(['blue']);
    expect((await trail(cy)).map(({ action, event_id }) => [action, event_id]))
      .toEqual([['overridden', id]]);
    for (
      const other of [
        () => hold([...graded, [di, 'blue']]),
        () => hold(graded, { name: null }),
        () => hold([[ana, 'blue'], [bea, 'green'], [di, 'blue']]),
      ]
    ) {
      expect(await refused(other())).toEqual(['grading_event_differs', 'body.id ']);
    }
    expect(await belts(di)).toEqual([]);
  });

  it('of five hundred take one statement', async () => {
    const crowd = await people(500, gym_id);
    await under.admin`update users set birth_date = '1995-05-05' where birth_date is null`;
    const event = await holdEvent(staff, {
      gym_id,
      body: {
        ...{ name: null, modality: 'Jiu-jitsu', held_on: '2026-03-14' },
        people: crowd.map((who) => ({
          ...{ user_id: idOf(who), belt: 'blue', degree: 0, override_reason: null },
        })),
      },
    });
    expect(event.graduations).toHaveLength(500);
  }, 60_000);
});
