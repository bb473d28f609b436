import type { ForPerson } from '../../contract/for-person.ts';
import type { CallerContext } from '../../db/context.ts';
import { notificationPreferences } from '../../db/schema/notifications/notification-preferences.ts';
import { findPostgresError } from '../../db/violation.ts';
import { refuse } from '../../errors.ts';
import type { NotificationPreference, PreferenceParams, PutPreferenceInput } from './contract.ts';

const { user_id: whose, kind: ofKind, channel: byChannel } = notificationPreferences;

/** Row security lets nobody choose for a person whom they do not act for. */
const NOT_ALLOWED = '42501';

/**
 * Chooses whether and when the caller, or a child of theirs, is told one kind of thing by one channel.
 * @throws `child_not_found`
 */
export async function putPreference(
  { db, caller }: CallerContext,
  { user_id = caller.userId, kind, channel, body }: ForPerson & PreferenceParams & {
    body: PutPreferenceInput;
  },
): Promise<NotificationPreference> {
  const [put] = await db.insert(notificationPreferences).values({ user_id, kind, channel, ...body })
    .onConflictDoUpdate({ target: [whose, ofKind, byChannel], set: body })
    .returning()
    .catch((err) => {
      throw user_id !== caller.userId && findPostgresError(err)?.code === NOT_ALLOWED
        ? refuse('child_not_found')
        : err;
    });
  return put!;
}
