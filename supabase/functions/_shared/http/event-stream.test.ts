import { describe, expect, it, vi } from 'vitest';
import { refuse } from '../../../../src/errors.ts';
import { EventStream, frame, type ServerEvent } from './event-stream.ts';

const text = async (events: AsyncIterable<ServerEvent>, heartbeatMs?: number): Promise<string> => {
  const { body } = new EventStream(events, {
    requestId: 'r1',
    traceId: 't1',
    ...(heartbeatMs && { heartbeatMs }),
  }).answer;
  return await new Response(body as ReadableStream<Uint8Array>).text();
};

describe('a stream of events', () => {
  it('frames an event with its id, its name and one line of JSON', () => {
    expect(frame({ seq: 7, event: 'delta', data: { text: 'a\nb\r\ndata: c\u2028' } })).toBe(
      'id: 7\nevent: delta\ndata: {"text":"a\\nb\\r\\ndata: c\u2028"}\n\n',
    );
    expect(frame({ event: 'error', data: null })).toBe('event: error\ndata: null\n\n');
  });

  it('sends the events in order, after the time to wait before coming back', async () => {
    const body = await text((async function* () {
      yield { seq: 1, event: 'meta', data: {} };
      yield { seq: 2, event: 'done', data: {} };
    })());
    expect(body).toBe(
      'retry: 1000\n\nid: 1\nevent: meta\ndata: {}\n\nid: 2\nevent: done\ndata: {}\n\n',
    );
  });

  it('sends comments while nothing happens', async () => {
    let comments = 0;
    let proceed = () => {};
    const quiet = new Promise<void>((resolve) => proceed = resolve);
    const { body } = new EventStream(
      (async function* () {
        await quiet;
        yield { event: 'done', data: {} };
      })(),
      { requestId: 'r1', traceId: 't1', heartbeatMs: 1 },
    ).answer;
    let rest = '';
    for await (const bytes of body as unknown as AsyncIterable<Uint8Array>) {
      const chunk = new TextDecoder().decode(bytes);
      if (chunk === ':\n\n' && ++comments === 2) proceed();
      else rest += chunk;
    }
    expect(comments).toBeGreaterThanOrEqual(2);
    expect(rest).toContain('event: done');
  });

  it('tells a fault as an event with the body of the problem, and ends', async () => {
    const body = await text((async function* () {
      yield { seq: 1, event: 'meta', data: {} };
      throw refuse('gym_not_found');
    })());
    const [, data] = /event: error\ndata: (.*)\n\n$/.exec(body)!;
    expect(JSON.parse(data!)).toMatchObject({
      status: 404,
      code: 'gym_not_found',
      request_id: 'r1',
      trace_id: 't1',
    });
  });

  it('asks for no more than the client takes, and lets go when it leaves', async () => {
    let made = 0;
    const left = vi.fn();
    const { body } = new EventStream(
      (async function* () {
        try {
          for (;;) yield { seq: ++made, event: 'delta', data: {} };
        } finally {
          left();
        }
      })(),
      { requestId: 'r1', traceId: 't1' },
    ).answer;
    const reader = (body as ReadableStream<Uint8Array>).getReader();
    for (let i = 0; i < 3; i++) await reader.read();
    expect(made).toBeLessThanOrEqual(4);
    await reader.cancel();
    expect(left).toHaveBeenCalledOnce();
  });
});
