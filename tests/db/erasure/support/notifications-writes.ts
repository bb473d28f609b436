import { sql } from 'drizzle-orm';
import { createGym } from '../../../../src/academy/gyms/create-gym.ts';
import type { CallerContext } from '../../../../src/db/context.ts';
import { memberships } from '../../../../src/db/schema/academy/memberships.ts';
import { markRead } from '../../../../src/notifications/inbox/mark-read.ts';
import { sendNotification } from '../../../../src/notifications/notifications/send-notification.ts';
import { putPreference } from '../../../../src/notifications/preferences/put-preference.ts';
import type { Doors } from '../../../../testkit/door/doors.ts';
import { arrive } from './people.ts';
import type { Write } from './writes.ts';

const news = {
  ...{ kind: 'announcement', channel: 'push', title: 'Seminar', content: 'On Saturday' } as const,
  scheduled_for: null,
};
const toAll = { ...news, audience: { type: 'gym' } as const };

/** A gym of somebody else, where the person is a member or staff. */
async function belongs(door: Doors, person: CallerContext, role: 'STUDENT' | 'MANAGER') {
  const manager = await arrive(door);
  const body = { name: 'Dojo', address: null, logo: null, since: null, timezone: 'UTC' };
  const { id: gym_id } = await createGym(manager, { body });
  await door.asSystem('erasure test').insert(memberships).values({
    ...{ user_id: person.caller.userId, gym_id, role, approved_at: new Date() },
  });
  return { manager, gym_id };
}

/** What is written to whoever is erased meanwhile, and what they write and choose. */
export const notificationsWrites: Record<string, Write> = {
  'a notification of theirs': async (door, person) => {
    const { gym_id } = await belongs(door, person, 'MANAGER');
    return () => sendNotification(person, { gym_id, body: toAll });
  },
  'a notification to them': async (door, person) => {
    const { manager, gym_id } = await belongs(door, person, 'STUDENT');
    const { id } = await sendNotification(manager, { gym_id, body: toAll });
    return () =>
      door.asSystem('erasure test').execute(sql`select private.resolve_notification(${id}, now())`);
  },
  'what they have read': async (door, person) => {
    const { manager, gym_id } = await belongs(door, person, 'STUDENT');
    const { id } = await sendNotification(manager, { gym_id, body: toAll });
    await door.asSystem('erasure test')
      .execute(sql`select private.resolve_notification(${id}, now())`);
    return () => markRead(person, { body: { notification_ids: [id] } });
  },
  'what they want to be told': (_, person) =>
    Promise.resolve(() =>
      putPreference(person, {
        ...{ kind: 'announcement', channel: 'push' },
        body: { enabled: false, quiet_from: null, quiet_until: null },
      })
    ),
};
