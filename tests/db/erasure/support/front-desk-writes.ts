import { createClass } from '../../../../src/academy/classes/create-class.ts';
import { checkInAtDesk } from '../../../../src/academy/front-desk/check-in-at-desk.ts';
import { issueCheckInCode } from '../../../../src/academy/front-desk/pins/issue-check-in-code.ts';
import { letInFrontDesk } from '../../../../src/academy/front-desk/devices/let-in-front-desk.ts';
import { pinDigest } from '../../../../src/academy/front-desk/pins/pin-digest.ts';
import { setPin } from '../../../../src/academy/front-desk/pins/set-pin.ts';
import { createGym } from '../../../../src/academy/gyms/create-gym.ts';
import type { CallerContext } from '../../../../src/db/context.ts';
import { memberships } from '../../../../src/db/schema/academy/memberships.ts';
import type { Doors } from '../../../../testkit/door/doors.ts';
import { noonDay, noonZone } from '../../../../testkit/noon.ts';
import { arrive } from './people.ts';
import type { Write } from './writes.ts';

const digestOf = pinDigest('a key of the tests');

/** A gym with a class about now and a device at its door, of somebody else, where the person trains. */
async function trains(door: Doors, person: CallerContext) {
  const manager = await arrive(door);
  const gym = await createGym(manager, {
    body: { name: 'Dojo', address: null, logo: null, since: null, timezone: noonZone() },
  });
  await door.asSystem('erasure test').insert(memberships).values({
    ...{ user_id: person.caller.userId, gym_id: gym.id, approved_at: new Date() },
  });
  return { manager, gym_id: gym.id };
}

const openClass = async (manager: CallerContext, gym_id: string): Promise<string> => {
  const { weekday, date } = noonDay();
  const { id } = await createClass(manager, {
    gym_id,
    body: {
      ...{ weekday, starts_at: '11:00', ends_at: '14:30', starts_on: date, ends_on: null },
      ...{ modality: 'Jiu-jitsu', description: null, instructor_id: null, capacity: null },
      ...{ bookable_from_hours: null, cancel_until_minutes: null },
    },
  });
  return id;
};

/** What is written of a person at front desks, while they are erased. */
export const frontDeskWrites: Record<string, Write> = {
  'a device at the door': async (_, person) => {
    const body = { name: 'Dojo', address: null, logo: null, since: null, timezone: 'UTC' };
    const { id: gym_id } = await createGym(person, { body });
    return () => letInFrontDesk(person, { gym_id, body: { name: 'Door' } });
  },
  'a PIN': async (door, person) => {
    const { gym_id } = await trains(door, person);
    return () => setPin({ ...person, digestOf }, { gym_id });
  },
  'a code': async (door, person) => {
    await trains(door, person);
    return () => issueCheckInCode(person, {});
  },
  'a check-in at the door': async (door, person) => {
    const { manager, gym_id } = await trains(door, person);
    const class_id = await openClass(manager, gym_id);
    const { token } = await letInFrontDesk(manager, { gym_id, body: { name: 'Door' } });
    const { pin } = await setPin({ ...person, digestOf }, { gym_id });
    const { code } = await issueCheckInCode(person, {});
    const body = { class_id, class_date: noonDay().date };
    return async () => {
      const ctx = { db: door.asCaller(null), token, digestOf };
      await checkInAtDesk(ctx, { body: { ...body, code } });
      await checkInAtDesk(ctx, { body: { ...body, pin } });
    };
  },
};
