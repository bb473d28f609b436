import { useDoor } from '../../../../testkit/database/door.ts';
import { ask } from '../../../../src/agent/requests/ask.ts';
import type { AgentRequest } from '../../../../src/agent/requests/contract.ts';
import { createSession } from '../../../../src/agent/sessions/create-session.ts';
import type { CallerContext } from '../../../../src/db/context.ts';
import { arrive } from '../../erasure/support/people.ts';

export interface Asker {
  ctx: CallerContext;
  session: string;
  ask: (input: string, idempotency_key?: string) => Promise<AgentRequest>;
}

/** People who ask, and what the meter says of them, for the tests of a file. */
export function useMeter() {
  const under = useDoor();
  return {
    under,

    /** Somebody new with an open session. */
    async askerOf(subject: string): Promise<Asker> {
      const ctx = await arrive(under.door, subject);
      const { id: session_id } = await createSession(ctx, { body: { context: {} } });
      return {
        ctx,
        session: session_id,
        ask: (input, idempotency_key) => ask(ctx, { session_id, body: { input }, idempotency_key }),
      };
    },

    /** Moves a request to a state. */
    move: (id: string, status: string) =>
      under.admin`update agent_requests set status = ${status} where id = ${id}`,

    /** Whose count is not the sum of their events; the invariant, in one statement. */
    unreconciled: () =>
      under.admin`
        select p.user_id, p.usage_count, coalesce(sum(e.quantity), 0) as sum
        from user_profiles p left join usage_events e using (user_id)
        group by p.user_id, p.usage_count
        having p.usage_count <> coalesce(sum(e.quantity), 0)`,
  };
}
