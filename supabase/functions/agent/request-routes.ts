import { cancelRequest } from '../../../src/agent/requests/cancel-request.ts';
import { AgentRequest, RequestParams } from '../../../src/agent/requests/contract.ts';
import { deleteRequest } from '../../../src/agent/requests/delete-request.ts';
import { AgentEvent } from '../../../src/agent/requests/event-contract.ts';
import { followRequest } from '../../../src/agent/requests/follow-request.ts';
import { listRequests } from '../../../src/agent/requests/list-requests.ts';
import { readRequest } from '../../../src/agent/requests/read-request.ts';
import { SessionParams } from '../../../src/agent/sessions/contract.ts';
import { pageOf, PageQuery } from '../../../src/contract/page.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { streamStack } from '../_shared/stacks/stream.ts';
import { userStack } from '../_shared/stacks/user.ts';

export function requestRoutes(app: App): void {
  route(app, userStack, {
    id: 'listAgentRequests',
    method: 'get',
    path: '/sessions/{session_id}/requests',
    summary: 'What was asked and answered, newest first',
    params: SessionParams,
    query: PageQuery,
    response: pageOf(AgentRequest),
    problems: ['agent_session_not_found'],
  }, listRequests);

  route(app, userStack, {
    id: 'readAgentRequest',
    method: 'get',
    path: '/requests/{request_id}',
    summary: 'A question and its answer, as far as it is',
    params: RequestParams,
    response: AgentRequest,
    versioned: true,
    problems: ['agent_request_not_found'],
  }, readRequest);

  route(app, streamStack, {
    id: 'streamAgentRequest',
    method: 'get',
    path: '/requests/{request_id}/stream',
    summary: 'Watch an answer from its start, or from `Last-Event-ID` on',
    description: '204 when there is nothing after `Last-Event-ID`: a client stops reconnecting. ' +
      'A stream ends after two minutes at most; come back with the last event’s id.',
    params: RequestParams,
    events: { description: 'What was written, then what is being written.', schema: AgentEvent },
    problems: ['agent_request_not_found'],
  }, async (ctx, { request_id }) => {
    const events = await followRequest(ctx, { request_id, seq: ctx.lastEventId });
    return events ? ctx.stream(events) : undefined;
  });

  route(app, userStack, {
    id: 'cancelAgentRequest',
    method: 'post',
    path: '/requests/{request_id}/cancel',
    summary: 'Stop an answer; it is not charged',
    params: RequestParams,
    response: AgentRequest,
    problems: [
      'agent_request_not_found',
      'agent_request_completed',
      'agent_request_failed',
      'agent_request_expired',
    ],
  }, cancelRequest);

  route(app, userStack, {
    id: 'deleteAgentRequest',
    method: 'delete',
    path: '/requests/{request_id}',
    summary: 'Delete a question with its answer; one under way is stopped first',
    description:
      'What was charged stays charged: a deleted question gives nothing back. One that ' +
      'is stopped by this is not charged, as if it had been cancelled. Its stream ends with an ' +
      '`error` event of the code `deleted`.',
    params: RequestParams,
    problems: ['agent_request_not_found'],
  }, deleteRequest);
}
