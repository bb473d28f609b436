import { eq } from 'drizzle-orm';
import type { CallerContext } from '../../context.ts';
import { users } from '../../db/schema/identity/users.ts';
import { accountDeleted } from '../account/account-deleted.ts';
import type { UserExport } from './contract.ts';

/**
 * Collects everything the system holds about the caller, in one statement. It runs as the caller, so it
 * cannot hold anybody else's rows. A feature that stores personal data adds its tables here.
 * @throws `account_deleted` (gone)
 */
export async function exportUser({ db, caller }: CallerContext): Promise<UserExport> {
  const found = await db.query.users.findFirst({
    where: eq(users.id, caller.userId),
    with: {
      profile: true,
      pushTokens: true,
      documents: true,
      memberships: { with: { gym: { columns: { id: true, name: true } } } },
      agentSessions: { with: { requests: true } },
      usageEvents: true,
    },
  });
  if (!found?.profile) throw accountDeleted();
  const { profile, pushTokens, memberships, documents, agentSessions, usageEvents, ...user } =
    found;
  return {
    exported_at: new Date(),
    user,
    profile,
    push_tokens: pushTokens,
    memberships,
    documents,
    agent_sessions: agentSessions,
    usage_events: usageEvents,
  };
}
