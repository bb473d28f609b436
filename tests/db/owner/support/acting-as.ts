import type { Caller } from '../../../../src/caller.ts';
import type { CallerContext } from '../../../../src/db/context.ts';
import type { Doors } from '../../../../testkit/door/doors.ts';
import { type Person, subjectOf } from '../../../access/world/actors.ts';
import { idOf } from '../../../access/world/ids.ts';

/** What a verb is handed for one of the world's people. */
export const actingAs = (door: () => Doors) => (name: Person): CallerContext => {
  const subject = subjectOf(name);
  const claims = { sub: subject };
  const caller: Caller = { userId: idOf(`users.${name}`), subject, provider: 'clerk', claims };
  return { db: door().asCaller(claims), caller };
};
