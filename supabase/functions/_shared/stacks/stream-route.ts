import { z } from 'zod';
import type { App } from '../http/app.ts';
import { EventStream, type ServerEvent } from '../http/event-stream.ts';
import type { RateLimit } from '../limits/rate-limit.ts';
import { mount, type RouteHandler, type RouteSpec } from '../http/route.ts';
import { type UserScope, userStack } from './user-route.ts';

interface StreamScope {
  /** The client's `Accept` names `text/event-stream`. */
  wantsStream: boolean;
  /** The last event the client has seen; 0 for none. */
  lastEventId: number;
  /** Answers with these events, as they come. */
  stream: (events: AsyncIterable<ServerEvent>) => EventStream;
}

type StreamSpec<
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodType,
  R extends z.ZodType,
> = RouteSpec<P, Q, B, R> & {
  events: string;
  /** A limit of the route's own, across isolates. */
  limit?: RateLimit;
};

const lastEventId = z.string().regex(/^\d{1,9}$/, 'must be the id of an event').optional();

/**
 * For signed-in people, a route that may answer with server-sent events: `stream(events)`. Until
 * the handler returns, a refusal is a problem+json as everywhere; afterwards it is an `error` event.
 * A stream holds no transaction, so there is no replay by `Idempotency-Key`: a verb that needs one
 * takes the key itself.
 */
export function streamRoute<
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodType,
  R extends z.ZodType,
>(
  app: App,
  { limit, ...spec }: StreamSpec<P, Q, B, R>,
  handler: RouteHandler<P, Q, B, R, UserScope & StreamScope>,
): void {
  const headers = z.object({
    ...spec.headers?.shape,
    'accept': z.string().optional(),
    'last-event-id': lastEventId,
  });
  mount(app, userStack(app, limit), { ...spec, headers, idempotent: false }, (input) =>
    handler({
      ...input,
      wantsStream: input.headers.accept?.includes('text/event-stream') ?? false,
      lastEventId: Number(input.headers['last-event-id'] ?? 0),
      stream: (events) => new EventStream(events, { requestId: input.requestId }),
    }));
}
