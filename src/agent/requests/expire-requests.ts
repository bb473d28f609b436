import { and, eq, inArray, lt } from 'drizzle-orm';
import { z } from 'zod';
import type { SystemContext } from '../../db/context.ts';
import { agentRequests, requestStates } from '../../db/schema/agent/requests/agent-requests.ts';
import { users } from '../../db/schema/identity/users.ts';
import { defineJob } from '../../jobs/define-job.ts';

/** Longer than an answer may take, whoever gives it. */
const ANSWER_MAX_MS = 5 * 60_000;
const BATCH = 500;

/**
 * The recurring job `expire_agent_requests` ends requests that nobody answers any more, because the
 * process that did is gone, and gives their charges back. At most 500 at a time.
 */
export const expireAgentRequests = defineJob({
  kind: 'expire_agent_requests',
  payload: z.object({}),
  everySeconds: 60,
  run: () =>
    Promise.resolve((tx) =>
      expireRequests({ db: tx }, { made_before: new Date(Date.now() - ANSWER_MAX_MS) })
    ),
});

/**
 * Ends what was asked before an instant that lies further back than an answer may take.
 *
 * @returns how many were ended
 */
export async function expireRequests(
  { db }: SystemContext,
  { made_before }: { made_before: Date },
): Promise<number> {
  const open = inArray(agentRequests.status, requestStates.before('expired'));
  // Holds who asked ahead of what was asked, and lets alone whoever is being erased.
  const stale = db.select({ id: agentRequests.id }).from(agentRequests)
    .innerJoin(users, eq(users.id, agentRequests.user_id))
    .where(and(open, lt(agentRequests.created_at, made_before)))
    .orderBy(agentRequests.created_at).limit(BATCH).for('key share', {
      of: users,
      skipLocked: true,
    });
  const expired = await db.update(agentRequests).set({ status: 'expired' })
    .where(and(inArray(agentRequests.id, stale), open)).returning({ id: agentRequests.id });
  return expired.length;
}
