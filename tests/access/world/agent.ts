import type postgres from 'postgres';
import { people } from './actors.ts';
import { idOf } from './ids.ts';

/** Everyone has a session, a request in it, an event of that and a charge, named after them. */
export const sessions = [...people, 'closed'];
export const requests = [...people, 'another'];

const statusOf: Record<string, string> = {
  ...{ student: 'queued', fellow: 'queued', instructor: 'in_progress', deputy: 'failed' },
  ...{ pending: 'cancelled', former: 'expired', another: 'queued' },
};

/** Over the month's quota of `free`, which is 50, or up to it. */
const used: Record<string, number> = { deputy: 60, otherManager: 50 };

export async function populateAgent(tx: postgres.TransactionSql, past: string): Promise<void> {
  const times = { created_at: past, updated_at: past };
  for (const name of sessions) {
    const owner = idOf(`users.${name === 'closed' ? 'student' : name}`);
    await tx`insert into agent_sessions ${
      tx({
        ...{ id: idOf(`agent_sessions.${name}`), user_id: owner, ...times },
        ...{ title: name === 'instructor' ? 'kept' : null },
        ...{ deleted_at: name === 'closed' ? past : null },
      })
    }`;
  }
  // Requests that have ended are history, not changes that the triggers would act on.
  await tx`alter table agent_requests disable trigger user`;
  for (const name of requests) {
    const owner = name === 'another' ? 'student' : name;
    await tx`insert into agent_requests ${
      tx({
        ...{ id: idOf(`agent_requests.${name}`), session_id: idOf(`agent_sessions.${owner}`) },
        ...{ user_id: idOf(`users.${owner}`), input: name, ...times },
        status: statusOf[name] ?? 'completed',
      })
    }`;
  }
  await tx`alter table agent_requests enable trigger user`;

  await tx`update user_profiles set plan = 'pro' where user_id = ${idOf('users.deputy')}`;
  for (const name of people) {
    const whose = { request_id: idOf(`agent_requests.${name}`), user_id: idOf(`users.${name}`) };
    await tx`insert into agent_events ${
      tx({ ...whose, seq: name === 'fellow' ? 7 : 1, event: 'delta', data: tx.json({}) })
    }`;
    await tx`insert into usage_events ${
      tx({
        ...{ ...whose, id: idOf(`usage_events.${name}`), event_type: 'agent_request' },
        ...{ quantity: used[name] ?? 1, idempotency_key: name === 'fellow' ? 'ask:key' : 'charge' },
        // Of a month that was closed since.
        ...name === 'fellow' ? { created_at: past } : {},
      })
    }`;
  }
}
