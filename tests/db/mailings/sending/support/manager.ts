import type { replayMessages } from '../../../../../src/mailings/messages/replay-messages.ts';
import type { DoorUnderTest } from '../../../../../testkit/database/door.ts';
import { academy } from '../../../academy/schedule/support/academy.ts';

export type Acting = Parameters<typeof replayMessages>[0];

/** Makes people managers of gyms, who act at an instant. */
export function managers(under: DoorUnderTest, at: string) {
  const people = academy(() => under.admin);
  return async (gym_id: string): Promise<Acting> => {
    const userId = await people.person();
    await under.admin`insert into memberships (user_id, gym_id, role, approved_at)
    values (${userId}, ${gym_id}, 'MANAGER', now())`;
    const [me] = await under.admin`select subject from users where id = ${userId}`;
    const claims = { sub: me!.subject as string };
    const caller = { userId, subject: claims.sub, provider: 'clerk' as const, claims };
    return { db: under.door.asCaller(claims), caller, now: () => new Date(at) };
  };
}
