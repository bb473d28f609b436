import { createGym } from '../../../../src/academy/gyms/create-gym.ts';
import { holdEvent } from '../../../../src/belts/events/hold-event.ts';
import { promote } from '../../../../src/belts/graduations/promote.ts';
import { voidGraduation } from '../../../../src/belts/graduations/void-graduation.ts';
import { recordTitle } from '../../../../src/belts/titles/record-title.ts';
import type { CallerContext } from '../../../../src/db/context.ts';
import { memberships } from '../../../../src/db/schema/academy/memberships.ts';
import type { Doors } from '../../../../testkit/door/doors.ts';
import { arrive } from './people.ts';
import type { Write } from './writes.ts';

const art = 'Jiu-jitsu';
const told = { reason: 'Somebody else' };

/** A gym of somebody else, where the person trains, or teaches whom they promote. */
async function trains(door: Doors, person: CallerContext, role: 'STUDENT' | 'MANAGER' = 'STUDENT') {
  const [manager, member] = [await arrive(door), await arrive(door)];
  const body = { name: 'Dojo', address: null, logo: null, since: null, timezone: 'UTC' };
  const { id: gym_id } = await createGym(manager, { body });
  const approved_at = new Date();
  await door.asSystem('erasure test').insert(memberships).values([
    { user_id: person.caller.userId, gym_id, role, approved_at },
    { user_id: member.caller.userId, gym_id, approved_at },
  ]);
  return { manager, member, gym_id };
}

const blue = ({ caller }: CallerContext) => ({
  ...{ user_id: caller.userId, modality: art, belt: 'blue', degree: 0 },
  ...{ awarded_on: '2024-03-14', override_reason: 'From their papers' },
});
const won = ({ caller }: CallerContext) => ({
  ...{ user_id: caller.userId, modality: art, belt: 'blue', won_on: '2024-06-01' },
  title: 'adult_world_champion' as const,
});

/** Ranks and titles of whoever is erased meanwhile, and those that they award. */
export const beltsWrites: Record<string, Write> = {
  'a promotion': async (door, person) => {
    const { manager, gym_id } = await trains(door, person);
    return () => promote(manager, { gym_id, body: blue(person) });
  },
  'a promotion that is taken back': async (door, person) => {
    const { manager, gym_id } = await trains(door, person);
    const { id } = await promote(manager, { gym_id, body: blue(person) });
    return () => voidGraduation(manager, { graduation_id: id, body: told });
  },
  'a promotion of another': async (door, person) => {
    const { member, gym_id } = await trains(door, person, 'MANAGER');
    return () => promote(person, { gym_id, body: blue(member) });
  },
  'a grading of many': async (door, person) => {
    const { member, gym_id } = await trains(door, person, 'MANAGER');
    const { user_id, belt, degree, override_reason } = blue(member);
    const people = [{ user_id, belt, degree, override_reason }];
    const body = { name: null, modality: art, held_on: '2024-03-14', people };
    return () => holdEvent(person, { gym_id, body });
  },
  'a title': async (door, person) => {
    const { manager, gym_id } = await trains(door, person);
    return () => recordTitle(manager, { gym_id, body: won(person) });
  },
  'a title of another': async (door, person) => {
    const { member, gym_id } = await trains(door, person, 'MANAGER');
    return () => recordTitle(person, { gym_id, body: won(member) });
  },
};
