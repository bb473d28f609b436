import { cancelRequest } from '../../../src/agent/requests/cancel-request.ts';
import { followRequest } from '../../../src/agent/requests/follow-request.ts';
import { readRequest } from '../../../src/agent/requests/read-request.ts';
import { AgentRequest, RequestParams } from '../../../src/agent/contract.ts';
import type { App } from '../_shared/http/app.ts';
import { streamRoute } from '../_shared/stacks/stream-route.ts';
import { userRoute } from '../_shared/stacks/user-route.ts';

export function requestRoutes(app: App): void {
  userRoute(app, {
    id: 'readAgentRequest',
    method: 'get',
    path: '/requests/{request_id}',
    summary: 'A question and its answer, as far as it is',
    params: RequestParams,
    response: AgentRequest,
    version: (request) => request.updated_at,
    problems: { 404: 'No such request' },
  }, ({ db, caller, params }) => readRequest(db, caller, params.request_id));

  streamRoute(app, {
    id: 'streamAgentRequest',
    method: 'get',
    path: '/requests/{request_id}/stream',
    summary: 'Watch an answer from its start, or from `Last-Event-ID` on',
    description: '204 when there is nothing after `Last-Event-ID`: a client stops reconnecting.',
    params: RequestParams,
    events: 'What was written, then what is being written',
    problems: { 404: 'No such request' },
  }, async ({ db, caller, params, lastEventId, stream }) => {
    const events = await followRequest(db, caller, params.request_id, lastEventId);
    return events ? stream(events) : undefined;
  });

  userRoute(app, {
    id: 'cancelAgentRequest',
    method: 'post',
    path: '/requests/{request_id}/cancel',
    summary: 'Stop an answer; it is not charged',
    params: RequestParams,
    response: AgentRequest,
    problems: { 404: 'No such request', 409: 'It has ended already' },
  }, ({ db, params }) => cancelRequest(db, params.request_id));
}
