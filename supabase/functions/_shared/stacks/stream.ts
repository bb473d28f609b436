import { z } from 'zod';
import { EventStream, type ServerEvent } from '../http/event-stream.ts';
import type { Stack } from '../http/route/stack.ts';
import { type UserContext, userStack } from './user.ts';

export interface StreamContext extends UserContext {
  /** The client's `Accept` names `text/event-stream`. */
  wantsStream: boolean;
  /** The last event the client has seen; 0 for none. */
  lastEventId: number;
  /** Answers with these events, as they come. */
  stream: (events: AsyncIterable<ServerEvent>) => EventStream;
}

/**
 * For signed-in people, routes that may answer with server-sent events: `ctx.stream(events)`. Until
 * the handler returns, a refusal is a problem+json as everywhere; afterwards it is an `error` event.
 * A stream holds no transaction, so there is no replay by `Idempotency-Key`: a verb that needs one
 * takes the key itself.
 */
export const streamStack: Stack<StreamContext> = {
  ...userStack,
  replays: undefined,
  headers: z.object({
    'accept': z.string().optional().meta({
      description: '`text/event-stream` to watch',
      example: 'text/event-stream',
    }),
    'last-event-id': z.string().regex(/^[0-9]{1,9}$/, 'must be the id of an event').optional().meta(
      {
        description: 'The last event that was seen, after a connection broke',
        example: '7',
      },
    ),
  }),
  around: undefined,
  async enter(entry) {
    const { req, var: { requestId, traceId } } = entry.c;
    return {
      ...await userStack.enter(entry),
      wantsStream: req.header('accept')?.includes('text/event-stream') ?? false,
      lastEventId: Number(req.header('last-event-id') ?? 0),
      stream: (events) => new EventStream(events, { requestId, traceId }),
    };
  },
};
