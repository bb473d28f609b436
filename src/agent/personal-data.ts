import { z } from 'zod';
import { instant } from '../contract/fields.ts';
import { exported, type PersonalPart } from '../db/declare/personal-part.ts';
import { agentEventsPersonal } from '../db/schema/agent/requests/agent-events.ts';
import { agentRequestsPersonal } from '../db/schema/agent/requests/agent-requests.ts';
import { agentSessionsPersonal } from '../db/schema/agent/sessions/agent-sessions.ts';
import { usageEventsPersonal } from '../db/schema/agent/usage/usage-events.ts';
import { AgentRequest } from './requests/contract.ts';
import { AgentSession } from './sessions/contract.ts';
import { UsageEvent } from './usage/contract.ts';

/** What a person asked and was answered; `private.erase_agent` removes it. */
export const agentPersonal: PersonalPart = {
  personal: [
    agentRequestsPersonal,
    agentEventsPersonal,
    agentSessionsPersonal,
    usageEventsPersonal,
  ],
  exports: {
    agent_sessions: exported(
      'agentSessions',
      z.array(AgentSession.extend({
        deleted_at: instant.nullable(),
        requests: z.array(AgentRequest.extend({ deleted_at: instant.nullable() })),
      })),
      { with: { requests: true } },
    ),
    usage_events: exported('usageEvents', z.array(UsageEvent)),
  },
};
