import { z } from 'zod';
import { ask } from '../../../src/agent/requests/ask.ts';
import { AgentRequest, AskInput } from '../../../src/agent/requests/contract.ts';
import { AgentEvent } from '../../../src/agent/requests/event-contract.ts';
import { followRequest } from '../../../src/agent/requests/follow-request.ts';
import { SessionParams } from '../../../src/agent/sessions/contract.ts';
import type { App } from '../_shared/http/app.ts';
import { idempotencyHeader } from '../_shared/http/idempotency.ts';
import { route } from '../_shared/http/route/route.ts';
import type { RateLimit } from '../_shared/limits/rate-limit.ts';
import { streamStack } from '../_shared/stacks/stream.ts';
import type { StartAnswer } from './answerer.ts';

export function askRoutes(
  app: App,
  { answer, limit }: { answer: StartAnswer; limit: RateLimit },
): void {
  route(app, streamStack, {
    id: 'ask',
    method: 'post',
    path: '/sessions/{session_id}/requests',
    summary: 'Ask a question; watch the answer, or come back for it',
    description: 'With `Accept: text/event-stream` the answer is streamed: see *Streams*. ' +
      'Otherwise the request is answered at once, and its stream can be followed. The answer is ' +
      'completed either way, also when nobody watches. With an `Idempotency-Key` the same ' +
      'question again is charged once, and shows the same answer.',
    params: SessionParams,
    headers: z.object(idempotencyHeader),
    body: AskInput,
    response: AgentRequest,
    status: 202,
    events: { description: 'The answer as it is written.', schema: AgentEvent },
    limit,
    problems: [
      'agent_session_not_found',
      'agent_request_deleted',
      'idempotency_key_reused',
      'quota_exceeded',
    ],
  }, async (ctx, input) => {
    const { headers, wantsStream, stream } = ctx;
    const request = await ask(ctx, { ...input, idempotency_key: headers['idempotency-key'] });
    if (request.status === 'queued') {
      const events = answer(ctx, { request });
      return wantsStream ? stream(events) : request;
    }
    // A repeated key: somebody answers or has answered.
    const followed = wantsStream && await followRequest(ctx, { request_id: request.id, seq: 0 });
    return followed ? stream(followed) : request;
  });
}
