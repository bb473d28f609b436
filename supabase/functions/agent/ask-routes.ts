import { ask } from '../../../src/agent/requests/ask.ts';
import { followRequest } from '../../../src/agent/requests/follow-request.ts';
import { AgentRequest, AskInput, SessionParams } from '../../../src/agent/contract.ts';
import type { App } from '../_shared/http/app.ts';
import { idempotencyHeader } from '../_shared/http/idempotency.ts';
import type { RateLimit } from '../_shared/limits/rate-limit.ts';
import { streamRoute } from '../_shared/stacks/stream-route.ts';
import { z } from 'zod';
import type { Answer } from './answerer.ts';

export function askRoutes(
  app: App,
  { answer, limit }: { answer: Answer; limit: RateLimit },
): void {
  streamRoute(
    app,
    {
      id: 'ask',
      method: 'post',
      path: '/sessions/{session_id}/requests',
      summary: 'Ask a question; watch the answer, or come back for it',
      description:
        'With `Accept: text/event-stream` the answer is streamed: `meta`, then `delta` ' +
        'and `citation` events, and `done` or `error` last. Otherwise the request is answered at ' +
        'once, and its stream can be followed. The answer is completed either way.',
      params: SessionParams,
      headers: z.object(idempotencyHeader),
      body: AskInput,
      response: AgentRequest,
      status: 202,
      events: 'The answer as it is written',
      limit,
      problems: {
        404: 'No such session',
        422: 'The Idempotency-Key was used for another question',
        429: 'The quota of the plan is used up (`quota_exceeded`), or too many at once',
      },
    },
    async ({ db, caller, params, body, headers, wantsStream, stream }) => {
      const key = headers['idempotency-key'];
      const request = await ask(db, params.session_id, body.input, key);
      if (request.status === 'queued') {
        const events = answer({ db, caller, request });
        return wantsStream ? stream(events) : request;
      }
      // A repeated key: somebody answers or has answered.
      const followed = wantsStream && await followRequest(db, caller, request.id, 0);
      return followed ? stream(followed) : request;
    },
  );
}
