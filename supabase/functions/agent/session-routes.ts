import {
  AgentSession,
  CreateSessionInput,
  SessionParams,
  UpdateSessionInput,
} from '../../../src/agent/sessions/contract.ts';
import { createSession } from '../../../src/agent/sessions/create-session.ts';
import { deleteSession } from '../../../src/agent/sessions/delete-session.ts';
import { listSessions } from '../../../src/agent/sessions/list-sessions.ts';
import { readSession } from '../../../src/agent/sessions/read-session.ts';
import { updateSession } from '../../../src/agent/sessions/update-session.ts';
import { pageOf, PageQuery } from '../../../src/contract/page.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { userStack } from '../_shared/stacks/user.ts';

export function sessionRoutes(app: App): void {
  route(app, userStack, {
    id: 'createAgentSession',
    method: 'post',
    path: '/sessions',
    summary: 'Open a conversation',
    body: CreateSessionInput,
    response: AgentSession,
    status: 201,
    versioned: true,
  }, createSession);

  route(app, userStack, {
    id: 'listAgentSessions',
    method: 'get',
    path: '/sessions',
    summary: 'My conversations, newest first',
    query: PageQuery,
    response: pageOf(AgentSession),
  }, listSessions);

  route(app, userStack, {
    id: 'readAgentSession',
    method: 'get',
    path: '/sessions/{session_id}',
    summary: 'One conversation',
    params: SessionParams,
    response: AgentSession,
    versioned: true,
    problems: ['agent_session_not_found'],
  }, readSession);

  route(app, userStack, {
    id: 'updateAgentSession',
    method: 'patch',
    path: '/sessions/{session_id}',
    summary: 'Rename a conversation, or narrow what it searches',
    params: SessionParams,
    body: UpdateSessionInput,
    response: AgentSession,
    versioned: true,
    problems: ['agent_session_not_found'],
  }, updateSession);

  route(app, userStack, {
    id: 'deleteAgentSession',
    method: 'delete',
    path: '/sessions/{session_id}',
    summary: 'Delete a conversation',
    params: SessionParams,
    problems: ['agent_session_not_found'],
  }, deleteSession);
}
