import { createSession } from '../../../src/agent/sessions/create-session.ts';
import { deleteSession } from '../../../src/agent/sessions/delete-session.ts';
import { listRequests } from '../../../src/agent/requests/list-requests.ts';
import { listSessions } from '../../../src/agent/sessions/list-sessions.ts';
import { readSession } from '../../../src/agent/sessions/read-session.ts';
import { updateSession } from '../../../src/agent/sessions/update-session.ts';
import {
  AgentRequest,
  AgentSession,
  CreateSessionInput,
  SessionParams,
  UpdateSessionInput,
} from '../../../src/agent/contract.ts';
import { pageOf, PageQuery } from '../../../src/contract/page.ts';
import type { App } from '../_shared/http/app.ts';
import { userRoute } from '../_shared/stacks/user-route.ts';

export function sessionRoutes(app: App): void {
  userRoute(app, {
    id: 'createAgentSession',
    method: 'post',
    path: '/sessions',
    summary: 'Open a conversation',
    body: CreateSessionInput,
    response: AgentSession,
    status: 201,
    version: (session) => session.updated_at,
  }, ({ db, caller, body }) => createSession(db, caller, body));

  userRoute(
    app,
    {
      id: 'listAgentSessions',
      method: 'get',
      path: '/sessions',
      summary: 'My conversations, newest first',
      query: PageQuery,
      response: pageOf(AgentSession),
    },
    ({ db, caller, query, paginate }) => paginate(query, (page) => listSessions(db, caller, page)),
  );

  userRoute(app, {
    id: 'readAgentSession',
    method: 'get',
    path: '/sessions/{session_id}',
    summary: 'One conversation',
    params: SessionParams,
    response: AgentSession,
    version: (session) => session.updated_at,
    problems: { 404: 'No such session' },
  }, ({ db, caller, params }) => readSession(db, caller, params.session_id));

  userRoute(
    app,
    {
      id: 'updateAgentSession',
      method: 'patch',
      path: '/sessions/{session_id}',
      summary: 'Rename a conversation, or narrow what it searches',
      params: SessionParams,
      body: UpdateSessionInput,
      response: AgentSession,
      version: (session) => session.updated_at,
      problems: { 404: 'No such session', 412: 'The session has changed since it was read' },
    },
    ({ db, caller, params, body, expectedVersion }) =>
      updateSession(db, caller, params.session_id, body, expectedVersion),
  );

  userRoute(app, {
    id: 'deleteAgentSession',
    method: 'delete',
    path: '/sessions/{session_id}',
    summary: 'Delete a conversation',
    params: SessionParams,
    problems: { 404: 'No such session' },
  }, ({ db, caller, params }) => deleteSession(db, caller, params.session_id));

  userRoute(
    app,
    {
      id: 'listAgentRequests',
      method: 'get',
      path: '/sessions/{session_id}/requests',
      summary: 'What was asked and answered, newest first',
      params: SessionParams,
      query: PageQuery,
      response: pageOf(AgentRequest),
      problems: { 404: 'No such session' },
    },
    async ({ db, caller, params, query, paginate }) => {
      await readSession(db, caller, params.session_id);
      return await paginate(query, (page) => listRequests(db, caller, params.session_id, page));
    },
  );
}
