import { listMyCheckIns } from '../../../src/academy/check-ins/list-my-check-ins.ts';
import { listMyMemberships } from '../../../src/academy/memberships/list-my-memberships.ts';
import { listOccurrences } from '../../../src/academy/schedule/list-occurrences.ts';
import type { Academy, OwnGym, OwnPerson } from '../../../src/agent/tools/academy.ts';
import { todayIn } from '../../../src/agent/tools/fact.ts';
import { readEligibility } from '../../../src/belts/eligibility/read-eligibility.ts';
import { listRankSystems } from '../../../src/belts/systems/list-rank-systems.ts';
import type { CallerContext } from '../../../src/db/context.ts';
import { AppError } from '../../../src/errors.ts';
import { listChildren } from '../../../src/identity/children/list-children.ts';

/** Gyms of one person that are looked into. */
const MAX_GYMS = 5;
const CHECK_INS = 100;
const ARTS = 10;

/** The academy as the caller sees it, for the assistant's tools: nothing here can write. */
export const academyAs = (ctx: CallerContext): Academy => ({
  async people() {
    const { items: children } = await listChildren(ctx);
    const all = [
      { user_id: ctx.caller.userId, first_name: null },
      ...children.map(({ id, first_name }) => ({ user_id: id, first_name: first_name ?? '?' })),
    ];
    const people: OwnPerson[] = [];
    for (const one of all) people.push({ ...one, gyms: await gymsOf(ctx, one.user_id) });
    return people;
  },

  occurrences: async ({ gym_id }, from, to) =>
    (await listOccurrences(ctx, { gym_id, from, to })).items,

  checkIns: async ({ user_id }, from) =>
    (await listMyCheckIns(ctx, { user_id, from, page: { limit: CHECK_INS, after: undefined } }))
      .items,

  async progress({ user_id }, { gym_id, timezone }, belt) {
    const on = todayIn(timezone, new Date());
    const page = { limit: ARTS, after: undefined };
    const { items: systems } = await listRankSystems(ctx, {
      gym_id,
      modality: undefined,
      on,
      page,
    });
    const found = [];
    for (const { modality } of systems) {
      const one = await unlessUnknown(() =>
        readEligibility(ctx, {
          ...{ gym_id, user_id, modality, on, degree: undefined },
          belt,
        })
      );
      if (one) found.push(one);
    }
    return found;
  },
});

async function gymsOf(ctx: CallerContext, user_id: string): Promise<OwnGym[]> {
  const { items } = await listMyMemberships(ctx, { user_id });
  return items.filter(({ approved_at, left_at }) => approved_at !== null && left_at === null)
    .slice(0, MAX_GYMS)
    .map(({ gym: { id, name, timezone } }) => ({ gym_id: id, name, timezone }));
}

/** An art without that belt, or without rules, has nothing to say. */
async function unlessUnknown<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof AppError && error.kind === 'not_found') return undefined;
    throw error;
  }
}
