import { z } from 'zod';
import type { HttpAnswer } from './route/reply.ts';
import { toProblem } from '../problems/errors.ts';
import { describeFault } from '../problems/fault.ts';
import { Problem } from '../problems/problem.ts';
import { log } from '../runtime/log.ts';

/** One event of a stream. `seq` becomes its id, which a client returns as `Last-Event-ID`. */
export interface ServerEvent {
  seq?: number;
  event: string;
  data: unknown;
}

/** What any stream may end with: a fault after its first byte. */
export const StreamFault = z.object({ event: z.literal('error'), data: Problem }).meta({
  id: 'StreamFault',
  description: 'The stream itself broke, not what it tells of: come back with `Last-Event-ID`.',
  example: { event: 'error', data: Problem.meta()!.example },
});

export interface EventStreamOptions {
  requestId: string;
  traceId: string;
  /** After this long without an event a comment is sent, so that no proxy hangs up (15,000). */
  heartbeatMs?: number;
}

/** How soon a client comes back when the connection breaks. */
const RETRY_MS = 1_000;

/** A handler's answer as server-sent events: https://html.spec.whatwg.org/#server-sent-events */
export class EventStream {
  readonly answer: HttpAnswer;

  constructor(events: AsyncIterable<ServerEvent>, options: EventStreamOptions) {
    this.answer = {
      status: 200,
      headers: {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store, no-transform',
        'x-accel-buffering': 'no',
      },
      body: bytesOf(events, options),
    };
  }
}

/** The event as it goes over the wire. JSON has no line breaks, so one `data` line is enough. */
export const frame = ({ seq, event, data }: ServerEvent): string =>
  `${seq === undefined ? '' : `id: ${seq}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

/**
 * Asks for the next event only when the client has taken the last one, and stops asking when it is
 * gone. A fault after the first byte cannot be a problem+json any more: it becomes an `error` event
 * with the same body, and the end.
 */
function bytesOf(
  events: AsyncIterable<ServerEvent>,
  { requestId, traceId, heartbeatMs = 15_000 }: EventStreamOptions,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const iterator = events[Symbol.asyncIterator]();
  let next: Promise<IteratorResult<ServerEvent>> | undefined;
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(`retry: ${RETRY_MS}\n\n`)),
    async pull(controller) {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const heartbeat = new Promise<'heartbeat'>((beat) => {
        timer = setTimeout(beat, heartbeatMs, 'heartbeat');
      });
      try {
        next ??= iterator.next();
        const result = await Promise.race([next, heartbeat]);
        if (result === 'heartbeat') return controller.enqueue(encoder.encode(':\n\n'));
        next = undefined;
        if (result.done) controller.close();
        else controller.enqueue(encoder.encode(frame(result.value)));
      } catch (error) {
        const problem = toProblem(error).toBody(requestId, traceId);
        if (problem.status >= 500) log('error', 'fault', describeFault(error));
        controller.enqueue(encoder.encode(frame({ event: 'error', data: problem })));
        controller.close();
      } finally {
        clearTimeout(timer);
      }
    },
    cancel: async () => {
      await iterator.return?.();
    },
  });
}
